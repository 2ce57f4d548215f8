//! Tests that picture, table, file and sentences of any report say the same numbers.

use followup::progress::{
    findings_across_rounds::Coverage,
    measure::Measure,
    selection::{RecordTypes, Selection},
};
use proptest::prelude::*;

use super::{Behind, Cell, Column, Picture, Report, Row, Tone, Value};
use crate::charts::{
    Charted as _,
    reading_drawings::{LAYOUTS, file, holds_together, numbers, shown},
};

const COLUMNS: [Column; 3] = [
    Column { words: "First", name: "first" },
    Column { words: "Second", name: "second" },
    Column { words: "Said in", name: "said" },
];

fn report(rows: Vec<(String, u64, u64)>, picture: Picture) -> Report {
    let href = "/recommendations?force=kent".to_owned();
    let rows = rows.into_iter().map(|(words, first, second)| Row {
        name: words.clone(),
        words,
        cells: vec![
            Cell::count(first, Some(href.clone())),
            Cell::count(second, Some(href.clone())),
            Cell { value: Value::Unknown, href: None },
        ],
    });
    Report {
        measure: Measure::ComesBack,
        selection: Selection { record_types: Some(RecordTypes::Together), ..Selection::default() },
        scope: "England and Wales".to_owned(),
        headline: "A headline".to_owned(),
        subtitle: "A subtitle".to_owned(),
        of: Column { words: "Topic", name: "topic" },
        columns: COLUMNS.to_vec(),
        rows: rows.collect(),
        picture,
        notes: vec!["A note.".to_owned()],
        coverage: Some(Coverage { with_data: 2, forces: 43 }),
    }
}

fn any_picture() -> impl Strategy<Value = Picture> {
    let parts = vec![(Tone::OfConcern, 0), (Tone::NotLookedAt, 1)];
    let behind = Behind::Of { part: 0, whole: 1, nouns: ["force", "forces"], of_none: "none" };
    prop::sample::select(vec![
        Picture::Bars { parts, whole: None, behind },
        Picture::Bars { parts: vec![(Tone::Plain, 0)], whole: Some(3_000), behind: Behind::Count(0) },
        Picture::Columns { height: 0, rows: 20 },
        Picture::Dots { count: 0, marked: Some(0) },
        Picture::Dots { count: 0, marked: None },
    ])
}

fn any_report() -> impl Strategy<Value = Report> {
    let count = || prop_oneof![0u64..5, 0u64..30, 0u64..3_000];
    let row = ("[A-Za-zŵ<>&\"' –]{0,60}", count(), count());
    (prop::collection::vec(row, 0..20), any_picture()).prop_map(|(rows, picture)| report(rows, picture))
}

/// What the picture says of each row behind or above it, in words.
fn drawn(report: &Report) -> Vec<String> {
    match &report.picture {
        Picture::Bars { behind, .. } => report.rows.iter().map(|row| behind.in_words(row)).collect(),
        Picture::Columns { .. } => {
            let counts = report.rows.iter().map(|row| row.count(0)).filter(|count| *count > 0);
            counts.map(crate::number::grouped).collect()
        }
        Picture::Dots { .. } => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn picture_table_file_and_sentences_say_the_same_numbers(report in any_report()) {
        holds_together(&report);
        let (table, file, sentences) = (report.table("&as_at=2026-05-01"), file(&report), report.sentences());
        let mut in_sentences = Vec::new();
        for (place, row) in report.rows.iter().enumerate() {
            let counts = [row.count(0), row.count(1)];
            for (column, count) in counts.into_iter().enumerate() {
                let cell = &table.lines[place].cells[column];
                prop_assert_eq!(numbers(&cell.text), vec![count]);
                prop_assert_eq!(&file[place][3 + column], &count.to_string());
                let kept = cell.href.as_deref().map(|href| href.ends_with("?force=kent&as_at=2026-05-01"));
                prop_assert_eq!(kept, (count > 0).then_some(true));
            }
            prop_assert_eq!(&file[place][5], "");
            in_sentences.extend(counts);
        }
        in_sentences.extend([43, 2]);
        prop_assert_eq!(numbers(&sentences), in_sentences);
        for layout in LAYOUTS {
            let words = shown(&report, layout);
            for said in drawn(&report) {
                prop_assert!(words.contains(&said), "{said} in {layout:?}: {words}");
            }
        }
    }

    #[test]
    fn marks_are_as_many_as_the_items(first in 0u64..20, second in 0u64..20) {
        let parts = vec![(Tone::OfConcern, 0), (Tone::NotLookedAt, 1)];
        let picture = Picture::Bars { parts, whole: None, behind: Behind::Count(0) };
        let report = report(vec![("Police detention".to_owned(), first, second)], picture);
        let drawing = crate::charts::svg(&report, crate::charts::reading_drawings::reading(), crate::charts::Layout::Wide).unwrap();
        // Paper, the marks of the key for what occurs, and a block for each item.
        let in_key = u64::from(first > 0) + u64::from(second > 0);
        prop_assert_eq!(drawing.matches("<rect").count() as u64, 1 + in_key + first + second);
    }
}

#[test]
fn a_report_of_nothing_is_empty() {
    let nothing = report(vec![("Police detention".to_owned(), 0, 0)], Picture::Dots { count: 0, marked: None });
    assert!(nothing.is_empty());
}

#[test]
fn an_address_keeps_its_place_on_the_page_at_the_end() {
    assert_eq!(super::keeping("/forces/kent#grades", "&as_at=2026-05-01"), "/forces/kent?as_at=2026-05-01#grades");
    assert_eq!(super::keeping("/forces?with=grades", "&as_at=2026-05-01"), "/forces?with=grades&as_at=2026-05-01");
    assert_eq!(super::keeping("/forces/kent", ""), "/forces/kent");
}
