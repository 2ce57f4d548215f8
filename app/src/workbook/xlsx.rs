//! A workbook as an Excel file. A cell that came from outside is written as a string, whatever it begins with: never a formula.

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{
    DocProperties, Format as Style, FormatAlign, FormatBorder, Table, TableColumn, TableStyle, Url, Worksheet,
    XlsxError,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    LANGUAGE, Workbook, WorkbookError,
    cell::{Shown, fitting},
    sheet::{Grid, LEAST_SCALE, Line, Sheet, lines_of, sheets},
};
use crate::SERVICE_NAME;

/// The most characters that Excel takes as an address.
const LONGEST_ADDRESS: usize = 2_000;
/// The most of a marking that fits the head of a printed page.
const LONGEST_HEAD: usize = 200;
/// Excel's number of that size of paper.
const A4: u8 = 9;
/// In points, of a line of the letters below.
const LINE_HEIGHT: f64 = 15.5;
/// The highest that Excel lets a row be, in lines.
const MOST_LINES: usize = 26;
/// In dots, of the font below.
const ROW_HEIGHT: u32 = 20;
/// In dots, of the font below.
const COLUMN_WIDTH: u32 = 72;

/// How cells look.
struct Styles {
    title: Style,
    line: Style,
    link: Style,
    sentence: Style,
    heading: Style,
    heading_of_numbers: Style,
    words: Style,
    whole: Style,
    part: Style,
    day: Style,
}

impl Styles {
    /// Letters without serifs and of 12 points, as the guidance asks for.
    fn new() -> Self {
        let line = Style::new().set_font_name("Arial").set_font_size(12).set_align(FormatAlign::Top);
        let words = line.clone().set_text_wrap();
        let heading = words.clone().set_bold().set_border_bottom(FormatBorder::Medium);
        Self {
            title: line.clone().set_bold().set_font_size(16),
            link: line.clone().set_font_color(0x1A_65_A6_u32).set_underline(rust_xlsxwriter::FormatUnderline::Single),
            sentence: words.clone(),
            heading_of_numbers: heading.clone().set_align(FormatAlign::Right),
            heading,
            whole: line.clone().set_num_format("#,##0"),
            part: line.clone().set_num_format("#,##0.0##"),
            day: line.clone().set_num_format("d mmmm yyyy").set_align(FormatAlign::Left),
            words,
            line,
        }
    }
}

/// The file.
pub(super) fn write(workbook: &Workbook) -> Result<Vec<u8>, WorkbookError> {
    let styles = Styles::new();
    let mut file = rust_xlsxwriter::Workbook::new();
    file.set_default_format(&styles.line, ROW_HEIGHT, COLUMN_WIDTH)?;
    let properties = DocProperties::new()
        .set_title(&*fitting(&workbook.title))
        .set_subject(&*fitting(&workbook.imprint.point))
        .set_author(SERVICE_NAME)
        .set_creation_datetime(&workbook.imprint.now);
    file.set_properties(&properties);
    for sheet in sheets(workbook) {
        // Row by row, and each row leaves memory for a nameless temporary file: a sheet can have many thousand.
        let page = file.add_worksheet_with_low_memory()?;
        write_sheet(page, &sheet, &styles, workbook.imprint.marking.as_deref())?;
    }
    with_language(file.save_to_buffer()?)
}

fn write_sheet(
    page: &mut Worksheet,
    sheet: &Sheet<'_>,
    styles: &Styles,
    marking: Option<&str>,
) -> Result<(), WorkbookError> {
    page.set_name(&sheet.name)?;
    page.set_landscape().set_paper_size(A4);
    if sheet.fits_one_page() {
        // As many pages high as it takes.
        page.set_print_fit_to_pages(1, 0);
    } else {
        // Side by side, each page with the column that names the rows.
        page.set_print_scale(LEAST_SCALE).set_page_order(false).set_repeat_columns(0, 0)?;
    }
    if let Some(marking) = marking {
        let head: String = fitting(marking).chars().take(LONGEST_HEAD).collect();
        page.set_header(format!("&C{}", head.replace('&', "&&")));
    }
    page.set_footer("&L&A&RPage &P of &N");
    for (column, width) in sheet.widths().iter().enumerate() {
        page.set_column_width(place(column)?, *width)?;
    }
    let of_sentences = sheet.grid.is_none();
    for (row, line) in sheet.lines.iter().enumerate() {
        let style = match (row, of_sentences) {
            (0, _) => &styles.title,
            (_, true) => &styles.sentence,
            (_, false) => &styles.line,
        };
        write_line(page, place(row)?, line, style, styles)?;
        if of_sentences && row > 0 {
            let width = sheet.widths().first().copied().unwrap_or_default();
            set_height(page, place(row)?, lines_of(&line.text, width))?;
        }
    }
    if let (Some(grid), Some(frozen)) = (&sheet.grid, sheet.frozen()) {
        let first = place(sheet.lines.len())?;
        page.set_freeze_panes(place(frozen)?, 0)?;
        page.set_repeat_rows(first, first)?;
        write_grid(page, first, grid, styles)?;
    }
    Ok(())
}

