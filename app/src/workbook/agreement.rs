//! Both kinds of file, read back: they say what the workbook says, cell by cell, and are laid out as they should be.

use std::io::{Cursor, Read as _};

use calamine::{Data, DataType as _, Range, Reader as _, open_workbook_auto_from_rs};
use chrono::NaiveDate;
use proptest::prelude::*;
use zip::ZipArchive;

use super::{Cell, Column, Format, Imprint, Missing, Table, Workbook, cell::Shown, sheet::sheets};
use crate::charts::Reading;

/// What spreadsheets would run, were it not text.
const HOSTILE: [&str; 6] =
    ["=1+1", "+44 20", "-1", "@SUM(A1)", "=HYPERLINK(\"https://example.org\",\"x\")", "<b>&amp; \"quoted\" ]]>"];

fn imprint(marking: Option<&str>) -> Imprint {
    let now = "2026-11-23T12:00:00Z".parse().unwrap();
    let reading = Reading::new(followup::as_at::AsAt::default(), now, false);
    Imprint {
        marking: marking.map(str::to_owned),
        limited: false,
        point: reading.as_at(),
        reading,
        base: "https://followup.example".to_owned(),
        page: "/recommendations?force=kent".to_owned(),
        now,
    }
}

fn workbook(tables: Vec<Table>, marking: Option<&str>) -> Workbook {
    Workbook {
        title: "Findings & <figures>".to_owned(),
        about: vec!["What it tells.".to_owned()],
        imprint: imprint(marking),
        notes: vec!["A note of its own.".to_owned()],
        counted_together: false,
        tables,
    }
}

fn table(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        name: "sample".to_owned(),
        title: "Samples".to_owned(),
        about: Vec::new(),
        columns: ["force_name", "items", "source_url"].map(Column::of_csv).into(),
        rows,
    }
}

fn hostile() -> Workbook {
    let rows = HOSTILE.map(|words| vec![Cell::text(words), Cell::count(21_500), Cell::Missing(Missing::NotApplicable)]);
    workbook(vec![table(rows.into()), table(Vec::new())], Some("OFFICIAL & MORE"))
}

fn read(format: Format, workbook: &Workbook) -> Vec<(String, Range<Data>)> {
    let mut file = open_workbook_auto_from_rs(Cursor::new(format.write(workbook).unwrap())).unwrap();
    file.sheet_names().into_iter().map(|name| (name.clone(), file.worksheet_range(&name).unwrap())).collect()
}

fn part(format: Format, workbook: &Workbook, name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(format.write(workbook).unwrap())).unwrap();
    let mut part = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut part).unwrap();
    part
}

fn names(format: Format, workbook: &Workbook) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(format.write(workbook).unwrap())).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// What a reader of the file finds in a place, as the workbook would say it.
fn found(cell: Option<&Data>) -> Shown<'static> {
    match cell {
        Some(Data::String(words)) => Shown::Words(words.clone().into()),
        Some(Data::Float(number)) => Shown::Number(*number),
        Some(date) if date.is_datetime() || date.is_datetime_iso() => Shown::Day(date.as_date().unwrap()),
        other => panic!("{other:?} stands where words, a number or a date should"),
    }
}

fn reads_back_whole(workbook: &Workbook) {
    for format in Format::ALL {
        let read = read(format, workbook);
        let expected = sheets(workbook);
        let tabs: Vec<_> = read.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(tabs, expected.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>());
        for (sheet, (name, range)) in expected.iter().zip(&read) {
            let at = |row: usize, column: usize| {
                range.get_value((u32::try_from(row).unwrap(), u32::try_from(column).unwrap()))
            };
            for (row, line) in sheet.lines.iter().enumerate() {
                assert_eq!(found(at(row, 0)), Shown::Words(line.text.clone().into()), "{format:?} {name} line {row}");
            }
            let Some(grid) = &sheet.grid else { continue };
            let head = sheet.lines.len();
            for (column, heading) in grid.headings.iter().enumerate() {
                assert_eq!(found(at(head, column)), Shown::Words(heading.clone().into()), "{format:?} {name}");
            }
            for (row, cells) in grid.rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let place = format!("{format:?} {name} row {row} column {column}");
                    assert_eq!(found(at(head + 1 + row, column)), cell.shown(), "{place}");
                }
            }
            assert_eq!(range.height(), head + 1 + grid.rows.len(), "{format:?} {name}: nothing below its table");
        }
    }
}

