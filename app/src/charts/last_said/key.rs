//! The key: a line for each band that occurs, in the two corners of the map where no force lies.

use followup::{
    counting::bands::{Band, BandedForce},
    progress::last_said::LastSaid,
};

use super::{
    form::form,
    words::{band_in_key, how_to_read},
};
use crate::charts::{
    drawing::{Drawing, Lettering},
    flow::{Column, NOTE, line_height, paragraph},
    tile_map::{NORTH_EAST, NORTH_WEST, TileMap},
    wrapping::wrapped,
};

/// Between a tile in small and its words.
const MARK_GAP: i32 = 6;
/// Between two entries.
const ENTRY_GAP: i32 = 3;
/// Between the key and the tiles beside it.
const SIDE_GAP: i32 = 8;

/// Draws the key into the corners of a map that is drawn next; gives the top of that map, which lies lower where a corner is too small.
pub fn draw(figure: &LastSaid, map: &TileMap, lettering: Lettering, drawing: &mut Drawing, top: i32) -> i32 {
    let ((west, west_height), (east, east_height)) = (map.corner(NORTH_WEST), map.corner(NORTH_EAST));
    let west = Column { width: west.width - SIDE_GAP, ..west };
    let east = Column { left: east.left + SIDE_GAP, width: east.width - SIDE_GAP };

    let bands: Vec<_> = figure.bands().collect();
    let mut bottom =
        paragraph(drawing, how_to_read(), west, top, Lettering { size: lettering.size, ..NOTE }) + ENTRY_GAP;
    let mut in_west = 0;
    for (band, forces) in &bands {
        let words = band_in_key(*band, forces);
        if bottom + height(&words, west, lettering) > top + west_height {
            break;
        }
        bottom = entry(drawing, *band, &words, west, bottom, lettering) + ENTRY_GAP;
        in_west += 1;
    }
    let east_bottom = entries(drawing, &bands[in_west..], east, top, lettering);
    let lower = (bottom - top - west_height).max(east_bottom - top - east_height).max(0);
    top + lower
}

fn entries(
    drawing: &mut Drawing,
    bands: &[(Band, &[BandedForce])],
    column: Column,
    top: i32,
    lettering: Lettering,
) -> i32 {
    bands.iter().fold(top, |top, (band, forces)| {
        entry(drawing, *band, &band_in_key(*band, forces), column, top, lettering) + ENTRY_GAP
    })
}

/// A tile in small with its words; gives its bottom.
pub fn entry(drawing: &mut Drawing, band: Band, words: &str, column: Column, top: i32, lettering: Lettering) -> i32 {
    let side = mark(lettering);
    form(band).draw(drawing, [(column.left, top), (column.left + side, top + side)]);
    paragraph(drawing, words, beside_mark(column, lettering), top, lettering)
}

/// The side of a tile in small: as high as the letters beside it.
fn mark(lettering: Lettering) -> i32 {
    i32::try_from(lettering.size).unwrap_or(i32::MAX)
}

fn height(words: &str, column: Column, lettering: Lettering) -> i32 {
    let width = beside_mark(column, lettering).width;
    let lines = wrapped(words, f64::from(width), lettering.size, lettering.weight);
    i32::try_from(lines.len()).map_or(i32::MAX, |lines| lines * line_height(lettering))
}

fn beside_mark(column: Column, lettering: Lettering) -> Column {
    let indent = mark(lettering) + MARK_GAP;
    Column { left: column.left + indent, width: column.width - indent }
}
