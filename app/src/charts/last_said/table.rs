//! What was last said of each force as a table for the page and as rows for a file: a line for each force, band by band.

use followup::{
    counting::bands::{Band, BandedForce},
    finding::{FindingGroup, KnownFrom},
    progress::{
        last_said::{LastSaid, number, whole},
        selection::Selection,
    },
};

use super::words::unit_in_words;
use crate::{
    charts::{Cell, Heading, Line, Records, Table, coverage, register_link, round_page},
    number::grouped,
};

/// What is counted of a force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// What its number counts.
    Number,
    /// What that is a part of.
    Whole,
}

/// The table of a figure. `keep` are the parameters every address keeps, each begun with `&`.
pub fn table(figure: &LastSaid, keep: &str) -> Table {
    let header = vec![
        Heading::words("Force"),
        Heading::words("What was last said"),
        Heading::figures("Number"),
        Heading::figures("Of"),
        Heading::words("Said in"),
    ];
    let lines = figure.forces.iter().map(|force| Line {
        name: force.short_name().to_owned(),
        cells: vec![
            plain_cell(force.band.label()),
            number_cell(figure, force, keep),
            whole_cell(figure, force, keep),
            said_cell(force, keep),
        ],
    });
    Table { lines: lines.collect(), header }
}

fn plain_cell(text: &str) -> Cell {
    Cell { text: text.to_owned(), href: None }
}

fn number_cell(figure: &LastSaid, force: &BandedForce, keep: &str) -> Cell {
    match (number(force), whole(force)) {
        (None, _) => plain_cell("not known"),
        // The unit is said once, behind the whole where there is one.
        (Some(count), Some(_)) => Cell { text: grouped(count), href: rows_href(figure, force, Counted::Number, keep) },
        (Some(count), None) => Cell {
            text: format!("{} {}", grouped(count), unit_in_words(figure, force, count)),
            href: rows_href(figure, force, Counted::Number, keep),
        },
    }
}

fn whole_cell(figure: &LastSaid, force: &BandedForce, keep: &str) -> Cell {
    match whole(force) {
        Some(count) => Cell {
            text: format!("{} {}", grouped(count), unit_in_words(figure, force, count)),
            href: rows_href(figure, force, Counted::Whole, keep),
        },
        None => plain_cell(""),
    }
}

/// When it was said, with the round that said it.
fn said_cell(force: &BandedForce, keep: &str) -> Cell {
    let Some(round) = &force.round else { return plain_cell("no visit known") };
    let text = force.said.map_or_else(|| "date not known".to_owned(), |said| said.to_string());
    Cell { text, href: Some(round_page::href(force.force.slug.as_str(), &round.slug, keep)) }
}

/// The address of exactly the rows that are counted; `None` of 0.
fn rows_href(figure: &LastSaid, force: &BandedForce, counted: Counted, keep: &str) -> Option<String> {
    let round = force.round.as_ref()?.slug.as_str();
    let of_force =
        Selection { force: Some(force.force.slug.clone()), nation: None, region: None, ..figure.selection.clone() };
    match force.band {
        Band::Inadequate | Band::RequiresImprovement => {
            Some(round_page::href(force.force.slug.as_str(), round, keep) + "#grades")
        }
        Band::OfConcern | Band::OfConcernBefore => {
            let of_concern = [FindingGroup::StillOfConcern, FindingGroup::NoProgress];
            let groups: &[FindingGroup] = if counted == Counted::Number { &of_concern } else { FindingGroup::ALL };
            let groups = groups.iter().map(|group| ("finding_group", group.slug()));
            let asked: Vec<_> = std::iter::once(("found_in", round)).chain(groups).collect();
            Some(register_link::rows(&asked, &of_force, keep))
        }
        Band::NewlyRaised => {
            let asked = [("raised_in", round), ("known_from", KnownFrom::Raised.slug())];
            Some(register_link::rows(&asked, &of_force, keep))
        }
        Band::NothingOfConcern | Band::NothingOfConcernBefore | Band::ResultNotKnown | Band::NoVisit => None,
    }
}

/// The rows of a file: one for each force. Where there is no number the value is blank, not 0.
pub fn records(figure: &LastSaid) -> Records {
    let mut header: Vec<String> =
        ["scope", "record_type", "force", "last_said", "number", "of", "counted", "said", "round"]
            .map(str::to_owned)
            .to_vec();
    header.extend(coverage::COLUMNS.map(str::to_owned));
    let of_several = figure.selection.is_of_several().then(|| figure.coverage());
    let rows = figure.forces.iter().map(|force| {
        let count = |count: Option<u64>| count.map(|count| count.to_string()).unwrap_or_default();
        let counted = number(force).map(|_| unit_in_words(figure, force, 2).to_owned());
        let mut cells = vec![
            figure.scope.clone(),
            figure.selection.counted().slug().to_owned(),
            force.short_name().to_owned(),
            force.band.slug().to_owned(),
            count(number(force)),
            count(whole(force)),
            counted.unwrap_or_default(),
            force.said.map(followup::partial_date::PartialDate::iso).unwrap_or_default(),
            force.round.as_ref().map(|round| round.slug.clone()).unwrap_or_default(),
        ];
        cells.extend(coverage::in_file(of_several));
        cells
    });
    Records { header, rows: rows.collect() }
}
