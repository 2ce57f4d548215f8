//! Setting words and keyed squares into a drawing from top to bottom, as a page is set.

use plotters::style::RGBColor;

use super::{
    Layout, PART_GAP,
    drawing::{Anchor, Drawing, Lettering},
    palette::{GREY_INK, INK},
    text_width::Weight,
    wrapping::wrapped,
};

/// The side of a square of colour.
const SQUARE: i32 = 12;
/// Between a square and its word.
const SQUARE_GAP: i32 = 6;

/// Text.
pub const TEXT: Lettering = Lettering { size: 14, weight: Weight::Regular, colour: INK };
/// Text of less weight.
pub const NOTE: Lettering = Lettering { colour: GREY_INK, ..TEXT };
/// The heading of a part.
pub const HEADING: Lettering = Lettering { size: 16, weight: Weight::Bold, colour: INK };
/// The headline.
pub const HEADLINE: Lettering = Lettering { size: 20, weight: Weight::Bold, colour: INK };

/// A column of a drawing: where its lines begin and how wide they may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The left edge.
    pub left: i32,
    /// How wide.
    pub width: i32,
}

/// The columns of a page that panels stand in: two where it is wide.
pub fn halves(page: Column, layout: Layout) -> Vec<Column> {
    if !matches!(layout, Layout::Wide | Layout::Whole) {
        return vec![page];
    }
    let width = (page.width - 2 * PART_GAP) / 2;
    vec![Column { width, ..page }, Column { left: page.left + page.width - width, width }]
}

/// From the top of one line to the top of the next.
pub fn line_height(lettering: Lettering) -> i32 {
    i32::try_from(lettering.size * 5 / 4).unwrap_or(i32::MAX)
}

/// A width in whole units, rounded up.
#[expect(clippy::cast_possible_truncation, reason = "widths of text on paper of a few hundred units")]
pub fn whole_units(width: f64) -> i32 {
    width.ceil() as i32
}

/// Sets a paragraph with its top at `top`; gives its bottom.
pub fn paragraph(drawing: &mut Drawing, text: &str, column: Column, top: i32, lettering: Lettering) -> i32 {
    let lines = wrapped(text, f64::from(column.width), lettering.size, lettering.weight);
    lines.iter().fold(top, |top, line| {
        drawing.line(line, (column.left, top), Anchor::Start, lettering);
        top + line_height(lettering)
    })
}

/// Sets a paragraph beside a square of colour; gives its bottom.
pub fn keyed_paragraph(drawing: &mut Drawing, colour: RGBColor, words: &str, column: Column, top: i32) -> i32 {
    drawing.block([(column.left, top), (column.left + SQUARE, top + SQUARE)], colour);
    let indent = SQUARE + SQUARE_GAP;
    paragraph(drawing, words, Column { left: column.left + indent, width: column.width - indent }, top, TEXT)
}
