//! Visits by year, and what those of each year led to.

use followup::{
    counting::visits::YearOfVisits,
    progress::{measure::Measure, visits::Visits},
};

use super::report::{Behind, Cell, Column, Part, Picture, Report, Row, Tone};
use crate::{number::grouped, published_in_words::led_to};

const COLUMNS: [Column; 4] = [
    Column::new("Visits", "visits"),
    Column::new("Graded topics", "graded_topics"),
    Column::new("Looked again, result known", "looked_again"),
    Column::new("Asked for something, known", "asked_for_something"),
];

/// The report.
pub fn report(figure: &Visits) -> Report {
    let mut rows: Vec<_> = figure
        .by_year
        .years
        .iter()
        .map(|year| row(figure, year.year.to_string(), &year.year.to_string(), *year))
        .collect();
    let years = rows.len();
    let undated = figure.by_year.undated;
    if undated.visits > 0 {
        rows.push(row(figure, "Date not known".to_owned(), "undated", undated));
    }
    let last = figure
        .by_year
        .last
        .iter()
        .map(|last| format!("{}, {}: {}.", last.force.short_name, last.published, led_to(last)));
    let picture = if years > 1 {
        Picture::Columns { height: 0, rows: years }
    } else {
        Picture::Bars {
            parts: vec![Part { tone: Tone::Plain, column: 0, words: "" }],
            whole: None,
            behind: Behind::Count(0),
            panels: Vec::new(),
            bracket: None,
        }
    };
    let last: Vec<_> = last.collect();
    let last = (!last.is_empty()).then(|| format!("Published last: {}", last.join(" ")));
    let undated = (undated.visits > 0).then(|| match undated.visits {
        1 => "The date of 1 more visit is not known.".to_owned(),
        more => format!("The dates of {} more visits are not known.", grouped(more)),
    });
    Report {
        measure: Measure::Visits,
        selection: figure.selection.clone(),
        display: Vec::new(),
        scope: figure.scope.clone(),
        headline: headline(figure),
        subtitle: format!("Visits that we know of, {}, by year of the report", figure.scope),
        of: "Year",
        keys: vec!["record_type", "year"],
        columns: COLUMNS.to_vec(),
        rows,
        picture,
        notes: undated.into_iter().chain(last).collect(),
        coverage: None,
        why_empty: None,
        file: None,
    }
}

fn headline(figure: &Visits) -> String {
    let (scope, all) = (&figure.scope, figure.all());
    let visits = if all == 1 { "1 visit".to_owned() } else { format!("{} visits", grouped(all)) };
    let first = figure.by_year.years.first().map(|year| format!(" since {}", year.year)).unwrap_or_default();
    match figure.by_year.last.first() {
        _ if all == 0 => format!("{scope}: we know of no visit"),
        Some(last) => format!("{scope}: {visits}{first}, the last published on {}", last.published),
        None => format!("{scope}: {visits}{first}"),
    }
}

fn row(figure: &Visits, words: String, key: &str, year: YearOfVisits) -> Row {
    let counts = [year.visits, year.graded, year.looked_again, year.asked];
    let keys = vec![figure.selection.counted().slug().to_owned(), key.to_owned()];
    Row::new(words, keys, counts.map(|count| Cell::count(count, None)).to_vec())
}
