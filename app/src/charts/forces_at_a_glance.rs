//! Forces at a glance: a row for each force, the worst first, drawn as a map.

mod form;
mod words;

#[cfg(test)]
mod agreement;

use followup::progress::{
    forces_at_a_glance::{By, Counted, ForcesAtAGlance, Row as Force},
    measure::Measure,
};

use super::{
    report::{Cell, Column, Picture, Report, Row, Value},
    tile_map::{BandMap, MapBand, MapForce},
};

/// The report.
pub fn report(figure: &ForcesAtAGlance) -> Report {
    let coverage = figure.coverage();
    Report {
        measure: Measure::ForcesAtAGlance,
        selection: figure.selection.clone(),
        display: (figure.by != By::USUAL).then(|| ("by", figure.by.slug().to_owned())).into_iter().collect(),
        scope: figure.scope.clone(),
        headline: words::headline(figure),
        subtitle: words::subtitle(figure),
        of: "Force",
        keys: vec!["record_type", "force", "measure"],
        columns: columns(figure.by),
        rows: figure.rows.iter().map(|force| row(figure, force)).collect(),
        picture: Picture::Map(map(figure)),
        notes: Vec::new(),
        coverage: Some(coverage),
        why_empty: (coverage.with_data == 0).then(|| words::why_empty(figure)),
        file: None,
    }
}

fn columns(by: By) -> Vec<Column> {
    let is_of_findings = by == By::Improved;
    let column = |words, name, is_on_page| if is_on_page { Column::new(words, name) } else { Column::of_file(name) };
    let mut columns = vec![Column::new(by.label(), "number"), Column::of_file("percent")];
    if !is_of_findings {
        columns.push(Column::of_page("With a status"));
    }
    columns.extend([
        column("With a finding", "with_a_finding", is_of_findings),
        column("Status not public", "status_not_recorded", !is_of_findings),
        Column::of_file("closed_according_to_source"),
        Column::new("All items", "items"),
    ]);
    columns
}

fn row(figure: &ForcesAtAGlance, force: &Force) -> Row {
    let count = |count, counted| Cell::count(count, Some(figure.href(force, counted)));
    let is_of_findings = figure.by == By::Improved;
    let (number, percent) = match figure.number(force) {
        None => (Cell::without_link(Value::Unknown(words::no_number(figure, force))), Value::Unknown("")),
        Some(number) if is_of_findings => {
            let href = Some(figure.href(force, Counted::Measured));
            (Cell::part(number, force.found, href), Value::Share(number, force.found))
        }
        Some(number) => (count(number, Counted::Measured), Value::Unknown("")),
    };
    let mut cells = vec![number, Cell::without_link(percent)];
    if !is_of_findings {
        cells.push(count(force.recorded(), Counted::Recorded));
    }
    cells.extend([
        count(force.found, Counted::Found),
        count(force.not_recorded, Counted::NotRecorded),
        Cell::without_link(Value::Count(force.by_source)),
        count(force.items, Counted::Items),
    ]);
    let types = figure.selection.counted().slug().to_owned();
    Row::new(force.name.clone(), vec![types, force.name.clone(), figure.by.slug().to_owned()], cells)
}

fn map(figure: &ForcesAtAGlance) -> BandMap {
    let bands = figure.rows.chunk_by(|one, other| figure.level(one) == figure.level(other));
    let bands = bands.filter_map(|forces| {
        let level = figure.level(forces.first()?);
        Some(MapBand {
            form: form::form(level),
            ink: form::ink(level),
            words: words::level_in_key(figure, level, forces),
            forces: forces.iter().map(|force| on_map(figure, force)).collect(),
        })
    });
    BandMap { how_to_read: words::how_to_read(figure.by), bands: bands.collect() }
}

fn on_map(figure: &ForcesAtAGlance, force: &Force) -> MapForce {
    MapForce {
        slug: force.force.clone(),
        name: force.name.clone(),
        said: words::in_tile(figure, force),
        said_in_two_lines: None,
        in_words: format!("{}: {}", force.name, words::number_in_words(figure, force)),
    }
}
