//! A report: a measure's figures as rows of typed cells. Picture, table, file and sentences are derived from it and cannot disagree.

mod bars;
mod columns;
mod derived;
mod dots;
mod marks;

#[cfg(test)]
mod agreement;

use followup::{
    progress::{findings_across_rounds::Coverage, measure::Measure, selection::Selection},
    share::Share,
};
pub use marks::Tone;

use crate::number::grouped;

/// A measure's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What it measures.
    pub measure: Measure,
    /// The forces, topics and record types that were picked.
    pub selection: Selection,
    /// The forces that it covers, in words: `England and Wales`, `Kent Police`.
    pub scope: String,
    /// What the figures show, in about ten words.
    pub headline: String,
    /// Measure, area and period.
    pub subtitle: String,
    /// What each row is of, as the head of its names.
    pub of: &'static str,
    /// What names a row in a file, after the scope: small letters and underscores.
    pub keys: Vec<&'static str>,
    /// The columns.
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
    /// Its head on a page; `None` where only the file has it.
    pub words: Option<&'static str>,
    /// Its name in a file: small letters and underscores; `None` where only the page has it.
    pub name: Option<&'static str>,
}

/// A row: what it is of, and a cell for each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is of, in words.
    pub words: String,
    /// The same beside its bar, where a heading or the figures say a part of it.
    pub beside_bar: String,
    /// What names it in a file, one for each key.
    pub keys: Vec<String>,
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
    /// How many of how many: with its share where the whole is large enough for one.
    Part(u64, u64),
    /// The share of a part in a whole, for a column of a file; blank where the whole is too small for one.
    Share(u64, u64),
    /// Something in words, with the same in a file.
    Words {
        /// On a page.
        words: String,
        /// In a file.
        name: String,
    },
    /// Not known, or there is no such thing: blank in a file, never 0.
    Unknown(&'static str),
}

/// How the rows are drawn. Columns are named by their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// A bar for each row, or a mark for each item where no row has more than [`marks::MOST`].
    Bars {
        /// The columns that make up a bar, from left to right.
        parts: Vec<Part>,
        /// What a full bar is; `None` where the longest is.
        whole: Option<u64>,
        /// What is said behind the bar.
        behind: Behind,
        /// Headings, each with how many of the rows stand below it; none where all rows are alike.
        panels: Vec<(&'static str, usize)>,
        /// What is said of the beginning of each bar, across its parts.
        bracket: Option<Bracket>,
    },
    /// A column for each of the first rows, in their order. Rows outside the series come after them, and a note states them.
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

/// A part of every bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How it looks.
    pub tone: Tone,
    /// What it counts.
    pub column: usize,
    /// Its words in the key, which says the same words once; none for what needs no key.
    pub words: &'static str,
}

/// A line below the beginning of a bar: some of what its first parts count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// The column with how many.
    pub column: usize,
    /// What they are.
    pub words: &'static str,
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

impl Column {
    /// A column of the page and of the file.
    pub const fn new(words: &'static str, name: &'static str) -> Self {
        Self { words: Some(words), name: Some(name) }
    }

    /// A column that only the file has.
    pub const fn of_file(name: &'static str) -> Self {
        Self { words: None, name: Some(name) }
    }

    /// A column that only the page has.
    pub const fn of_page(words: &'static str) -> Self {
        Self { words: Some(words), name: None }
    }
}

impl Row {
    /// A row that has one name everywhere.
    pub fn new(words: impl Into<String>, keys: Vec<String>, cells: Vec<Cell>) -> Self {
        let words = words.into();
        Self { beside_bar: words.clone(), words, keys, cells }
    }

    /// The count in a column; 0 where no count stands there.
    fn count(&self, column: usize) -> u64 {
        match self.cells.get(column).map(|cell| &cell.value) {
            Some(Value::Count(count) | Value::Part(count, _)) => *count,
            _ => 0,
        }
    }
}

impl Cell {
    /// A count. 0 has no rows, so it leads nowhere.
    pub fn count(count: u64, href: Option<String>) -> Self {
        Self { value: Value::Count(count), href: href.filter(|_| count > 0) }
    }

    /// A part of a whole.
    pub fn part(part: u64, whole: u64, href: Option<String>) -> Self {
        Self { value: Value::Part(part, whole), href: href.filter(|_| part > 0) }
    }

    /// A value that no list shows the rows of.
    pub const fn without_link(value: Value) -> Self {
        Self { value, href: None }
    }
}

impl Value {
    fn in_words(&self) -> String {
        match self {
            Self::Count(count) => grouped(*count),
            Self::Part(part, whole) => match Share::of(*part, *whole) {
                Some(share) => format!("{share} ({})", grouped(*part)),
                None => grouped(*part),
            },
            Self::Share(part, whole) => Share::of(*part, *whole).map(|share| share.to_string()).unwrap_or_default(),
            Self::Words { words, .. } => words.clone(),
            Self::Unknown(words) => (*words).to_owned(),
        }
    }

    fn in_file(&self) -> String {
        match self {
            Self::Count(count) | Self::Part(count, _) => count.to_string(),
            Self::Share(part, whole) => Share::of(*part, *whole).map(Share::in_file).unwrap_or_default(),
            Self::Words { name, .. } => name.clone(),
            Self::Unknown(_) => String::new(),
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
