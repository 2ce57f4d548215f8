//! How wide text is, from a built-in table: the same on every machine, so that a chart's words never depend on its fonts.
//!
//! The table holds the advance widths (`hmtx`, by way of `cmap`) of Liberation Sans 2.1.5, whose metrics are those of
//! Arial and Helvetica, rounded to thousandths of the font size. A test reads the bundled fonts and holds every entry
//! against them.

/// How heavy the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Text.
    Regular,
    /// Headings.
    Bold,
}

/// The widths of one weight, in thousandths of the font size.
struct Widths {
    /// From the space to `~`.
    ascii: [u16; 95],
    /// From the no-break space to the end of Latin Extended-A: all letters of Welsh, Polish, Turkish names.
    latin: [u16; 224],
    /// Signs outside those two, as [`SIGNS`].
    signs: [u16; SIGNS.len()],
}

/// The signs that our own words use beyond Latin letters.
const SIGNS: [char; 9] = ['–', '—', '‘', '’', '“', '”', '…', '•', '€'];

/// What is in no table counts as wide as it is high, which no letter of an alphabet exceeds.
const UNKNOWN: u16 = 1000;

const REGULAR: Widths = Widths {
    ascii: [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584,
    ],
    latin: [
        278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 552, 400, 549, 333, 333, 333, 576,
        537, 333, 333, 333, 365, 556, 834, 834, 834, 611, 667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667,
        278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556,
        556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278, 556, 556, 556, 556, 556, 556, 556, 549,
        611, 556, 556, 556, 556, 500, 556, 500, 667, 556, 667, 556, 667, 556, 722, 500, 722, 500, 722, 500, 722, 500,
        722, 615, 722, 556, 667, 556, 667, 556, 667, 556, 667, 556, 667, 556, 778, 556, 778, 556, 778, 556, 778, 556,
        722, 556, 722, 556, 278, 278, 278, 278, 278, 278, 278, 222, 278, 278, 735, 444, 500, 222, 667, 500, 500, 556,
        222, 556, 222, 556, 292, 556, 334, 556, 222, 722, 556, 722, 556, 722, 556, 604, 723, 556, 778, 556, 778, 556,
        778, 556, 1000, 944, 722, 333, 722, 333, 722, 333, 667, 500, 667, 500, 667, 500, 667, 500, 611, 278, 611, 375,
        611, 278, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 944, 722, 667, 500, 667, 611, 500, 611,
        500, 611, 500, 222,
    ],
    signs: [556, 1000, 222, 222, 333, 333, 1000, 350, 556],
};

const BOLD: Widths = Widths {
    ascii: [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722,
        611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556,
        611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778,
        556, 556, 500, 389, 280, 389, 584,
    ],
    latin: [
        278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 552, 400, 549, 333, 333, 333, 576,
        556, 333, 333, 333, 365, 556, 834, 834, 834, 611, 722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667, 667,
        278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611, 556, 556,
        556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278, 611, 611, 611, 611, 611, 611, 611, 549,
        611, 611, 611, 611, 611, 556, 611, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556, 722, 556,
        722, 719, 722, 611, 667, 556, 667, 556, 667, 556, 667, 556, 667, 556, 778, 611, 778, 611, 778, 611, 778, 611,
        722, 611, 722, 611, 278, 278, 278, 278, 278, 278, 278, 278, 278, 278, 785, 556, 556, 278, 722, 556, 556, 611,
        278, 611, 278, 611, 385, 611, 479, 611, 278, 722, 611, 722, 611, 722, 611, 708, 723, 611, 778, 611, 778, 611,
        778, 611, 1000, 944, 722, 389, 722, 389, 722, 389, 667, 556, 667, 556, 667, 556, 667, 556, 611, 333, 611, 479,
        611, 333, 722, 611, 722, 611, 722, 611, 722, 611, 722, 611, 722, 611, 944, 778, 667, 556, 667, 611, 500, 611,
        500, 611, 500, 278,
    ],
    signs: [556, 1000, 278, 278, 500, 500, 1000, 350, 556],
};

/// The width of `text` set in `size`, in the same unit.
pub fn text_width(text: &str, size: u32, weight: Weight) -> f64 {
    let thousandths: u32 = text.chars().map(|letter| u32::from(letter_width(letter, weight))).sum();
    f64::from(thousandths) * f64::from(size) / 1000.0
}

/// The width of one letter, in thousandths of the font size.
fn letter_width(letter: char, weight: Weight) -> u16 {
    let widths = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let in_table = |table: &[u16], first: u32| {
        let place = u32::from(letter).checked_sub(first)?;
        table.get(usize::try_from(place).ok()?).copied()
    };
    let in_signs = || widths.signs.get(SIGNS.iter().position(|sign| *sign == letter)?).copied();
    in_table(&widths.ascii, 0x20).or_else(|| in_table(&widths.latin, 0xa0)).or_else(in_signs).unwrap_or(UNKNOWN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::png::{BOLD_FONT, REGULAR_FONT};

    #[test]
    fn every_width_is_that_of_the_bundled_font() {
        for (weight, font) in [(Weight::Regular, REGULAR_FONT), (Weight::Bold, BOLD_FONT)] {
            let face = ttf_parser::Face::parse(font, 0).unwrap();
            let letters = (' '..='~').chain('\u{a0}'..='\u{17f}').chain(SIGNS);
            for letter in letters {
                let glyph = face.glyph_index(letter).unwrap();
                let units = f64::from(face.glyph_hor_advance(glyph).unwrap());
                let thousandths = units * 1000.0 / f64::from(face.units_per_em());
                assert!((f64::from(letter_width(letter, weight)) - thousandths).abs() <= 0.5, "{letter} {weight:?}");
            }
        }
    }

    #[test]
    fn a_letter_of_no_table_takes_a_whole_square() {
        assert!((text_width("字", 14, Weight::Regular) - 14.0).abs() < f64::EPSILON);
        assert!((text_width("", 14, Weight::Regular)).abs() < f64::EPSILON);
    }
}
