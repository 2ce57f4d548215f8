//! The forces as a list: under each band its forces, as they are to be looked at first.

use followup::progress::last_said::LastSaid;

use super::{
    key::entry,
    words::{band_in_key, force_in_words},
};
use crate::charts::{
    drawing::{Drawing, Lettering},
    flow::{Column, TEXT, paragraph},
    text_width::Weight,
};

/// Between two bands.
const BAND_GAP: i32 = 10;
/// Between a band and its first force.
const HEAD_GAP: i32 = 2;

/// Draws the list; gives its bottom.
pub fn draw(figure: &LastSaid, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
    let head = Lettering { weight: Weight::Bold, ..TEXT };
    let bottom = figure.bands().fold(top, |top, (band, forces)| {
        let top = entry(drawing, band, &band_in_key(band, forces), page, top, head) + HEAD_GAP;
        let bottom =
            forces.iter().fold(top, |top, force| paragraph(drawing, &force_in_words(figure, force), page, top, TEXT));
        bottom + BAND_GAP
    });
    (bottom - BAND_GAP).max(top)
}
