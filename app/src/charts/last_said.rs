//! What was last said of each force: a row for each, band by band, drawn as a map.

mod form;
mod words;

#[cfg(test)]
mod agreement;

use followup::{
    counting::bands::{Band, BandedForce},
    finding::{FindingGroup, KnownFrom},
    progress::{
        last_said::{LastSaid, number, whole},
        measure::Measure,
        selection::Selection,
    },
};

use super::{
    register_link,
    report::{Cell, Column, Picture, Report, Row, Value},
    round_page,
    tile_map::{BandMap, MapBand, MapForce},
};

const COLUMNS: [Column; 6] = [
    Column::new("What was last said", "last_said"),
    Column::new("Number", "number"),
    Column::new("Of", "of"),
    Column::of_file("counted"),
    Column::new("Said in", "said"),
    Column::of_file("round"),
];

/// What is counted of a force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// What its number counts.
    Number,
    /// What that is a part of.
    Whole,
}

/// The report.
pub fn report(figure: &LastSaid) -> Report {
    let is_known = figure.forces.iter().any(|force| number(force).is_some());
    Report {
        measure: Measure::LastSaid,
        selection: figure.selection.clone(),
        display: Vec::new(),
        scope: figure.scope.clone(),
        headline: words::headline(figure),
        subtitle: words::subtitle(figure),
        of: "Force",
        keys: vec!["record_type", "force"],
        columns: COLUMNS.to_vec(),
        rows: figure.forces.iter().map(|force| row(figure, force)).collect(),
        picture: Picture::Map(map(figure)),
        notes: Vec::new(),
        coverage: figure.selection.is_of_several().then(|| figure.coverage()),
        why_empty: (!is_known).then(|| "We know of nothing that inspectors found.".to_owned()),
        file: None,
    }
}

fn map(figure: &LastSaid) -> BandMap {
    let bands = figure.bands().map(|(band, forces)| MapBand {
        form: form::form(band),
        ink: form::ink(band),
        words: words::band_in_key(band, forces),
        forces: forces
            .iter()
            .map(|force| MapForce {
                slug: force.force.slug.clone(),
                name: force.short_name().to_owned(),
                said: words::said_in_tile(force),
                said_in_two_lines: words::said_in_two_lines(force),
                in_words: words::force_in_words(figure, force),
            })
            .collect(),
    });
    BandMap { how_to_read: words::HOW_TO_READ, bands: bands.collect() }
}

fn row(figure: &LastSaid, force: &BandedForce) -> Row {
    let counted = |count: u64| words::unit_in_words(figure, force, count);
    let words = |words: &str, name: &str| Value::Words { words: words.to_owned(), name: name.to_owned() };
    // The unit is said once, behind the whole where there is one.
    let (count, of) = match (number(force), whole(force)) {
        (None, _) => (Value::Unknown("not known"), Value::Unknown("")),
        (Some(count), None) => (Value::CountOf(count, counted(count)), Value::Unknown("")),
        (Some(count), Some(of)) => (Value::Count(count), Value::CountOf(of, counted(of))),
    };
    let href = |counted| rows_href(figure, force, counted).filter(|_| number(force).is_some_and(|count| count > 0));
    let round = force.round.as_ref();
    let said = match (round, force.said) {
        (None, _) => Value::Unknown("no visit known"),
        (Some(_), None) => Value::Unknown("date not known"),
        (Some(_), Some(said)) => words(&said.to_string(), &said.iso()),
    };
    let unit = if number(force).is_some() { counted(2) } else { "" };
    let cells = vec![
        Cell::without_link(words(force.band.label(), force.band.slug())),
        Cell { value: count, href: href(Counted::Number) },
        Cell { value: of, href: whole(force).and_then(|_| rows_href(figure, force, Counted::Whole)) },
        Cell::without_link(words(unit, unit)),
        Cell { value: said, href: round.map(|round| round_page::href(force.force.slug.as_str(), &round.slug, "")) },
        Cell::without_link(words("", round.map_or("", |round| &round.slug))),
    ];
    let name = force.short_name().to_owned();
    Row::new(name.clone(), vec![figure.selection.counted().slug().to_owned(), name], cells)
}

/// The address of exactly the rows that are counted.
fn rows_href(figure: &LastSaid, force: &BandedForce, counted: Counted) -> Option<String> {
    let round = force.round.as_ref()?.slug.as_str();
    let of_force =
        Selection { force: Some(force.force.slug.clone()), nation: None, region: None, ..figure.selection.clone() };
    match force.band {
        Band::Inadequate | Band::RequiresImprovement => {
            Some(round_page::href(force.force.slug.as_str(), round, "") + "#grades")
        }
        Band::OfConcern | Band::OfConcernBefore => {
            let of_concern = [FindingGroup::StillOfConcern, FindingGroup::NoProgress];
            let groups: &[FindingGroup] = if counted == Counted::Number { &of_concern } else { FindingGroup::ALL };
            let groups = groups.iter().map(|group| ("finding_group", group.slug()));
            let asked: Vec<_> = std::iter::once(("found_in", round)).chain(groups).collect();
            Some(register_link::rows(&asked, &of_force, ""))
        }
        Band::NewlyRaised => {
            let asked = [("raised_in", round), ("known_from", KnownFrom::Raised.slug())];
            Some(register_link::rows(&asked, &of_force, ""))
        }
        Band::NothingOfConcern | Band::NothingOfConcernBefore | Band::ResultNotKnown | Band::NoVisit => None,
    }
}
