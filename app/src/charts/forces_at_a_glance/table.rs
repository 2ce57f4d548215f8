//! Forces at a glance as a table for the page and as rows for a file: a line for each force, by name.

use followup::{
    progress::forces_at_a_glance::{By, Counted, ForcesAtAGlance, Row},
    share::Share,
};

use super::words::{no_number, number_in_words};
use crate::{
    charts::{Cell, Heading, Line, Records, Table, coverage},
    components::grouped,
};

/// The table of a figure. `keep` are the parameters every address keeps, each begun with `&`.
pub fn table(figure: &ForcesAtAGlance, keep: &str) -> Table {
    let mut header = vec![Heading::words("Force"), Heading::figures(figure.by.label())];
    header.extend(columns(figure).iter().map(|(name, ..)| Heading::figures(*name)));
    let lines = figure.rows.iter().map(|row| {
        let measured = if figure.number(row).is_some() {
            Cell { text: number_in_words(figure, row), href: Some(figure.href(row, Counted::Measured, keep)) }
        } else {
            Cell { text: no_number(figure, row).to_owned(), href: None }
        };
        let others = columns(figure)
            .into_iter()
            .map(|(_, counted, count)| Cell { text: grouped(count(row)), href: Some(figure.href(row, counted, keep)) });
        Line { name: row.name.clone(), cells: std::iter::once(measured).chain(others).collect() }
    });
    Table { lines: lines.collect(), header }
}

type CountColumn = (&'static str, Counted, fn(&Row) -> u64);

/// What the number of a force stands on, and what it leaves out.
fn columns(figure: &ForcesAtAGlance) -> Vec<CountColumn> {
    let items: CountColumn = ("All items", Counted::Items, |row| row.items);
    match figure.by {
        By::Improved => vec![("With a finding", Counted::Found, |row| row.found), items],
        _ => vec![("Status not recorded", Counted::NotRecorded, |row| row.not_recorded), items],
    }
}

/// The rows of a file: one for each force. Where there is no number it is left blank, never nought.
pub fn records(figure: &ForcesAtAGlance) -> Records {
    let mut header: Vec<String> = [
        "scope",
        "record_type",
        "force",
        "measure",
        "number",
        "percent",
        "with_a_finding",
        "status_not_recorded",
        "closed_according_to_source",
        "items",
    ]
    .map(str::to_owned)
    .to_vec();
    header.extend(coverage::COLUMNS.map(str::to_owned));
    let rows = figure.rows.iter().map(|row| {
        let mut cells = vec![
            figure.scope.clone(),
            figure.selection.counted().slug().to_owned(),
            row.name.clone(),
            figure.by.slug().to_owned(),
            figure.number(row).map(|number| number.to_string()).unwrap_or_default(),
            figure.share(row).map(Share::in_file).unwrap_or_default(),
            row.found.to_string(),
            row.not_recorded.to_string(),
            row.by_source.to_string(),
            row.items.to_string(),
        ];
        cells.extend(coverage::in_file(Some(figure.coverage())));
        cells
    });
    Records { header, rows: rows.collect() }
}
