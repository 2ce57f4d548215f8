//! One tile: a force's name and its number, on its colour; with a broken edge where there is no number.

use followup::progress::forces_at_a_glance::{By, ForcesAtAGlance, Row};

use super::words::number_in_words;
use crate::charts::{
    drawing::{Dash, Lettering, Stroke},
    palette::{GREY_INK, INK, PAPER, shade},
    text_width::Weight,
    tile_map::{Place, Tile, TileForm},
};
use crate::number::grouped;

/// A force's name: the longest word of any, Northamptonshire, fits into a tile.
const NAME: Lettering = Lettering { size: 11, weight: Weight::Regular, colour: INK };
/// Its number.
const NUMBER: Lettering = Lettering { size: 14, weight: Weight::Bold, colour: INK };

/// The tile of a force at its place.
pub fn tile(figure: &ForcesAtAGlance, row: &Row, place: Place) -> Tile {
    let step = figure.step(row);
    let (_, ink) = step.map_or((PAPER, INK), shade);
    let (dash, number) = if figure.number(row).is_some() {
        (Dash::Solid, Lettering { colour: ink, ..NUMBER })
    } else {
        (Dash::Short, Lettering { colour: GREY_INK, ..NAME })
    };
    Tile {
        place,
        form: TileForm {
            ground: step.map(|step| shade(step).0),
            edge: Stroke { colour: GREY_INK, width: 1, dash },
            corner: None,
        },
        words: vec![(row.name.clone(), Lettering { colour: ink, ..NAME }), (text(figure, row), number)],
    }
}

/// What stands in a force's tile below its name.
fn text(figure: &ForcesAtAGlance, row: &Row) -> String {
    match (figure.number(row), figure.share(row)) {
        (None, _) => "no data".to_owned(),
        (Some(_), Some(share)) => share.to_string(),
        // A share would say more than so few items can.
        (Some(number), None) if figure.by == By::Improved => format!("{} of {}", grouped(number), grouped(row.found)),
        (Some(_), None) => number_in_words(figure, row),
    }
}
