//! A report: a measure's figures as rows of typed cells. Picture, table, file and sentences are derived from it and cannot disagree.

mod bars;
mod columns;
mod dots;
mod marks;

#[cfg(test)]
mod agreement;

use followup::progress::{findings_across_rounds::Coverage, measure::Measure, selection::Selection};
pub use marks::Tone;

use super::{
    Charted, GAP, Layout, PART_GAP, Records, Table, coverage,
    drawing::Drawing,
    flow::{Column as Page, NOTE, paragraph},
    in_a_sentence,
    table::{Cell as TableCell, Heading, Line, Standing},
};
use crate::number::grouped;

/// A measure's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What it measures.
    pub measure: Measure,
    /// Of whom and of what.
    pub selection: Selection,
    /// Of whom, in words.
    pub scope: String,
    /// What the figures show, in about ten words.
    pub headline: String,
    /// Measure and area.
    pub subtitle: String,
    /// What each row is of.
    pub of: Column,
    /// The columns after it.
    pub columns: Vec<Column>,
    /// The rows, in the order in which they are shown.
    pub rows: Vec<Row>,
    /// How they are drawn.
    pub picture: Picture,
    /// Whole sentences, for what the rows leave unsaid.
    pub notes: Vec<String>,
    /// Of how many forces it tells; `None` in a report of one force.
    pub coverage: Option<Coverage>,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its head on a page.
    pub words: &'static str,
    /// Its name in a file: small letters and underscores.
    pub name: &'static str,
}

/// A row: what it is of, and a cell for each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is of, in words.
    pub words: String,
    /// The same in a file.
    pub name: String,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// A value and where the rows that it counts are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The value.
    pub value: Value,
    /// Exactly the rows it counts, without what every address keeps; `None` where no list shows them.
    pub href: Option<String>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// How many.
    Count(u64),
    /// Something in words, with the same in a file.
    Words {
        /// On a page.
        words: String,
        /// In a file.
        name: String,
    },
    /// Nothing is known: blank, never 0.
    Unknown,
}

/// How the rows are drawn. Columns are named by their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// A bar for each row, or a mark for each item where no row has more than [`marks::MOST`].
    Bars {
        /// The columns that make up a bar, from left to right.
        parts: Vec<(Tone, usize)>,
        /// What a full bar is; `None` where the longest is.
        whole: Option<u64>,
        /// What is said behind the bar.
        behind: Behind,
    },
    /// A column for each of the first rows, in their order. What is no part of the series comes after them and is told by a note.
    Columns {
        /// The column with the heights.
        height: usize,
        /// How many rows.
        rows: usize,
    },
    /// A dot for each row above its count, one row marked.
    Dots {
        /// The column with the counts.
        count: usize,
        /// The row that is marked.
        marked: Option<usize>,
    },
}

/// What is said behind a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// One column.
    Count(usize),
    /// A column of another: `9 of 11 forces`.
    Of {
        /// The column with the part.
        part: usize,
        /// The column with the whole.
        whole: usize,
        /// What is counted: one, and several.
        nouns: [&'static str; 2],
        /// What is said of a whole of 0.
        of_none: &'static str,
    },
}

impl Cell {
    /// A count. 0 has no rows, so it leads nowhere.
    pub fn count(count: u64, href: Option<String>) -> Self {
        Self { value: Value::Count(count), href: href.filter(|_| count > 0) }
    }
}

impl Value {
    fn in_words(&self) -> String {
        match self {
            Self::Count(count) => grouped(*count),
            Self::Words { words, .. } => words.clone(),
            Self::Unknown => "not known".to_owned(),
        }
    }

    fn in_file(&self) -> String {
        match self {
            Self::Count(count) => count.to_string(),
            Self::Words { name, .. } => name.clone(),
            Self::Unknown => String::new(),
        }
    }
}

impl Row {
    /// The count in a column; 0 where no count stands there.
    fn count(&self, column: usize) -> u64 {
        match self.cells.get(column).map(|cell| &cell.value) {
            Some(Value::Count(count)) => *count,
            _ => 0,
        }
    }
}

