//! What grades say in words: headline, subtitle, and every grade in sentences.

use followup::{
    grade::Grade,
    progress::grades::{Grades, Row},
};

use crate::charts::listed;

/// What is said of a topic without a known grade.
pub const NO_GRADE: &str = "No grade known";

/// Of one force how many grades of each kind, of several which have an inadequate topic.
pub fn headline(figure: &Grades) -> String {
    let scope = &figure.scope;
    let Some(last) = figure.rows.last() else {
        return format!("{scope}: we know of no grade of the 2024 scheme");
    };
    if figure.coverage.is_some() {
        return format!("{scope}: {}", inadequate_forces(&figure.rows));
    }
    let grades = counts(std::slice::from_ref(last));
    let whole: usize = grades.iter().map(|(count, _)| count).sum();
    let counted: Vec<_> =
        grades.iter().map(|(count, grade)| format!("{count} {}", grade.label().to_lowercase())).collect();
    let grades = if whole == 1 { "grade" } else { "grades" };
    format!("{scope}: {} of {whole} {grades} ({})", counted.join(", "), last.round_title)
}

/// Up to three forces by name, more of them counted.
fn inadequate_forces(rows: &[Row]) -> String {
    const MAX_NAMED: usize = 3;
    let names: Vec<_> = rows.iter().filter(|row| row.is_inadequate()).map(|row| row.force_name.clone()).collect();
    match (names.as_slice(), rows.len()) {
        ([], 1) => "the 1 graded force has no inadequate topic".to_owned(),
        ([], all) => format!("none of {all} graded forces has an inadequate topic"),
        ([only], 1) => format!("{only}, the 1 graded force, has an inadequate topic"),
        ([only], all) => format!("{only} is the only one of {all} graded forces with an inadequate topic"),
        (some, all) if some.len() <= MAX_NAMED => {
            format!("{} of {all} graded forces have an inadequate topic: {}", some.len(), listed(some))
        }
        (some, all) => format!("{} of {all} graded forces have an inadequate topic", some.len()),
    }
}

/// How often each grade was given, those given at all.
fn counts(rows: &[Row]) -> Vec<(usize, Grade)> {
    let given = |grade: Grade| rows.iter().flat_map(|row| &row.grades).filter(|given| **given == Some(grade)).count();
    Grade::ALL.iter().map(|grade| (given(*grade), *grade)).filter(|(count, _)| *count > 0).collect()
}

/// Measure, area, which rounds, and what was asked that no grade can tell.
pub fn subtitle(figure: &Grades) -> String {
    let which = match (figure.coverage, figure.rows.as_slice()) {
        (_, []) => "no graded round known".to_owned(),
        (Some(_), _) => "latest graded round of each force, the worst first".to_owned(),
        (None, [only]) => only.round_title.clone(),
        (None, [first, .., last]) => format!("from {} to {}", first.round_title, last.round_title),
    };
    let kind =
        figure.selection.round_kind.map(|kind| format!("; only rounds of the kind ‘{kind}’")).unwrap_or_default();
    format!("Grades by topic of the 2024 scheme, {}: {which}{kind}", figure.scope)
}

/// How many rounds have each grade, by topic.
pub fn notes(figure: &Grades) -> Vec<String> {
    if figure.rows.len() < 2 {
        return Vec::new();
    }
    let topics = (0..figure.topics.len()).map(|topic| topic_in_words(figure, topic));
    vec![topics.collect::<Vec<_>>().join(" ")]
}

/// How many rows have each grade for a topic.
fn topic_in_words(figure: &Grades, topic: usize) -> String {
    let given: Vec<_> = Grade::ALL
        .iter()
        .map(|grade| (figure.with(topic, *grade), grade.label()))
        .chain([(figure.without(topic), NO_GRADE)])
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {}", words.to_lowercase()))
        .collect();
    format!("{} in all: {}.", figure.topics[topic].label(), given.join(", "))
}