#[test]
fn both_files_say_what_the_workbook_says_and_what_looks_like_a_formula_is_text() {
    reads_back_whole(&hostile());
    let book = hostile();
    for (format, sheet) in [(Format::Xlsx, "xl/worksheets/sheet1.xml"), (Format::Ods, "content.xml")] {
        let xml = part(format, &book, sheet);
        assert!(!xml.contains("<f>") && !xml.contains("table:formula"), "{xml}");
    }
}

#[test]
fn tables_come_first_then_cover_contents_and_notes() {
    let book = hostile();
    let tabs: Vec<_> = sheets(&book).into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(tabs, ["Table_1", "Table_2", "Cover", "Contents", "Notes", "Columns"]);
    let said: Vec<Vec<String>> =
        sheets(&book).into_iter().map(|sheet| sheet.lines.into_iter().map(|line| line.text).collect()).collect();
    assert_eq!(said[2][0], "Findings & <figures>");
    assert_eq!(said[0][0], "Table 1: Samples");
    assert_eq!(
        said[0][1],
        "This sheet holds one table, of 6 rows below its headings. Notes are on the sheet called Notes."
    );
    assert_eq!(said[0][2], "How things stand on 23 November 2026, by what is recorded.");
    for lines in &said {
        assert!(lines.contains(&"Protective marking: OFFICIAL & MORE".to_owned()), "{lines:?}");
    }
    let contents = &sheets(&book)[3];
    assert_eq!(contents.grid.as_ref().unwrap().leads_to, ["Table_1", "Table_2", "Notes", "Columns"]);
}

