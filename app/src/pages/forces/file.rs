//! The table of forces as a file: the rows of the page, with recommendations and areas of concern in columns of their own.

use followup::{
    counting::bands::Band,
    finding::RecordType,
    grade::Grade,
    topic::Topic,
    view::{
        forces::{ForceRow, Tally},
        forces_filter::{Counted, ForcesFilter},
    },
};

use crate::{
    file_marks::FileMarks,
    spreadsheet,
    workbook::{Cell, Column, Imprint, Missing, Table, Workbook, chosen},
};

/// The columns, in order.
const COLUMNS: [&str; 37] = [
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
    "band",
    "band_number",
    "band_of",
    "said",
    "recommendations_still_of_concern",
    "recommendations_partly_improved",
    "recommendations_improved_or_closed",
    "recommendations_not_looked_at_again",
    "areas_of_concern_still_of_concern",
    "areas_of_concern_partly_improved",
    "areas_of_concern_improved_or_closed",
    "areas_of_concern_not_looked_at_again",
];

/// What the file is called: `forces-as-at-2022-05-01.csv`.
#[must_use]
pub fn name(marks: &FileMarks, extension: &str) -> String {
    marks.name("forces", extension)
}

/// The whole file. There are 43 forces however long the history, so it is made in one piece.
///
/// # Errors
/// Where the rows cannot be written, which no row can cause.
pub fn file(rows: &[ForceRow], marks: &FileMarks) -> Result<Vec<u8>, csv::Error> {
    let lines = cells(rows, marks).map(|row| row.into_iter().map(|cell| cell.in_csv()));
    spreadsheet::csv(&columns(marks), lines)
}

/// The same as a workbook.
#[must_use]
pub fn workbook(rows: &[ForceRow], filter: &ForcesFilter, marks: &FileMarks, imprint: Imprint) -> Workbook {
    Workbook {
        title: "Forces".to_owned(),
        about: vec![
            "The territorial police forces of England and Wales, one row for each: what inspectors of the National Child Protection Inspections raised with them, where it stands, and what inspectors said last.".to_owned(),
            chosen(&filter.parameters(), "Every force in our sources is here."),
        ],
        imprint,
        notes: vec![
            "Open, overdue and the assurance gap count items whose status is recorded. The assurance gap is what the force says is done and the inspectorate has not verified.".to_owned(),
            "Latest graded or found by is the last round that gave grades or findings; its grades and findings stand in the columns after it, each with its count.".to_owned(),
            "Band says which fact puts a force where it is among those to look at first, and Said when it was said. Band number counts topics where the band is one of grades, else items of both kinds at one visit; Band of is of how many.".to_owned(),
            "Still of concern, partly improved, improved or closed, and not looked at again count each item once, by its latest finding.".to_owned(),
        ],
        counted_together: false,
        tables: vec![Table {
            name: "forces".to_owned(),
            title: "Forces".to_owned(),
            about: Vec::new(),
            columns: columns(marks).into_iter().map(Column::of_csv).collect(),
            rows: cells(rows, marks).collect(),
        }],
    }
}

fn columns(marks: &FileMarks) -> Vec<&'static str> {
    COLUMNS.into_iter().chain(marks.columns()).collect()
}

fn cells(rows: &[ForceRow], marks: &FileMarks) -> impl Iterator<Item = Vec<Cell>> {
    let marks = marks.cells();
    rows.iter().map(move |row| line(row).into_iter().chain(marks.iter().cloned()).collect())
}

fn line(row: &ForceRow) -> [Cell; COLUMNS.len()] {
    const UNKNOWN: Missing = Missing::NotAvailable;
    let force = &row.force;
    let last = row.last_round.as_ref();
    let word = row.last_word.as_ref();
    let tally = |of: RecordType| {
        let Tally { items, open, overdue, gap, not_recorded } = row.tallies[of as usize];
        [items, open, overdue, gap, not_recorded].map(Cell::count)
    };
    let found = |counted: Counted| {
        let found =
            word.map(|word| joined(word.found(counted).map(|(finding, items)| format!("{}: {items}", finding.slug()))));
        Cell::text(found.unwrap_or_default())
    };
    let banded = &row.banded;
    let of_band = |count: u64| match banded.band {
        Band::ResultNotKnown | Band::NoVisit => Cell::Missing(UNKNOWN),
        _ => Cell::count(count),
    };
    let by_latest_finding = |of: RecordType| {
        let found = banded.found[of as usize];
        let not_looked_at = banded.not_looked_at[of as usize];
        [found.of_concern, found.partly_improved, found.improved_or_closed(), not_looked_at].map(Cell::count)
    };
    let [concern, partly, improved, not_looked_at] = by_latest_finding(RecordType::Recommendation);
    let [areas_concern, areas_partly, areas_improved, areas_not_looked_at] =
        by_latest_finding(RecordType::AreaOfConcern);
    let grade = |(topic, grade): &(Topic, Grade)| format!("{}: {}", topic.slug(), grade.slug());
    let [items, open, overdue, gap, not_recorded] = tally(RecordType::Recommendation);
    let [areas, areas_open, areas_overdue, areas_gap, areas_not_recorded] = tally(RecordType::AreaOfConcern);
    [
        Cell::text(force.slug.to_string()),
        Cell::text(force.code.to_string()),
        Cell::text(force.name.clone()),
        Cell::text(force.short_name.clone()),
        Cell::word(force.nation.slug(), force.nation.label()),
        Cell::word(force.region.slug(), force.region.label()),
        Cell::count(row.rounds),
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
        Cell::text(last.map(|last| last.slug.clone()).unwrap_or_default()),
        last.map_or(Cell::Missing(UNKNOWN), |last| Cell::word(last.kind.slug(), last.kind.label())),
        Cell::date(last.and_then(|last| last.published), UNKNOWN),
        Cell::date(last.and_then(|last| last.fieldwork), UNKNOWN),
        Cell::text(word.map(|word| word.round.slug.clone()).unwrap_or_default()),
        Cell::text(word.map(|word| joined(word.grades.iter().map(grade))).unwrap_or_default()),
        found(Counted::Recommendations),
        found(Counted::AreasOfConcern),
        Cell::word(banded.band.slug(), banded.band.label()),
        of_band(banded.number),
        of_band(banded.of),
        Cell::date(banded.said, UNKNOWN),
        concern,
        partly,
        improved,
        not_looked_at,
        areas_concern,
        areas_partly,
        areas_improved,
        areas_not_looked_at,
    ]
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}
