//! What spreadsheets do to a file: for every kind of import, the same table written otherwise says the same.

use std::fmt::Write as _;

use sqlx::PgPool;

use super::{ALL, events, load, load_all};
use crate::{
    ingest::{File, ImportError, Kind, import},
    store::database::as_application_of,
};

fn records(text: &str) -> Vec<csv::StringRecord> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(Result::unwrap).collect()
}

fn written(records: &[csv::StringRecord], separator: u8, quoted: bool) -> String {
    let style = if quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
    let mut builder = csv::WriterBuilder::new();
    builder.delimiter(separator).quote_style(style).flexible(true).terminator(csv::Terminator::CRLF);
    let mut writer = builder.from_writer(Vec::new());
    for record in records {
        writer.write_record(record).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn changed(records: &[csv::StringRecord], change: impl Fn(usize, &mut Vec<String>)) -> Vec<csv::StringRecord> {
    let change = |(place, record): (usize, &csv::StringRecord)| {
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        change(place, &mut cells);
        csv::StringRecord::from(cells)
    };
    records.iter().enumerate().map(change).collect()
}

#[sqlx::test]
async fn the_same_table_written_otherwise_changes_nothing(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let before = events(&pool).await;
    for (kind, text) in ALL {
        let records = records(text);
        let rows = records.len() - 1;
        let blank_cells =
            changed(&records, |place, cells| cells.extend(if place == 0 { vec![] } else { vec![String::new(); 3] }));
        let blank_columns = changed(&records, |_, cells| {
            cells.insert(1, String::new());
            cells.extend([String::new(), " ".to_owned()]);
        });
        let spaces = changed(&records, |place, cells| {
            for cell in cells {
                *cell =
                    if place == 0 { cell.to_uppercase().replace('_', " ") } else { format!("\u{a0} {cell}\u{200b} ") };
            }
        });
        let mut blank_rows = records.clone();
        let blank = csv::StringRecord::from(vec![""; records[0].len()]);
        blank_rows.insert(2, blank.clone());
        blank_rows.extend([blank, csv::StringRecord::from(vec!["\u{a0}", " "])]);
        for (way, text, blank) in [
            ("semicolons", written(&records, b';', false), 0),
            ("tabs", written(&records, b'\t', false), 0),
            ("sep=", format!("\u{feff}sep=;\r\n{}", written(&records, b';', false)), 0),
            ("mark and quotes", format!("\u{feff}{}", written(&records, b',', true)), 0),
            ("Macintosh", written(&records, b',', false).replace("\r\n", "\r"), 0),
            ("surplus blank cells", written(&blank_cells, b',', false), 0),
            ("blank columns", written(&blank_columns, b',', true), 0),
            ("spaces", written(&spaces, b',', false), 0),
            ("blank rows", written(&blank_rows, b',', true), 3),
        ] {
            let report = load(&database, kind, &text).await.unwrap_or_else(|error| panic!("{kind}, {way}: {error:?}"));
            let counts = (report.rows, report.unchanged, report.blank, report.changes_anything());
            assert_eq!(counts, (rows + blank, rows, blank, false), "{kind}, {way}");
            assert!(report.absent.is_empty(), "{kind}, {way}: {:?}", report.absent);
        }
    }
    assert_eq!(events(&pool).await, before);
}

#[sqlx::test]
async fn surplus_values_are_refused_for_every_kind(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let before = events(&pool).await;
    for (kind, text) in ALL {
        let records = records(text);
        let width = records[0].len();
        let wide = changed(&records, |place, cells| {
            if place == 1 {
                cells.extend([String::new(), "left over".to_owned()]);
            }
        });
        match load(&database, kind, &written(&wide, b',', false)).await {
            Err(ImportError::Refused { faults, report }) => {
                let told = faults.iter().map(ToString::to_string).collect::<Vec<_>>();
                let expected = format!("line 2, column {}, value \"left over\": ", width + 2);
                assert!(told.len() == 1 && told[0].starts_with(&expected), "{kind}: {told:?}");
                assert_eq!((report.refused, report.counted()), (1, report.rows), "{kind}");
            }
            other => panic!("{kind}: {other:?}"),
        }
    }
    assert_eq!(events(&pool).await, before);
}

#[sqlx::test]
async fn every_row_is_counted_once_for_every_kind(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    for (kind, text) in ALL {
        let whole = records(text);
        let rows = whole.len() - 1;
        let width = whole[0].len();
        let mut table = whole.clone();
        table.insert(1, csv::StringRecord::from(vec![""; width]));
        table.push(whole[1].clone());
        table.push(whole[rows].clone());
        let text = format!("{}\r\n", written(&table, b',', false));
        let report = load(&database, kind, &text).await.unwrap();
        assert_eq!((report.unchanged, report.twice, report.blank), (rows, 2, 2), "{kind}: {report}");
        assert_eq!(report.counted(), report.rows, "{kind}: {report}");
        // With a row that cannot be read.
        let mut wrong = table.clone();
        wrong.push(csv::StringRecord::from(vec!["?!"; width]));
        match load(&database, kind, &written(&wrong, b',', false)).await {
            Err(ImportError::Refused { faults, report }) => {
                let line = wrong.len() as u64;
                assert!(faults.iter().all(|fault| fault.line == line && fault.column.is_some()), "{kind}: {faults:?}");
                assert_eq!((report.unchanged, report.twice, report.refused), (rows, 2, 1), "{kind}: {report}");
                assert_eq!(report.counted(), report.rows, "{kind}: {report}");
            }
            other => panic!("{kind}: {other:?}"),
        }
    }
}

#[sqlx::test]
async fn new_changed_and_known_rows_are_counted_apart_for_every_kind(pool: PgPool) {
    let database = as_application_of(&pool).await;
    // In the order in which the files build on each other: the kind, and a column to change.
    for ((kind, text), (column, value)) in ALL.into_iter().zip([
        ("short_name", "Another"),
        ("source_url", "https://example.org/other"),
        ("summary", "Another"),
        ("summary", "Another"),
        ("note", "Another"),
        ("source_url", "https://example.org/other"),
        ("source_url", "https://example.org/other"),
        ("grade", "outstanding"),
    ]) {
        let whole = records(text);
        let rows = whole.len() - 1;
        let half = &whole[..=rows / 2];
        let first = load(&database, kind, &written(half, b',', false)).await.unwrap();
        assert_eq!((first.added, first.counted()), (rows / 2, rows / 2), "{kind}");
        let place = whole[0].iter().position(|known| known == column).unwrap();
        let mut table = changed(&whole, |row, cells| {
            if row == 1 {
                value.clone_into(&mut cells[place]);
            }
        });
        table.push(table[2].clone());
        table.push(table[rows].clone());
        table.push(csv::StringRecord::from(vec![" "; whole[0].len()]));
        let report = load(&database, kind, &written(&table, b';', true)).await.unwrap();
        let counts = (report.added, report.changed, report.unchanged, report.twice, report.blank);
        assert_eq!(counts, (rows - rows / 2, 1, rows / 2 - 1, 2, 1), "{kind}: {report}");
        assert_eq!(report.counted(), report.rows, "{kind}: {report}");
        // What later files build on is as published.
        load(&database, kind, text).await.unwrap();
    }
    crate::service::verify::verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn a_row_that_contradicts_an_earlier_one_is_refused(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    for (kind, column, value) in [
        (Kind::Forces, "short_name", "Another"),
        (Kind::Rounds, "source_url", "https://example.org/other"),
        (Kind::Recommendations, "summary", "Another"),
        (Kind::Findings, "summary", "Another"),
        (Kind::GoodPractice, "source_url", "https://example.org/other"),
        (Kind::CaseAudits, "source_url", "https://example.org/other"),
        (Kind::Grades, "grade", "outstanding"),
    ] {
        let text = ALL.iter().find(|(known, _)| *known == kind).unwrap().1;
        let mut table = records(text);
        let place = table[0].iter().position(|known| known == column).unwrap();
        let mut cells: Vec<String> = table[1].iter().map(str::to_owned).collect();
        value.clone_into(&mut cells[place]);
        table.push(csv::StringRecord::from(cells));
        match load(&database, kind, &written(&table, b',', false)).await {
            Err(ImportError::Refused { faults, report }) => {
                assert!(faults[0].to_string().contains("line 2 "), "{kind}: {faults:?}");
                assert_eq!((faults.len(), report.refused, report.counted()), (1, 1, report.rows), "{kind}");
            }
            other => panic!("{kind}: {other:?}"),
        }
    }
}

#[sqlx::test]
async fn rows_without_an_event_are_counted_and_stand_twice_too(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let round = "post-inspection-review-2021-08-26";
    let mut text = "reference,round,finding,summary,source_url\n".to_owned();
    for word in ["raised", "raised", "not-confirmed"] {
        let _ = writeln!(text, "KENT-2019-0{},{round},{word},,", if word == "raised" { 8 } else { 9 });
    }
    let report = load(&database, Kind::Findings, &text).await.unwrap();
    assert_eq!((report.skipped, report.twice, report.counted()), (2, 1, 3));
    assert_eq!(report.to_string(), "3 rows: 0 added, 0 changed, 0 already there, 1 stands twice, 2 without an event");
}

#[sqlx::test]
async fn warnings_are_told_before_anything_is_written(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let text =
        super::FORCES.replacen("code,", "colour,code,", 1).replace("\nE23", "\nred,E23").replace("\nW15", "\nred,W15");
    let file = File { name: "forces.csv".to_owned(), bytes: text.into_bytes() };
    let mut told = Vec::new();
    import(&database, Kind::Forces, &file, false, |progress| told.push(format!("{progress:?}"))).await.unwrap();
    assert_eq!(told[1], "Warning(\"column \\\"colour\\\" is not known and is not read\")");
    assert!(told[2].starts_with("Writing"), "{told:?}");
}
