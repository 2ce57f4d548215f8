//! Tests that picture, table, file and sentences of any report say the same numbers.

use followup::progress::{
    findings_across_rounds::Coverage,
    measure::Measure,
    selection::{RecordTypes, Selection},
};
use proptest::prelude::*;

use super::{Behind, Bracket, Cell, Column, Panel, Part, Picture, Report, Row, Tone, Value, derived::keeping};
use crate::charts::{
    Charted as _,
    reading_drawings::{LAYOUTS, file, holds_together, numbers, shown},
};

const COLUMNS: [Column; 3] =
    [Column::new("First", "first"), Column::new("Second", "second"), Column::new("Said in", "said")];

fn report(rows: Vec<(String, u64, u64)>, picture: Picture) -> Report {
    let href = "/recommendations?force=kent".to_owned();
    let rows = rows.into_iter().map(|(words, first, second)| {
        let cells = vec![
            Cell::count(first, Some(href.clone())),
            Cell::part(second, first + second, Some(href.clone())),
            Cell::without_link(Value::Unknown("not known")),
        ];
        Row::new(words.clone(), vec!["together".to_owned(), words], cells)
    });
    Report {
        measure: Measure::ComesBack,
        selection: Selection { record_types: Some(RecordTypes::Together), ..Selection::default() },
        display: Vec::new(),
        scope: "England and Wales".to_owned(),
        headline: "A headline".to_owned(),
        subtitle: "A subtitle".to_owned(),
        of: "Topic",
        keys: vec!["record_type", "topic"],
        columns: COLUMNS.to_vec(),
        rows: rows.collect(),
        picture,
        notes: vec!["A note.".to_owned()],
        coverage: Some(Coverage { with_data: 2, forces: 43 }),
        why_empty: None,
        file: None,
    }
}

fn parts() -> Vec<Part> {
    vec![Part { tone: Tone::Worst, column: 0, words: "first" }, Part { tone: Tone::Silent, column: 1, words: "second" }]
}

fn counts() -> Picture {
    Picture::Bars {
        parts: vec![Part { tone: Tone::Plain, column: 0, words: "" }],
        whole: Some(3_000),
        behind: Behind::Count(0),
        panels: Vec::new(),
        bracket: None,
    }
}

fn any_picture() -> impl Strategy<Value = Picture> {
    let parts = parts();
    let behind = Behind::Of { part: 0, whole: 1, nouns: ["force", "forces"], of_none: "none" };
    prop::sample::select(vec![
        Picture::Bars { parts: parts.clone(), whole: None, behind, panels: Vec::new(), bracket: None },
        Picture::Bars {
            parts,
            whole: None,
            behind,
            panels: vec![("One".to_owned(), 2), ("Other".to_owned(), 20)],
            bracket: Some(Bracket { column: 0, words: "of these" }),
        },
        counts(),
        Picture::Columns { height: 0, rows: 20 },
        Picture::Panels(vec![
            Panel { heading: "Bars", rows: 0..3, picture: counts() },
            Panel { heading: "Columns", rows: 3..9, picture: Picture::Columns { height: 0, rows: 6 } },
        ]),
        Picture::Dots { count: 0, marked: Some(0) },
        Picture::Dots { count: 0, marked: None },
    ])
}

/// Names that wrap beside bars; years and forces, which do not, elsewhere.
fn any_report() -> impl Strategy<Value = Report> {
    any_picture().prop_flat_map(|picture| {
        let name = match picture {
            Picture::Bars { .. } => "[A-Za-zŵ<>&\"' –]{0,60}",
            _ => "[A-Za-zŵ<>&\"' –]{0,24}",
        };
        let count = || prop_oneof![0u64..5, 0u64..30, 0u64..3_000];
        let rows = prop::collection::vec((name, count(), count()), 0..20);
        rows.prop_map(move |rows| report(rows, picture.clone()))
    })
}