/// Makes a row as high as its lines: not every program that opens the file finds that out by itself.
fn set_height(page: &mut Worksheet, row: u32, lines: usize) -> Result<(), WorkbookError> {
    if lines > 1 {
        let lines = u8::try_from(lines.min(MOST_LINES)).map_err(|_| WorkbookError::TooLarge)?;
        page.set_row_height(row, f64::from(lines) * LINE_HEIGHT)?;
    }
    Ok(())
}

fn write_line(page: &mut Worksheet, row: u32, line: &Line, style: &Style, styles: &Styles) -> Result<(), XlsxError> {
    let text = fitting(&line.text);
    if let Some(href) = line.href.as_deref().filter(|href| href.chars().count() <= LONGEST_ADDRESS) {
        let style = styles.link.clone().set_text_wrap();
        page.write_url_with_options(row, 0, Url::new(href), &*text, "", Some(&style))?;
    } else {
        page.write_string_with_format(row, 0, &*text, style)?;
    }
    Ok(())
}

/// Headings and rows, as a table of Excel's own: whoever hears it is told of its headings.
fn write_grid(page: &mut Worksheet, first: u32, grid: &Grid<'_>, styles: &Styles) -> Result<(), WorkbookError> {
    if grid.rows.is_empty() {
        // Excel knows no table without rows.
        for (column, heading) in grid.headings.iter().enumerate() {
            page.write_string_with_format(first, place(column)?, heading, &styles.heading)?;
        }
        return Ok(());
    }
    let columns: Vec<_> = grid
        .headings
        .iter()
        .enumerate()
        .map(|(column, heading)| {
            let style = if grid.is_numeric(column) { &styles.heading_of_numbers } else { &styles.heading };
            TableColumn::new().set_header(heading).set_header_format(style)
        })
        .collect();
    let table = Table::new()
        .set_name(&grid.name)
        .set_columns(&columns)
        .set_style(TableStyle::None)
        .set_banded_rows(false)
        .set_autofilter(false)
        .set_alt_text_title(&grid.title);
    let last_row = place(grid.rows.len()).map(|rows: u32| first.saturating_add(rows))?;
    set_height(page, first, grid.head_lines())?;
    page.add_table(first, 0, last_row, place(grid.headings.len().saturating_sub(1))?, &table)?;
    for (number, cells) in grid.rows.iter().enumerate() {
        let row = first + 1 + place::<u32>(number)?;
        set_height(page, row, grid.row_lines(cells))?;
        for (column, cell) in cells.iter().enumerate() {
            let column = place(column)?;
            match (cell.shown(), grid.leads_to.get(number).filter(|_| column == 0)) {
                (Shown::Words(words), Some(sheet)) => {
                    let url = Url::new(format!("internal:'{sheet}'!A1"));
                    page.write_url_with_options(row, column, &url, &*words, "", Some(&styles.link))?;
                }
                (Shown::Words(words), None) => {
                    page.write_string_with_format(row, column, &*words, &styles.words)?;
                }
                (Shown::Number(number), _) => {
                    let style = if number.fract() == 0.0 { &styles.whole } else { &styles.part };
                    page.write_number_with_format(row, column, number, style)?;
                }
                (Shown::Day(day), _) => {
                    page.write_datetime_with_format(row, column, day, &styles.day)?;
                }
            }
        }
    }
    Ok(())
}

/// A place in a sheet, where the sheet has such a place.
fn place<Number: TryFrom<usize>>(place: usize) -> Result<Number, WorkbookError> {
    Number::try_from(place).map_err(|_| WorkbookError::TooLarge)
}

/// The same file with its language among its properties, which the library that writes it has no word for.
fn with_language(bytes: Vec<u8>) -> Result<Vec<u8>, WorkbookError> {
    const PROPERTIES: &str = "docProps/core.xml";
    const END: &str = "</cp:coreProperties>";
    let mut written = ZipArchive::new(Cursor::new(bytes))?;
    let mut with_language = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..written.len() {
        let mut part = written.by_index(index)?;
        if part.name()? == PROPERTIES {
            let mut properties = String::new();
            part.read_to_string(&mut properties)?;
            let properties = properties.replace(END, &format!("<dc:language>{LANGUAGE}</dc:language>{END}"));
            with_language.start_file(PROPERTIES, SimpleFileOptions::default())?;
            with_language.write_all(properties.as_bytes())?;
        } else {
            drop(part);
            with_language.raw_copy_file(written.by_index_raw(index)?)?;
        }
    }
    Ok(with_language.finish()?.into_inner())
}
