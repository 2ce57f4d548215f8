//! The sheets of a workbook, laid out once for both kinds of file: lines from the first cell down, then at most one table.

use std::{borrow::Cow, collections::HashSet};

use super::{
    Cell, Table, Workbook,
    cell::{Shown, fitting},
    cover, notes,
};

/// The name of the sheet with the notes.
pub(super) const NOTES: &str = "Notes";
/// The width of a column of sentences, in characters.
const SENTENCE_WIDTH: u16 = 100;
/// The widths that a column of a table may have, in characters.
const WIDTHS: (usize, usize) = (11, 60);
/// The most characters side by side on one page across, at the least scale at which letters of 12 points can be read: 8 points.
const MOST_ON_PAGE: u32 = 165;
/// That scale, in per cent.
pub(super) const LEAST_SCALE: u16 = 67;
/// How many rows decide how wide a column is: the first.
const MEASURED: usize = 300;

/// One sheet.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    /// What its tab says.
    pub name: String,
    /// Its lines; the first is its title.
    pub lines: Vec<Line>,
    /// Its table, below them.
    pub grid: Option<Grid<'a>>,
}

/// One line above a table, or of the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// What it says.
    pub text: String,
    /// Where it leads: an address of the web.
    pub href: Option<String>,
}

impl Line {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None }
    }

    pub(super) fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()) }
    }
}

/// A table as a sheet holds it.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    /// Its name for machines, no other table's.
    pub name: String,
    /// What it is, for whoever hears it.
    pub title: String,
    /// The headings, no two alike.
    pub headings: Vec<String>,
    /// The columns' widths in characters.
    pub widths: Vec<u16>,
    /// The rows.
    pub rows: Cow<'a, [Vec<Cell>]>,
    /// To which sheet the first cell of each row leads, where they lead anywhere.
    pub leads_to: Vec<String>,
}

impl Sheet<'_> {
    /// How wide its columns are.
    pub(super) fn widths(&self) -> Cow<'_, [u16]> {
        self.grid.as_ref().map_or(Cow::Borrowed(&[SENTENCE_WIDTH]), |grid| Cow::Borrowed(&grid.widths))
    }

    /// Whether it is printed one page wide. A wider table is printed on several, each with the first column.
    pub(super) fn fits_one_page(&self) -> bool {
        self.widths().iter().map(|width| u32::from(*width)).sum::<u32>() <= MOST_ON_PAGE
    }

    /// How many rows stand still as its table is scrolled: the lines and the headings.
    pub(super) fn frozen(&self) -> Option<usize> {
        self.grid.as_ref().map(|_| self.lines.len() + 1)
    }
}

impl Grid<'_> {
    /// Whether numbers stand in a column, by its first row.
    pub(super) fn is_numeric(&self, column: usize) -> bool {
        self.rows.first().and_then(|row| row.get(column)).is_some_and(|cell| matches!(cell, Cell::Number(_)))
    }

    /// How many lines high the headings are.
    pub(super) fn head_lines(&self) -> usize {
        // Bold letters are wider than those that the widths are of.
        let lines = self.headings.iter().zip(&self.widths).map(|(heading, width)| lines_of(heading, width * 9 / 10));
        lines.max().unwrap_or(1)
    }

    /// How many lines high a row is.
    pub(super) fn row_lines(&self, cells: &[Cell]) -> usize {
        let lines = cells.iter().zip(&self.widths).map(|(cell, width)| match cell.shown() {
            Shown::Words(words) => lines_of(&words, *width),
            Shown::Number(_) | Shown::Day(_) => 1,
        });
        lines.max().unwrap_or(1)
    }
}

/// How many lines a text takes in a column of this width, wrapped between words.
pub(super) fn lines_of(text: &str, width: u16) -> usize {
    let width = usize::from(width).max(1);
    let wrapped = text.split('\n').map(|line| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split(' ') {
            let length = word.chars().count();
            if used > 0 && used + 1 + length > width {
                lines += 1;
                used = 0;
            }
            used += length + usize::from(used > 0);
            // A word that is longer than a line is broken.
            lines += used.saturating_sub(1) / width;
            used = used.checked_sub(1).map_or(0, |last| last % width + 1);
        }
        lines
    });
    wrapped.sum()
}

/// Every sheet: one for each table, so that the first thing to be seen is a number; then cover, contents, notes, and columns where they have
/// names elsewhere.
pub(super) fn sheets(workbook: &Workbook) -> Vec<Sheet<'_>> {
    let tables = workbook.tables.iter().enumerate().map(|(place, table)| table_sheet(workbook, place, table));
    let mut sheets: Vec<_> = tables.collect();
    let notes: Vec<_> = std::iter::once(notes_sheet(workbook)).chain(columns_sheet(workbook)).collect();
    let listed = sheets.len() + notes.len();
    let contents = contents_sheet(workbook, sheets.iter().chain(&notes));
    sheets.push(Sheet { name: "Cover".to_owned(), lines: cover::lines(workbook, 2 + listed), grid: None });
    sheets.push(contents);
    sheets.extend(notes);
    sheets
}

/// The tab of a table, and how it is called.
fn table_name(place: usize) -> String {
    format!("Table_{}", place + 1)
}

fn table_sheet<'a>(workbook: &'a Workbook, place: usize, table: &'a Table) -> Sheet<'a> {
    let title = fitting(&format!("Table {}: {}", place + 1, table.title)).into_owned();
    let rows = if table.rows.is_empty() {
        "This sheet has headings and no rows: nothing in our sources is what was asked for.".to_owned()
    } else {
        one_table(table.rows.len())
    };
    let mut lines = vec![Line::plain(&title), Line::plain(rows)];
    lines.extend(table.about.iter().map(Line::plain));
    lines.push(Line::plain(format!("{}.", workbook.imprint.point)));
    lines.extend(workbook.imprint.marked().map(Line::plain));
    let headings = unlike(table.columns.iter().map(|column| fitting(&column.heading).into_owned()));
    let widths = widths(&headings, &table.rows);
    let name = format!("table_{}_{}", place + 1, table.name);
    let rows = Cow::Borrowed(table.rows.as_slice());
    let grid = Grid { name, title, headings, widths, rows, leads_to: Vec::new() };
    Sheet { name: table_name(place), lines, grid: Some(grid) }
}

