//! The table of forces as a file: the rows of the page, with recommendations and areas of concern in columns of their own.

use followup::{
    finding::RecordType,
    grade::Grade,
    store::forces::{Counted, ForceRow, Tally},
    topic::Topic,
};

use crate::{file_marks::FileMarks, spreadsheet};

/// The columns, in order.
const COLUMNS: [&str; 25] = [
    "force",
    "code",
    "name",
    "short_name",
    "nation",
    "region",
    "rounds",
    "recommendations",
    "recommendations_open",
    "recommendations_overdue",
    "recommendations_assurance_gap",
    "recommendations_status_not_recorded",
    "areas_of_concern",
    "areas_of_concern_open",
    "areas_of_concern_overdue",
    "areas_of_concern_assurance_gap",
    "areas_of_concern_status_not_recorded",
    "last_round",
    "last_round_kind",
    "last_round_published",
    "last_round_fieldwork",
    "latest_graded_or_found_by",
    "latest_grades",
    "latest_findings_of_recommendations",
    "latest_findings_of_areas_of_concern",
];

/// What the file is called: `forces-as-at-2022-05-01.csv`.
#[must_use]
pub fn name(marks: &FileMarks) -> String {
    marks.name("forces", "csv")
}

/// The whole file. There are 43 forces however long the history, so it is made in one piece.
///
/// # Errors
/// Where the rows cannot be written, which no row can cause.
pub fn file(rows: &[ForceRow], marks: &FileMarks) -> Result<Vec<u8>, csv::Error> {
    let columns: Vec<_> = COLUMNS.into_iter().chain(marks.columns()).collect();
    spreadsheet::csv(&columns, rows.iter().map(|row| line(row).into_iter().chain(marks.cells())))
}

fn line(row: &ForceRow) -> [String; COLUMNS.len()] {
    let force = &row.force;
    let last = row.last_round.as_ref();
    let word = row.last_word.as_ref();
    let tally = |of: RecordType| {
        let Tally { items, open, overdue, gap, not_recorded } = row.tallies[of as usize];
        [items, open, overdue, gap, not_recorded].map(|count| count.to_string())
    };
    let found = |counted: Counted| {
        word.map(|word| joined(word.found(counted).map(|(finding, items)| format!("{}: {items}", finding.slug()))))
    };
    let grade = |(topic, grade): &(Topic, Grade)| format!("{}: {}", topic.slug(), grade.slug());
    let [items, open, overdue, gap, not_recorded] = tally(RecordType::Recommendation);
    let [areas, areas_open, areas_overdue, areas_gap, areas_not_recorded] = tally(RecordType::AreaOfConcern);
    [
        force.slug.to_string(),
        force.code.to_string(),
        force.name.clone(),
        force.short_name.clone(),
        force.nation.slug().to_owned(),
        force.region.slug().to_owned(),
        row.rounds.to_string(),
        items,
        open,
        overdue,
        gap,
        not_recorded,
        areas,
        areas_open,
        areas_overdue,
        areas_gap,
        areas_not_recorded,
        last.map(|last| last.slug.clone()).unwrap_or_default(),
        last.map(|last| last.kind.slug().to_owned()).unwrap_or_default(),
        last.and_then(|last| last.published).map(followup::partial_date::PartialDate::iso).unwrap_or_default(),
        last.and_then(|last| last.fieldwork).map(followup::partial_date::PartialDate::iso).unwrap_or_default(),
        word.map(|word| word.round.slug.clone()).unwrap_or_default(),
        word.map(|word| joined(word.grades.iter().map(grade))).unwrap_or_default(),
        found(Counted::Recommendations).unwrap_or_default(),
        found(Counted::AreasOfConcern).unwrap_or_default(),
    ]
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}
