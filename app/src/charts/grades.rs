//! Grades: a row for each graded round, its five topics by grade, the worst first.

mod words;

#[cfg(test)]
mod agreement;

use std::borrow::Cow;

use followup::{
    grade::Grade,
    progress::{
        grades::{Grades, Row as Graded},
        measure::Measure,
    },
};

use super::{
    report::{Cell, Column, Picture, Report, Row, Value},
    round_page,
};

/// The report. A grade is a word, not a count of rows: its round has a link.
pub fn report(figure: &Grades) -> Report {
    let topics = figure.topics.iter().map(|topic| Column {
        words: Some(Cow::Borrowed(topic.label())),
        name: Some(Cow::Owned(topic.label().to_lowercase().replace(' ', "_"))),
    });
    let columns: Vec<_> = std::iter::once(Column::of_page("Round")).chain(topics).collect();
    Report {
        measure: Measure::Grades,
        selection: figure.selection.clone(),
        display: Vec::new(),
        scope: figure.scope.clone(),
        headline: words::headline(figure),
        subtitle: words::subtitle(figure),
        of: if figure.coverage.is_some() { "Force" } else { "Graded round" },
        keys: vec!["force", "round"],
        rows: figure.rows.iter().map(|graded| row(figure, graded)).collect(),
        picture: Picture::Grid { columns: 1..columns.len(), totals: totals(figure) },
        columns,
        notes: words::notes(figure),
        coverage: figure.coverage,
        why_empty: None,
        file: None,
    }
}

fn row(figure: &Grades, graded: &Graded) -> Row {
    let title = graded.round_title.clone();
    let round = Cell {
        value: Value::Words { words: title.clone(), name: title.clone() },
        href: Some(round_page::href(&graded.force, &graded.round, "")),
    };
    let given = graded
        .grades
        .iter()
        .map(|grade| Cell::without_link(grade.map_or(Value::Unknown(words::NO_GRADE), Value::Grade)));
    let name = if figure.coverage.is_some() { graded.force_name.clone() } else { title.clone() };
    let keys = vec![graded.force_name.clone(), title];
    Row::new(name, keys, std::iter::once(round).chain(given).collect())
}

/// How many rounds are inadequate, by topic; nothing where there is only one round to count.
fn totals(figure: &Grades) -> Vec<String> {
    if figure.rows.len() < 2 {
        return Vec::new();
    }
    let inadequate = |topic| match figure.with(topic, Grade::Inadequate) {
        0 => String::new(),
        some => format!("{some} inadequate"),
    };
    (0..figure.topics.len()).map(inadequate).collect()
}
