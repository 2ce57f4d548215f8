//! A workbook held against the CSV file of the same query: the same columns, the same rows, in each cell the same.

use followup::{
    closure::NoActionReason,
    counting::bands::Band,
    deadline::{Basis, DeadlineState, SetBy},
    finding::{Finding, KnownFrom, RecordType},
    force::{Nation, Region},
    inspectorate_status::InspectorateStatus,
    position::Position,
    round::RoundKind,
    source_status::SourceVocabulary,
    status::Status,
    view::register::FoundFilter,
};

use super::reading::{Book, Held};

pub fn says_what_the_csv_file_says(book: &Book, tab: &str, csv: &str, path: &str) {
    let mut file = csv::Reader::from_reader(csv.as_bytes());
    let columns: Vec<String> = file.headers().unwrap().iter().map(str::to_owned).collect();
    let in_words = ["/recommendations", "/forces"].iter().any(|page| path.starts_with(page));

    let (head, rows) = book.table(tab);
    let (_, named) = book.table("Columns");
    let named: Vec<_> = named.iter().map(|row| (row[1].words().to_owned(), row[2].words().to_owned())).collect();
    assert_eq!(named, head.iter().cloned().zip(columns.iter().cloned()).collect::<Vec<_>>(), "{path}");

    let records: Vec<_> = file.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), records.len(), "{path}");
    for (row, record) in rows.iter().zip(&records) {
        for ((held, value), column) in row.iter().zip(record).zip(&columns) {
            let expected = expected(column, value, in_words);
            assert!(expected.contains(held), "{path}, {column}: {held:?}, but the CSV file has ‘{value}’");
        }
    }
}

/// Columns of dates that may be known to the month, the quarter or the year.
const PARTIAL_DATES: [&str; 4] = ["last_round_published", "last_round_fieldwork", "said", "source_status_date"];

/// What may stand in a workbook where a CSV file has this value.
fn expected(column: &str, value: &str, in_words: bool) -> Vec<Held> {
    let words = |words: &str| vec![Held::Words(words.to_owned())];
    if value.is_empty() {
        return vec![Held::Words("[x]".to_owned()), Held::Words("[z]".to_owned())];
    }
    if let Some(label) = in_words.then(|| label(column, value)).flatten() {
        return words(label);
    }
    // A year alone looks like a number, which a column of dates knows it is not. Files of charts have no such columns.
    if in_words && PARTIAL_DATES.contains(&column) && value.len() < 10 {
        return words(value);
    }
    if let Ok(number) = value.parse() {
        return vec![Held::Number(number)];
    }
    // A date known to the month, the quarter or the year is text here and there.
    if let Ok(day) = value.parse() {
        return vec![Held::Day(day)];
    }
    // The sign by which a CSV file says that what follows is no formula, which a workbook need not say.
    words(value.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(value))
}

/// The words that the slug of a column stands for.
fn label(column: &str, slug: &str) -> Option<&'static str> {
    Some(match column {
        "record_type" => slug.parse::<RecordType>().unwrap().label(),
        "known_from" => slug.parse::<KnownFrom>().unwrap().label(),
        "status" => slug.parse::<Status>().unwrap().label(),
        "force_position" => slug.parse::<Position>().unwrap().label(),
        "inspectorate_status" => slug.parse::<InspectorateStatus>().unwrap().label(),
        "no_further_action_reason" => slug.parse::<NoActionReason>().unwrap().label(),
        "source_vocabulary" => slug.parse::<SourceVocabulary>().unwrap().label(),
        "finding" => match slug {
            "none" => FoundFilter::Silent.label(),
            "no-later-round" => FoundFilter::NoLaterRound.label(),
            finding => finding.parse::<Finding>().unwrap().label(),
        },
        "deadline_basis" => slug.parse::<Basis>().unwrap().label(),
        "deadline_set_by" => slug.parse::<SetBy>().unwrap().label(),
        "deadline_state" => slug.parse::<DeadlineState>().unwrap().label(),
        "due_at_the_latest" if slug == "yes" => "Yes",
        "due_at_the_latest" => "No",
        "nation" => slug.parse::<Nation>().unwrap().label(),
        "region" => slug.parse::<Region>().unwrap().label(),
        "band" => slug.parse::<Band>().unwrap().label(),
        "last_round_kind" => slug.parse::<RoundKind>().unwrap().label(),
        _ => return None,
    })
}
