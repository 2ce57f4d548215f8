//! One tile: a force's name, and what was last said of it in a few words.

use followup::counting::bands::{Band, BandedForce};

use super::{
    form::{form, ink},
    words::{topics, year},
};
use crate::{
    charts::{
        drawing::Lettering,
        text_width::Weight,
        tile_map::{Place, Tile},
        wrapping::wrapped,
    },
    number::grouped,
};

/// The smallest letters that can be read on a screen of a usual size.
const SIZE: u32 = 12;
/// The smallest letters on paper, in points.
pub const SHEET_SIZE: u32 = 9;

/// The tile of a force at its place, for a map whose tiles are that wide.
pub fn tile(force: &BandedForce, place: Place, width: i32) -> Tile {
    let has_room = wrapped(force.short_name(), f64::from(width), SIZE, Weight::Regular).len() < 2;
    tile_with(force, place, SIZE, has_room)
}

/// The same for paper: what was said is a single line.
pub fn low_tile(force: &BandedForce, place: Place) -> Tile {
    tile_with(force, place, SHEET_SIZE, false)
}

fn tile_with(force: &BandedForce, place: Place, size: u32, has_room: bool) -> Tile {
    let name = Lettering { size, weight: Weight::Regular, colour: ink(force.band) };
    let said = Lettering { weight: Weight::Bold, ..name };
    let words = std::iter::once((force.short_name().to_owned(), name))
        .chain(said_in_tile(force, has_room).into_iter().map(|words| (words, said)));
    Tile { place, form: form(force.band), words: words.collect() }
}

/// What stands below the name, line by line. With a name of two lines it is a single line: no tile has more than three, because the
/// tallest one makes the whole map taller.
fn said_in_tile(force: &BandedForce, has_room: bool) -> Vec<String> {
    let number = grouped(force.number);
    let with_year = |words: String| vec![format!("{words} · {}", year(force))];
    match force.band {
        Band::Inadequate if has_room => vec![format!("Inadequate in {number}"), year(force)],
        Band::Inadequate | Band::RequiresImprovement => with_year(format!("{number} {}", topics(force.number))),
        Band::NewlyRaised => with_year(format!("{number} new")),
        Band::OfConcern | Band::OfConcernBefore | Band::NothingOfConcern | Band::NothingOfConcernBefore => {
            with_year(number)
        }
        Band::ResultNotKnown => vec!["not known".to_owned()],
        Band::NoVisit => vec!["no visit".to_owned()],
    }
}
