//! The colours of charts: the Government Analysis Function's four categories in their published order, on white.

use followup::finding::FindingGroup;
use plotters::style::RGBColor;

/// Text.
pub const INK: RGBColor = RGBColor(0x0b, 0x0c, 0x0c);
/// Text of less weight.
pub const GREY_INK: RGBColor = RGBColor(0x48, 0x49, 0x49);
/// Text on the dark colours.
pub const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);

/// The four categories, in their order. No chart has more.
pub const CATEGORIES: [RGBColor; 4] =
    [RGBColor(0x12, 0x43, 0x6d), RGBColor(0x28, 0xa1, 0x97), RGBColor(0x80, 0x16, 0x50), RGBColor(0xf4, 0x6a, 0x25)];

/// The colour of a group of findings, the same in every chart.
pub const fn colour(group: FindingGroup) -> RGBColor {
    CATEGORIES[group as usize]
}

/// The colour of text on a group's colour.
pub const fn text_on(group: FindingGroup) -> RGBColor {
    match group {
        FindingGroup::Improved | FindingGroup::StillOfConcern => PAPER,
        FindingGroup::Partly | FindingGroup::NoProgress => INK,
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
        for group in FindingGroup::ALL {
            assert!(contrast(colour(*group), text_on(*group)) >= 4.5, "{group}");
        }
        assert!(contrast(GREY_INK, PAPER) >= 4.5);
    }

    #[test]
    fn every_colour_stands_out_from_the_paper_and_from_its_neighbour() {
        for group in FindingGroup::ALL {
            assert!(contrast(colour(*group), PAPER) >= 3.0, "{group}");
        }
        for neighbours in CATEGORIES.windows(2) {
            assert!(contrast(neighbours[0], neighbours[1]) >= 3.0, "{neighbours:?}");
        }
    }
}
