//! The register as a file: the rows of the page and all others, in columns that spreadsheets read.

use chrono::NaiveDate;
use followup::store::register::{Found, RegisterRow};

use crate::{file_marks::FileMarks, spreadsheet};

/// The columns, in order.
const COLUMNS: [&str; 29] = [
    "reference",
    "force",
    "force_name",
    "round",
    "round_title",
    "topic",
    "topic_label",
    "record_type",
    "known_from",
    "wording",
    "status",
    "force_position",
    "inspectorate_status",
    "no_further_action_reason",
    "source_vocabulary",
    "source_status",
    "finding",
    "finding_round",
    "deadline_basis",
    "deadline",
    "deadline_set_by",
    "due",
    "due_at_the_latest",
    "original_due",
    "deadline_state",
    "raised_by",
    "source_url",
    "force_last_updated",
    "last_verified",
];

/// What the file is called: `recommendations-as-at-2022-05-01.csv`.
#[must_use]
pub fn name(marks: &FileMarks) -> String {
    marks.name("recommendations", "csv")
}

/// Its first line.
pub fn header(marks: &FileMarks) -> Result<Vec<u8>, csv::Error> {
    spreadsheet::lines([COLUMNS.into_iter().chain(marks.columns()).map(str::to_owned)])
}

/// The lines of some rows.
pub fn lines(rows: &[RegisterRow], marks: &FileMarks) -> Result<Vec<u8>, csv::Error> {
    spreadsheet::lines(rows.iter().map(|row| line(row).into_iter().chain(marks.cells())))
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn line(row: &RegisterRow) -> [String; COLUMNS.len()] {
    let (finding, finding_round) = match &row.found {
        Found::Finding(finding, round) => (finding.slug(), round.slug.to_string()),
        Found::Silent => ("none", String::new()),
        Found::NoLaterRound => ("no-later-round", String::new()),
    };
    let deadline = &row.deadline;
    let source = row.source_word.as_ref();
    [
        row.reference.to_string(),
        row.force.to_string(),
        row.force_name.clone(),
        row.round.slug.to_string(),
        row.round.title.clone(),
        row.topic.slug().to_owned(),
        row.topic.label().to_owned(),
        row.record_type.slug().to_owned(),
        row.known_from.slug().to_owned(),
        row.wording.clone().unwrap_or_default(),
        row.status.slug().to_owned(),
        row.position.slug().to_owned(),
        row.inspectorate_status.slug().to_owned(),
        row.no_action_reason.map(|reason| reason.slug().to_owned()).unwrap_or_default(),
        source.map(|(vocabulary, _)| vocabulary.slug().to_owned()).unwrap_or_default(),
        source.map(|(_, word)| word.clone()).unwrap_or_default(),
        finding.to_owned(),
        finding_round,
        deadline.basis.slug().to_owned(),
        deadline.words.clone(),
        deadline.set_by.slug().to_owned(),
        deadline.due.map(|due| due.on.to_string()).unwrap_or_default(),
        deadline.due.map(|due| if due.at_the_latest { "yes" } else { "no" }.to_owned()).unwrap_or_default(),
        day(deadline.original),
        deadline.state.slug().to_owned(),
        day(row.raised_on),
        row.source_url.clone(),
        day(row.work.updated_on),
        day(row.work.verified_on),
    ]
}