/// That a sheet holds one table, and where notes are.
fn one_table(rows: usize) -> String {
    let noun = if rows == 1 { "row" } else { "rows" };
    let rows = crate::components::grouped(rows as u64);
    format!("This sheet holds one table, of {rows} {noun} below its headings. Notes are on the sheet called {NOTES}.")
}

fn notes_sheet(workbook: &Workbook) -> Sheet<'static> {
    let rows = notes::of(workbook)
        .into_iter()
        .enumerate()
        .map(|(place, note)| vec![Cell::text(format!("Note {}", place + 1)), Cell::text(note)])
        .collect();
    own_sheet(workbook, NOTES, "notes", ["Note", "What it says"], vec![11, SENTENCE_WIDTH], rows)
}

/// What each column is called in the CSV file, where there is one.
fn columns_sheet(workbook: &Workbook) -> Option<Sheet<'static>> {
    let tables = workbook.tables.iter().enumerate();
    let named = tables.flat_map(|(place, table)| {
        table.columns.iter().filter_map(move |column| {
            let in_csv = column.in_csv.clone()?;
            Some(vec![Cell::text(table_name(place)), Cell::text(column.heading.clone()), Cell::text(in_csv)])
        })
    });
    let rows: Vec<_> = named.collect();
    let headings = ["Sheet", "Column", "Name in the CSV file"];
    (!rows.is_empty()).then(|| own_sheet(workbook, "Columns", "columns", headings, vec![14, 40, 40], rows))
}

/// A sheet of ours about the others.
fn own_sheet<const N: usize>(
    workbook: &Workbook,
    name: &str,
    key: &str,
    headings: [&str; N],
    widths: Vec<u16>,
    rows: Vec<Vec<Cell>>,
) -> Sheet<'static> {
    let mut lines = vec![Line::plain(name), Line::plain("This sheet holds one table.")];
    lines.extend(workbook.imprint.marked().map(Line::plain));
    let headings = headings.map(str::to_owned).into();
    let grid = Grid {
        name: key.to_owned(),
        title: name.to_owned(),
        headings,
        widths,
        rows: Cow::Owned(rows),
        leads_to: Vec::new(),
    };
    Sheet { name: name.to_owned(), lines, grid: Some(grid) }
}

/// The other sheets, each a link.
fn contents_sheet<'a>(workbook: &Workbook, listed: impl Iterator<Item = &'a Sheet<'a>> + Clone) -> Sheet<'static> {
    let rows = listed.clone().map(|sheet| {
        let rows = sheet.grid.as_ref().map_or(0, |grid| grid.rows.len());
        let title = sheet.lines.first().map(|line| line.text.clone()).unwrap_or_default();
        vec![Cell::text(sheet.name.clone()), Cell::text(title), Cell::count(rows as u64)]
    });
    let headings = ["Sheet", "What it holds", "Rows"];
    let mut sheet =
        own_sheet(workbook, "Contents", "contents", headings, vec![14, SENTENCE_WIDTH - 20, 11], rows.collect());
    if let Some(grid) = &mut sheet.grid {
        grid.leads_to = listed.map(|sheet| sheet.name.clone()).collect();
    }
    sheet
}

/// The headings, each with its number where one before it is called the same: a table cannot have two columns of one name.
fn unlike(headings: impl Iterator<Item = String>) -> Vec<String> {
    let mut taken = HashSet::new();
    headings
        .map(|heading| {
            let mut unlike = heading.clone();
            let mut number = 1;
            while !taken.insert(unlike.to_lowercase()) {
                number += 1;
                unlike = format!("{heading} ({number})");
            }
            unlike
        })
        .collect()
}

/// Wide enough for what most cells hold, and for the longest word of the heading; what is longer is wrapped.
fn widths(headings: &[String], rows: &[Vec<Cell>]) -> Vec<u16> {
    let measured = headings.iter().enumerate().map(|(column, heading)| {
        let word = heading.split(' ').map(|word| word.chars().count()).max().unwrap_or_default();
        let held = rows.iter().take(MEASURED).filter_map(|row| row.get(column)).map(length).max().unwrap_or_default();
        let heading = word.max(heading.chars().count().div_ceil(2));
        u16::try_from((heading.max(held) + 2).clamp(WIDTHS.0, WIDTHS.1)).unwrap_or(u16::MAX)
    });
    measured.collect()
}

fn length(cell: &Cell) -> usize {
    match cell.shown() {
        Shown::Words(words) => words.lines().map(|line| line.chars().count()).max().unwrap_or_default(),
        Shown::Number(number) => number.to_string().len() + 2,
        // `26 September 2021`
        Shown::Day(_) => 17,
    }
}

#[cfg(test)]
mod tests {
    use super::lines_of;

    #[test]
    fn a_text_is_as_many_lines_high_as_it_takes_to_wrap_it_between_words() {
        for (text, lines) in [
            ("", 1),
            ("ten signs!", 1),
            ("ten signs! and", 2),
            ("one\ntwo", 2),
            ("four four four", 2),
            ("abcdefghijk", 2),
            ("a abcdefghijklmnopqrstuvwxyz", 4),
        ] {
            assert_eq!(lines_of(text, 10), lines, "{text}");
        }
    }
}
