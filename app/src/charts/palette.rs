//! The colours of charts: the Government Analysis Function's four categories in their published order, on white.

use followup::grade::Grade;
use plotters::style::RGBColor;

/// Text.
pub const INK: RGBColor = RGBColor(0x0b, 0x0c, 0x0c);
/// Text of less weight.
pub const GREY_INK: RGBColor = RGBColor(0x48, 0x49, 0x49);
/// Text on the dark colours.
pub const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);

/// The faint lines that lead the eye. They carry no meaning.
pub const GRID: RGBColor = RGBColor(0xbf, 0xbf, 0xbf);

/// The four categories, in their order. No chart has more.
pub const CATEGORIES: [RGBColor; 4] =
    [RGBColor(0x12, 0x43, 0x6d), RGBColor(0x28, 0xa1, 0x97), RGBColor(0x80, 0x16, 0x50), RGBColor(0xf4, 0x6a, 0x25)];

/// The lines of the groups of statuses, in their order: open, claimed, verified, closed otherwise. They say no concern.
pub const STATUSES: [RGBColor; 4] = [CATEGORIES[0], EDGE, INK, RGBColor(0x94, 0x94, 0x94)];

/// The palette of concern, the darker the worse: still of concern, without progress, or inadequate. White words stand on it.
pub const CONCERN: RGBColor = CATEGORIES[2];
/// Between concern and none: partly improved, or requires improvement.
pub const PARTLY: RGBColor = RGBColor(0xa2, 0x85, 0xd1);
/// No concern, a while ago.
pub const SETTLED_BEFORE: RGBColor = RGBColor(0xbf, 0xbf, 0xbf);
/// No concern: improved, or good.
pub const SETTLED: RGBColor = RGBColor(0xe4, 0xe4, 0xe4);
/// The edge of what is light: the two greys of no concern, and white.
pub const EDGE: RGBColor = RGBColor(0x6f, 0x77, 0x7b);

/// The colour of a grade and of text on it, the darker the worse.
pub const fn grade_colour(grade: Grade) -> (RGBColor, RGBColor) {
    match grade {
        Grade::Inadequate => (CONCERN, PAPER),
        Grade::RequiresImprovement => (PARTLY, INK),
        Grade::Adequate => (SETTLED_BEFORE, INK),
        Grade::Good => (SETTLED, INK),
        Grade::Outstanding => (PAPER, INK),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast ratio of WCAG 2.2.
    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let luminance =
            |RGBColor(red, green, blue)| 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) + 0.05;
        let (a, b) = (luminance(a), luminance(b));
        a.max(b) / a.min(b)
    }

    #[test]
    fn text_on_every_colour_can_be_read() {
        for (colour, text) in Grade::ALL.iter().map(|grade| grade_colour(*grade)) {
            assert!(contrast(colour, text) >= 4.5, "{colour:?}");
        }
        for (colour, text) in [(CONCERN, PAPER), (PARTLY, INK), (SETTLED_BEFORE, INK), (SETTLED, INK)] {
            assert!(contrast(colour, text) >= 4.5, "{colour:?}");
        }
        assert!(contrast(GREY_INK, PAPER) >= 4.5);
    }

    #[test]
    fn concern_is_ordered_by_lightness_and_seen_on_white() {
        let order = [CONCERN, PARTLY, SETTLED_BEFORE, SETTLED, PAPER];
        assert!(order.is_sorted_by(|darker, lighter| contrast(*darker, PAPER) > contrast(*lighter, PAPER)));
        for edge in [CONCERN, PARTLY, EDGE] {
            assert!(contrast(edge, PAPER) >= 3.0, "{edge:?}");
        }
        assert!(contrast(CONCERN, PARTLY) >= 3.0);
    }

    #[test]
    fn every_colour_stands_out_from_the_paper_and_from_its_neighbour() {
        for colour in CATEGORIES.into_iter().chain(STATUSES) {
            assert!(contrast(colour, PAPER) >= 3.0, "{colour:?}");
        }
        for neighbours in CATEGORIES.windows(2) {
            assert!(contrast(neighbours[0], neighbours[1]) >= 3.0, "{neighbours:?}");
        }
    }
}
