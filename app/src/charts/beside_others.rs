//! A force beside the others: how many items were still of concern at the last visit that found anything.

use followup::{
    finding::FindingGroup,
    progress::{
        beside_others::{AtLastVisit, BesideOthers},
        measure::Measure,
        selection::Selection,
    },
};

use super::{
    register_link,
    report::{Cell, Column, Picture, Report, Row, Value},
};
use crate::number::grouped;

const COLUMNS: [Column; 3] = [
    Column::new("Items still of concern", "items_still_of_concern"),
    Column::new("Items looked at", "items_looked_at"),
    Column::new("Said in", "said"),
];

/// The report.
pub fn report(figure: &BesideOthers) -> Report {
    let picked = figure.picked();
    let marked = picked.and_then(|picked| figure.forces.iter().position(|of| of == picked));
    Report {
        measure: Measure::BesideOthers,
        selection: figure.selection.clone(),
        display: Vec::new(),
        scope: figure.scope.clone(),
        headline: headline(figure),
        subtitle: "Items still of concern at the last visit that found anything; each dot is a force".to_owned(),
        of: "Force",
        keys: vec!["record_type", "force"],
        columns: COLUMNS.to_vec(),
        rows: figure.forces.iter().map(|of| row(figure, of)).collect(),
        picture: Picture::Dots { count: 0, marked },
        notes: vec!["The last visits are of different years and looked at different numbers of items.".to_owned()],
        coverage: Some(figure.coverage),
        why_empty: None,
        file: None,
    }
}

fn headline(figure: &BesideOthers) -> String {
    let scope = &figure.scope;
    let range = match (figure.forces.last(), figure.forces.first()) {
        (Some(least), Some(most)) => format!("{} to {}", grouped(least.of_concern), grouped(most.of_concern)),
        _ => return format!("{scope}: we know of no visit that found anything"),
    };
    match figure.picked() {
        Some(picked) if figure.forces.len() > 1 => format!(
            "{scope}: {} still of concern; in {} forces with a known result {range}",
            items(picked.of_concern),
            grouped(figure.forces.len() as u64)
        ),
        Some(picked) => format!("{scope}: {} still of concern at the last visit", items(picked.of_concern)),
        None => format!("{scope}: {range} items of a force were still of concern at its last visit"),
    }
}

fn items(count: u64) -> String {
    if count == 1 { "1 item".to_owned() } else { format!("{} items", grouped(count)) }
}

fn row(figure: &BesideOthers, of: &AtLastVisit) -> Row {
    let picked =
        Selection { force: Some(of.force.slug.clone()), nation: None, region: None, ..figure.selection.clone() };
    let found = |count: u64, groups: &[FindingGroup]| {
        let groups = groups.iter().map(|group| ("finding_group", group.slug()));
        let asked: Vec<_> = std::iter::once(("found_in", of.round.as_str())).chain(groups).collect();
        Cell::count(count, Some(register_link::rows(&asked, &picked, "")))
    };
    let said = match of.said {
        Some(said) => Value::Words { words: said.to_string(), name: said.iso() },
        None => Value::Words { words: "date not known".to_owned(), name: String::new() },
    };
    let round = format!("/forces/{}/rounds/{}", of.force.slug, of.round);
    let name = of.force.short_name.clone();
    let keys = vec![figure.selection.counted().slug().to_owned(), name.clone()];
    let cells = vec![
        found(of.of_concern, &[FindingGroup::StillOfConcern, FindingGroup::NoProgress]),
        found(of.spoken_of, FindingGroup::ALL),
        Cell { value: said, href: Some(round) },
    ];
    Row::new(name, keys, cells)
}
