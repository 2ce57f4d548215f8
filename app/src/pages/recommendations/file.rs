//! The register as a file: the rows of the page and all others, in columns that spreadsheets read.

use followup::{
    deadline::Basis,
    view::{
        register::{Found, RegisterRow},
        register_filter::RegisterFilter,
    },
};

use crate::{
    file_marks::FileMarks,
    spreadsheet,
    workbook::{Cell, Column, Imprint, Missing, Table, Workbook, chosen},
};

/// The columns, in order.
const COLUMNS: [&str; 30] = [
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
    "source_status_date",
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
pub fn name(marks: &FileMarks, extension: &str) -> String {
    marks.name("recommendations", extension)
}

/// Its first line.
pub fn header(marks: &FileMarks) -> Result<Vec<u8>, csv::Error> {
    spreadsheet::lines([COLUMNS.into_iter().chain(marks.columns()).map(str::to_owned)])
}

/// The lines of some rows.
pub fn lines(rows: &[RegisterRow], marks: &FileMarks) -> Result<Vec<u8>, csv::Error> {
    spreadsheet::lines(cells(rows, marks).map(|row| row.into_iter().map(|cell| cell.in_csv())))
}

/// The same rows as cells.
pub fn cells(rows: &[RegisterRow], marks: &FileMarks) -> impl Iterator<Item = Vec<Cell>> {
    let marks = marks.cells();
    rows.iter().map(move |row| line(row).into_iter().chain(marks.iter().cloned()).collect())
}

/// All rows as a workbook.
#[must_use]
pub fn workbook(rows: Vec<Vec<Cell>>, filter: &RegisterFilter, marks: &FileMarks, imprint: Imprint) -> Workbook {
    let chosen = chosen(&filter.parameters(), "Every recommendation and area of concern in our sources is here.");
    Workbook {
        title: "Recommendations and areas of concern".to_owned(),
        about: vec![
            "What inspectors of the National Child Protection Inspections recommended to police forces or raised as areas of concern, one row for each, with what the force says, what inspectors found since, and when it is due.".to_owned(),
            chosen,
        ],
        imprint,
        notes: vec![
            "Reference names a recommendation or an area of concern in this register and at its address on the web. Force, Round and Topic hold the short names that stand in addresses; their names in words are beside them.".to_owned(),
            "Status is derived from Force position, which is what the force says, and Inspectorate status, which is what inspectors hold. Source status is the last status that a source published, as it was written, and Source status date the date it gives. Such a status counts as not known until a person records one here.".to_owned(),
            "Finding is the latest finding, or that of the visits that were chosen; Finding round is the visit.".to_owned(),
            "Raised by is the last day on which the round that raised it can have been published; Force last updated and Last verified are the last days on which the force said anything and inspectors looked at it.".to_owned(),
            "Due is the last day on which it is in time. Where Due at the latest is Yes, that day is the latest it can be, because the day it counts from is not known exactly.".to_owned(),
        ],
        counted_together: false,
        tables: vec![Table {
            name: "recommendations".to_owned(),
            title: "Recommendations and areas of concern".to_owned(),
            about: Vec::new(),
            columns: COLUMNS.into_iter().chain(marks.columns()).map(Column::of_csv).collect(),
            rows,
        }],
    }
}

fn line(row: &RegisterRow) -> [Cell; COLUMNS.len()] {
    use Missing::{NotApplicable, NotAvailable};
    let (finding, finding_round) = match &row.found {
        Found::Finding(finding, round) => {
            (Cell::word(finding.slug(), finding.label()), Cell::text(round.slug.to_string()))
        }
        Found::Silent => (Cell::word("none", row.found.label()), Cell::Missing(NotApplicable)),
        Found::NoLaterRound => (Cell::word("no-later-round", row.found.label()), Cell::Missing(NotApplicable)),
    };
    let deadline = &row.deadline;
    // Where a report sets no deadline there is no day; elsewhere there may be one that is not known.
    let no_day = if deadline.basis == Basis::None { NotApplicable } else { NotAvailable };
    let at_the_latest = |latest| if latest { Cell::word("yes", "Yes") } else { Cell::word("no", "No") };
    let source = row.source_status.as_ref();
    [
        Cell::text(row.reference.to_string()),
        Cell::text(row.force.to_string()),
        Cell::text(row.force_name.clone()),
        Cell::text(row.round.slug.to_string()),
        Cell::text(row.round.title.clone()),
        Cell::text(row.topic.slug()),
        Cell::text(row.topic.label()),
        Cell::word(row.record_type.slug(), row.record_type.label()),
        Cell::word(row.known_from.slug(), row.known_from.label()),
        Cell::text(row.wording.clone().unwrap_or_default()),
        Cell::word(row.status.slug(), row.status.label()),
        Cell::word(row.position.slug(), row.position.label()),
        Cell::word(row.inspectorate_status.slug(), row.inspectorate_status.label()),
        row.no_action_reason.map_or(Cell::Missing(NotApplicable), |reason| Cell::word(reason.slug(), reason.label())),
        source.map_or(Cell::Missing(NotAvailable), |source| {
            Cell::word(source.vocabulary.slug(), source.vocabulary.label())
        }),
        Cell::text(source.map(|source| source.word.clone()).unwrap_or_default()),
        Cell::date(source.and_then(|source| source.happened), NotAvailable),
        finding,
        finding_round,
        Cell::word(deadline.basis.slug(), deadline.basis.label()),
        Cell::text_or(deadline.words.clone(), no_day),
        Cell::word(deadline.set_by.slug(), deadline.set_by.label()),
        Cell::day(deadline.due.map(|due| due.on), no_day),
        deadline.due.map_or(Cell::Missing(NotApplicable), |due| at_the_latest(due.at_the_latest)),
        Cell::day(deadline.original, no_day),
        Cell::word(deadline.state.slug(), deadline.state.label()),
        Cell::day(row.raised_on, NotAvailable),
        Cell::text(row.source_url.clone()),
        Cell::day(row.work.updated_on, NotAvailable),
        Cell::day(row.work.verified_on, NotAvailable),
    ]
}
