//! What was last said of each force in words: headline, subtitle, key, and every number in sentences.

use chrono::Datelike as _;
use followup::{
    counting::bands::{Band, BandedForce, Lately},
    progress::{
        last_said::{LastSaid, Unit, number, unit, whole},
        selection::{EVERYWHERE, RecordTypes},
    },
};

use crate::{charts::in_a_sentence, number::grouped};

/// In how many forces something was wrong lately; of one force, what was last said of it.
pub fn headline(figure: &LastSaid) -> String {
    let scope = &figure.scope;
    if let Some(force) = figure.forces.first().filter(|_| !figure.selection.is_of_several()) {
        return match force.said.filter(|_| number(force).is_some()) {
            Some(said) => format!("{scope}: {}, {said}", said_in_full(figure, force)),
            None => format!("{scope}: {}", said_in_full(figure, force)),
        };
    }
    let sentence = match figure.lately() {
        Lately { reported: 0, .. } => "we know of no finding or grade of the last 5 years".to_owned(),
        Lately { reported: 1, of_concern } => format!(
            "in the 1 force reported on in the last 5 years, {} was inadequate or still of concern",
            if of_concern == 0 { "nothing" } else { "something" }
        ),
        Lately { reported, of_concern } => format!(
            "in {} of the {} forces reported on in the last 5 years, something was inadequate or still of concern",
            grouped(of_concern),
            grouped(reported)
        ),
    };
    if scope == EVERYWHERE {
        let mut letters = sentence.chars();
        return letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    }
    format!("{scope}: {sentence}")
}

/// Measure and area.
pub fn subtitle(figure: &LastSaid) -> String {
    let only = match figure.selection.counted() {
        RecordTypes::Together => String::new(),
        one => format!(", {} only", one.counted(2)),
    };
    format!("What inspectors last said of each force, and when{only}, {}", figure.scope)
}

/// What the words of a tile are.
pub const HOW_TO_READ: &str = "Items or topics, and the year";

/// What was said, for a tile that lies on the colour of its band.
pub fn said_in_tile(force: &BandedForce) -> String {
    let number = grouped(force.number);
    match force.band {
        Band::Inadequate | Band::RequiresImprovement => format!("{number} {} · {}", topics(force.number), year(force)),
        Band::NewlyRaised => format!("{number} new · {}", year(force)),
        Band::OfConcern | Band::OfConcernBefore | Band::NothingOfConcern | Band::NothingOfConcernBefore => {
            format!("{number} · {}", year(force))
        }
        Band::ResultNotKnown => "not known".to_owned(),
        Band::NoVisit => "no visit".to_owned(),
    }
}

/// The same in two lines, where the colour alone would not say enough.
pub fn said_in_two_lines(force: &BandedForce) -> Option<[String; 2]> {
    let lines = || [format!("Inadequate in {}", grouped(force.number)), year(force)];
    (force.band == Band::Inadequate).then(lines)
}

/// A band's line in the key.
pub fn band_in_key(band: Band, forces: &[BandedForce]) -> String {
    let words = match band {
        Band::Inadequate => "Inadequate in a topic",
        Band::OfConcern => "Still of concern, last 5 years",
        Band::RequiresImprovement => "Requires improvement in a topic",
        Band::NewlyRaised => "New, not looked at again yet",
        Band::OfConcernBefore => "Still of concern, earlier or undated",
        Band::NothingOfConcern => "Nothing of concern, last 5 years",
        Band::NothingOfConcernBefore => "Nothing of concern, earlier or undated",
        Band::ResultNotKnown => "Result not known",
        Band::NoVisit => "No visit known",
    };
    format!("{words}: {}", counted_forces(forces))
}

/// A force with its number and the year, where its band is said already: `Kent: 3 of 6 items, 2021`.
pub fn force_in_words(figure: &LastSaid, force: &BandedForce) -> String {
    let name = force.short_name();
    match (number_in_words(figure, force), force.round.is_some()) {
        (Some(number), _) => format!("{name}: {number}, {}", year(force)),
        (None, true) => format!("{name}: last visit {}", year(force)),
        (None, false) => name.to_owned(),
    }
}

/// `3 of 6 items`, `9 items`; `None` where nothing was said that we could read.
pub fn number_in_words(figure: &LastSaid, force: &BandedForce) -> Option<String> {
    let counted = grouped(number(force)?);
    Some(match whole(force) {
        Some(of) => format!("{counted} of {} {}", grouped(of), unit_in_words(figure, force, of)),
        None => format!("{counted} {}", unit_in_words(figure, force, force.number)),
    })
}

/// What the count of a force is of, for `count` of them.
pub fn unit_in_words(figure: &LastSaid, force: &BandedForce, count: u64) -> &'static str {
    match (unit(force.band), figure.selection.counted()) {
        (Unit::Topics, _) => topics(count),
        (Unit::Items, RecordTypes::Together) if count == 1 => "item",
        (Unit::Items, RecordTypes::Together) => "items",
        (Unit::Items, one) => one.counted(count),
    }
}

/// What topics are called, for `count` of them.
pub const fn topics(count: u64) -> &'static str {
    if count == 1 { "topic" } else { "topics" }
}

/// The year something was said in.
pub fn year(force: &BandedForce) -> String {
    force.said.map_or_else(|| "undated".to_owned(), |said| said.last().year().to_string())
}

/// What was said of a force, where nothing else says its band.
fn said_in_full(figure: &LastSaid, force: &BandedForce) -> String {
    let number = number_in_words(figure, force).unwrap_or_default();
    match force.band {
        Band::Inadequate => format!("inadequate in {number}"),
        Band::OfConcern | Band::OfConcernBefore => format!("{number} still of concern"),
        Band::RequiresImprovement => format!("requires improvement in {number}"),
        Band::NewlyRaised => format!("{number} raised, not looked at again yet"),
        Band::NothingOfConcern | Band::NothingOfConcernBefore => "nothing of concern in what we could read".to_owned(),
        Band::ResultNotKnown | Band::NoVisit => in_a_sentence(force.band.label()),
    }
}

fn counted_forces(forces: &[BandedForce]) -> String {
    if forces.len() == 1 { "1 force".to_owned() } else { format!("{} forces", grouped(forces.len() as u64)) }
}