/// What the picture says of each row behind or above it, in words.
fn drawn(report: &Report) -> Vec<String> {
    match &report.picture {
        Picture::Bars { behind, parts, whole, .. } => {
            let is_drawn = |row: &&Row| whole.is_some() || parts.iter().any(|part| row.count(part.column) > 0);
            report.rows.iter().filter(is_drawn).map(|row| behind.in_words(row)).collect()
        }
        Picture::Columns { .. } => {
            let counts = report.rows.iter().map(|row| row.count(0)).filter(|count| *count > 0);
            counts.map(crate::number::grouped).collect()
        }
        Picture::Panels(panels) => {
            let rows = panels.iter().flat_map(|panel| report.rows.get(panel.rows.clone()).unwrap_or_default());
            rows.map(|row| row.count(0)).filter(|count| *count > 0).map(crate::number::grouped).collect()
        }
        // Maps and curves are drawn from their own figures, and have tests of their own.
        Picture::Dots { .. } | Picture::Grid { .. } | Picture::Map(_) | Picture::Lines(_) => Vec::new(),
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
                prop_assert_eq!(numbers(&cell.text).last().copied(), Some(count));
                // No share of fewer than 20.
                let whole = counts[0] + counts[1];
                prop_assert_eq!(cell.text.contains('%'), column == 1 && whole >= 20);
                prop_assert_eq!(&file[place][3 + column], &count.to_string());
                let kept = cell.href.as_deref().map(|href| href.ends_with("?force=kent&as_at=2026-05-01"));
                prop_assert_eq!(kept, (count > 0).then_some(true));
            }
            prop_assert_eq!(&file[place][5], "");
            in_sentences.extend(numbers(&table.lines[place].cells[0].text));
            in_sentences.extend(numbers(&table.lines[place].cells[1].text));
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
        let parts = parts();
        let picture = Picture::Bars { parts, whole: None, behind: Behind::Count(0), panels: Vec::new(), bracket: None };
        let report = report(vec![("Police detention".to_owned(), first, second)], picture);
        let drawing = crate::charts::svg(&report, crate::charts::reading_drawings::reading(), crate::charts::Layout::Wide).unwrap();
        // Paper, the marks of the key for what occurs, and a block for each item.
        let in_key = u64::from(first > 0) + u64::from(second > 0);
        prop_assert_eq!(drawing.matches("<rect").count() as u64, 1 + in_key + first + second);
    }
}

#[test]
fn in_brief_the_first_rows_of_each_panel_are_drawn() {
    let rows = |count: u64| (0..count).map(|place| (format!("Row {place}"), 1, 1)).collect::<Vec<_>>();
    let picture = |panels: &[usize]| Picture::Bars {
        parts: parts(),
        whole: None,
        behind: Behind::Count(0),
        panels: panels.iter().map(|rows| ("Panel".to_owned(), *rows)).collect(),
        bracket: None,
    };
    assert!(report(rows(7), picture(&[])).in_brief().is_none());
    let lines = |report: &Report| report.in_brief().unwrap().table("").lines.len();
    assert_eq!(lines(&report(rows(43), picture(&[]))), 7);
    assert_eq!(lines(&report(rows(43), picture(&[3, 20, 12, 8]))), 4 * 2);
    let said = report(rows(43), picture(&[])).in_brief().unwrap().sentences();
    assert!(said.ends_with("7 of 43 lines are drawn here. Of 43 forces, 2 have data."), "{said}");
}

#[test]
fn a_report_of_nothing_is_empty() {
    let nothing = report(vec![("Police detention".to_owned(), 0, 0)], Picture::Dots { count: 0, marked: None });
    assert!(nothing.is_empty());
}

#[test]
fn an_address_keeps_its_place_on_the_page_at_the_end() {
    assert_eq!(keeping("/forces/kent#grades", "&as_at=2026-05-01"), "/forces/kent?as_at=2026-05-01#grades");
    assert_eq!(keeping("/forces?with=grades", "&as_at=2026-05-01"), "/forces?with=grades&as_at=2026-05-01");
    assert_eq!(keeping("/forces/kent", ""), "/forces/kent");
}