#[test]
fn headings_are_those_of_true_tables_no_cell_is_merged_and_the_headings_stand_still() {
    let book = hostile();
    // An Excel table needs a row, so the empty one is headings alone.
    let tables = names(Format::Xlsx, &book).into_iter().filter(|name| name.starts_with("xl/tables/"));
    assert_eq!(tables.count(), 4, "contents, notes, columns and the table with rows");
    let table = part(Format::Xlsx, &book, "xl/tables/table1.xml");
    for expected in [r#"name="table_1_sample""#, r#"ref="A5:C11""#, r#"name="Force name""#, r#"name="Source URL""#] {
        assert!(table.contains(expected), "{expected}: {table}");
    }
    let sheet = part(Format::Xlsx, &book, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<pane ySplit="5""#) && sheet.contains(r#"state="frozen""#), "{sheet}");
    assert!(sheet.contains("&amp;COFFICIAL &amp;&amp; MORE"), "{sheet}");
    assert!(!sheet.contains("mergeCell") && !sheet.contains("autoFilter"), "{sheet}");

    let content = part(Format::Ods, &book, "content.xml").replace("&apos;", "'");
    assert!(!content.contains("spanned") && !content.contains("covered"), "{content}");
    for expected in [
        r#"table:name="table_1_sample" table:target-range-address="'Table_1'.A5:'Table_1'.C11" table:contains-header="true""#,
        r#"table:name="table_2_sample" table:target-range-address="'Table_2'.A5:'Table_2'.C5""#,
        r##"xlink:href="#'Table_1'.A1""##,
    ] {
        assert!(content.contains(expected), "{expected}: {content}");
    }
    assert_eq!(content.matches("<table:database-range ").count(), 5);
    let settings = part(Format::Ods, &book, "settings.xml");
    assert!(
        settings.contains(r#"config:name="Table_1""#) && settings.contains(">5</config:config-item>"),
        "{settings}"
    );
    assert!(part(Format::Ods, &book, "styles.xml").contains("OFFICIAL &amp; MORE"));
}

#[test]
fn sheets_print_one_page_wide_and_wide_tables_on_several_with_their_first_column() {
    let of = |columns: usize| {
        let row = (0..columns).map(|_| Cell::text("A column of words")).collect();
        let columns = (0..columns).map(|place| Column::headed(format!("Column {place}"))).collect();
        workbook(vec![Table { columns, rows: vec![row], ..table(Vec::new()) }], None)
    };
    for (columns, is_wide) in [(8, false), (40, true)] {
        let book = of(columns);
        for (place, sheet) in sheets(&book).iter().enumerate() {
            let is_wide = is_wide && sheet.grid.as_ref().is_some_and(|grid| grid.headings.len() == columns);
            let written = part(Format::Xlsx, &book, &format!("xl/worksheets/sheet{}.xml", place + 1));
            assert_eq!(written.contains(r#"<pageSetUpPr fitToPage="1"/>"#), !is_wide, "{written}");
            assert_eq!(written.contains(r#"fitToHeight="0""#), !is_wide, "{written}");
            for expected in [r#"scale="67""#, r#"pageOrder="overThenDown""#] {
                assert_eq!(written.contains(expected), is_wide, "{written}");
            }
        }
        let names = part(Format::Xlsx, &book, "xl/workbook.xml");
        assert_eq!(names.contains("!$A:$A,"), is_wide, "{names}");
        let content = part(Format::Ods, &book, "content.xml");
        assert_eq!(content.matches("<table:table-header-columns>").count(), usize::from(is_wide));
        assert_eq!(content.matches(r#"table:style-name="wide-sheet""#).count(), usize::from(is_wide));
    }
    let styles = part(Format::Ods, &of(40), "styles.xml");
    for expected in
        [r#"style:scale-to-X="1" style:scale-to-Y="0""#, r#"style:scale-to="67%" style:print-page-order="ltr""#]
    {
        assert!(styles.contains(expected), "{styles}");
    }
}

#[test]
fn title_and_language_are_properties_of_the_document() {
    let book = hostile();
    for (format, name) in [(Format::Xlsx, "docProps/core.xml"), (Format::Ods, "meta.xml")] {
        let properties = part(format, &book, name);
        for expected in [
            "<dc:title>Findings &amp; &lt;figures&gt;</dc:title>",
            "<dc:language>en-GB</dc:language>",
            "2026-11-23T12:00:00Z",
        ] {
            assert!(properties.contains(expected), "{format:?} {expected}: {properties}");
        }
    }
}

#[test]
fn an_opendocument_file_is_told_by_its_first_bytes() {
    let bytes = Format::Ods.write(&hostile()).unwrap();
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..84], Format::Ods.media_type().as_bytes());
    assert_eq!(names(Format::Ods, &hostile())[0], "mimetype");
}

#[test]
fn two_columns_of_one_name_are_told_apart() {
    let columns = ["All", "all", "Other"].map(Column::headed).into();
    let rows = vec![vec![Cell::count(1), Cell::count(2), Cell::count(3)]];
    let book = workbook(vec![Table { columns, rows, ..table(Vec::new()) }], None);
    let sheets = sheets(&book);
    assert_eq!(sheets.first().unwrap().grid.as_ref().unwrap().headings, ["All", "all (2)", "Other"]);
    reads_back_whole(&book);
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let day = (0u64..40_000).prop_map(|days| NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(days));
    prop_oneof![
        // Whatever may be typed, spaces at either end and in a row included. A reader of the test may take `_x0041_` for a
        // letter and a space beside a line break for none, so neither is made up here.
        "[=+@\\-]?[\\PC&&[^_]]{1,20}".prop_map(Cell::text),
        "[a-z]{1,3}\n[a-z]{1,3}".prop_map(Cell::text),
        any::<u32>().prop_map(|count| Cell::count(count.into())),
        (-1000i32..1000).prop_map(|tenths| Cell::Number(f64::from(tenths) / 8.0)),
        day.prop_map(Cell::Day),
        Just(Cell::Missing(Missing::NotAvailable)),
        Just(Cell::word("in-progress", "In progress")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_a_table_holds_both_files_give_it_back(
        rows in prop::collection::vec(prop::collection::vec(any_cell(), 3), 0..6)
    ) {
        reads_back_whole(&workbook(vec![table(rows)], None));
    }
}