impl Behind {
    fn in_words(self, row: &Row) -> String {
        match self {
            Self::Count(column) => grouped(row.count(column)),
            Self::Of { whole, of_none, .. } if row.count(whole) == 0 => of_none.to_owned(),
            Self::Of { part, whole, nouns: [one, several], .. } => {
                let whole = row.count(whole);
                let noun = if whole == 1 { one } else { several };
                format!("{} of {} {noun}", grouped(row.count(part)), grouped(whole))
            }
        }
    }
}

impl Charted for Report {
    fn measure(&self) -> Measure {
        self.measure
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn is_empty(&self) -> bool {
        !self.rows.iter().flat_map(|row| &row.cells).any(|cell| matches!(cell.value, Value::Count(1..)))
    }

    fn headline(&self) -> String {
        self.headline.clone()
    }

    fn subtitle(&self) -> String {
        let of = self.coverage.map(|coverage| format!("; {}", coverage::in_words(coverage))).unwrap_or_default();
        format!("{}{of}", self.subtitle)
    }

    fn sentences(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let cells = self
                .columns
                .iter()
                .zip(&row.cells)
                .map(|(column, cell)| format!("{} {}", in_a_sentence(column.words), cell.value.in_words()));
            format!("{}: {}.", row.words, cells.collect::<Vec<_>>().join(", "))
        });
        let of = self.coverage.map(|coverage| format!("O{}.", &coverage::in_words(coverage)[1..]));
        rows.chain(self.notes.iter().cloned()).chain(of).collect::<Vec<_>>().join(" ")
    }

    fn table(&self, keep: &str) -> Table {
        let heads = self.columns.iter().enumerate().map(|(place, column)| {
            let is_counted = self.rows.iter().all(|row| !matches!(row.cells[place].value, Value::Words { .. }));
            if is_counted { Heading::figures(column.words) } else { Heading::words(column.words) }
        });
        let lines = self.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|cell| TableCell {
                text: cell.value.in_words(),
                href: cell.href.as_deref().map(|href| keeping(href, keep)),
            });
            Line { name: row.words.clone(), standing: Standing::Own, cells: cells.collect() }
        });
        Table { header: std::iter::once(Heading::words(self.of.words)).chain(heads).collect(), lines: lines.collect() }
    }

    fn records(&self) -> Records {
        let names = ["scope", "record_type", self.of.name].into_iter().chain(self.columns.iter().map(|of| of.name));
        let rows = self.rows.iter().map(|row| {
            let begin = [self.scope.clone(), self.selection.counted().slug().to_owned(), row.name.clone()];
            let cells = row.cells.iter().map(|cell| cell.value.in_file());
            begin.into_iter().chain(cells).chain(coverage::in_file(self.coverage)).collect()
        });
        Records { header: names.chain(coverage::COLUMNS).map(str::to_owned).collect(), rows: rows.collect() }
    }

    fn draw(&self, drawing: &mut Drawing, page: Page, layout: Layout, top: i32) -> i32 {
        let bottom = match &self.picture {
            Picture::Bars { parts, whole, behind } => {
                bars::Bars { rows: &self.rows, parts, whole: *whole, behind: *behind }.draw(drawing, page, layout, top)
            }
            Picture::Columns { height, rows } => {
                columns::draw(&self.rows[..(*rows).min(self.rows.len())], *height, drawing, page, layout, top)
            }
            Picture::Dots { count, marked } => dots::draw(&self.rows, *count, *marked, drawing, page, top),
        };
        let notes = self.notes.iter().fold(bottom + GAP, |top, note| paragraph(drawing, note, page, top, NOTE));
        notes + PART_GAP
    }
}

/// An address with what every address keeps, before the place on the page that it names.
fn keeping(href: &str, keep: &str) -> String {
    let (address, place) = href.split_once('#').map_or((href, None), |(address, place)| (address, Some(place)));
    let keep = if address.contains('?') { keep.to_owned() } else { keep.replacen('&', "?", 1) };
    let place = place.map(|place| format!("#{place}")).unwrap_or_default();
    format!("{address}{keep}{place}")
}
