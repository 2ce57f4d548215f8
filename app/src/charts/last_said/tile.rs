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
    },
    number::grouped,
};

/// The smallest letters that can be read on a screen of a usual size.
const SIZE: u32 = 12;

/// The tile of a force at its place.
pub fn tile(force: &BandedForce, place: Place) -> Tile {
    let name = Lettering { size: SIZE, weight: Weight::Regular, colour: ink(force.band) };
    let said = Lettering { weight: Weight::Bold, ..name };
    let words = std::iter::once((force.short_name().to_owned(), name))
        .chain(said_in_tile(force).into_iter().map(|words| (words, said)));
    Tile { place, form: form(force.band), words: words.collect() }
}

/// What stands below the name, line by line.
fn said_in_tile(force: &BandedForce) -> Vec<String> {
    let number = grouped(force.number);
    let with_year = |words: String| vec![format!("{words} · {}", year(force))];
    match force.band {
        Band::Inadequate => vec![format!("Inadequate in {number}"), year(force)],
        Band::RequiresImprovement => with_year(format!("{number} {}", topics(force.number))),
        Band::NewlyRaised => with_year(format!("{number} new")),
        Band::OfConcern | Band::OfConcernBefore | Band::NothingOfConcern | Band::NothingOfConcernBefore => {
            with_year(number)
        }
        Band::ResultNotKnown => vec!["not known".to_owned()],
        Band::NoVisit => vec!["no visit".to_owned()],
    }
}
