//! A report: a measure's figures as rows of typed cells. Picture, table, file and sentences are derived from it and cannot disagree.

mod bars;
mod columns;
mod derived;
mod dots;
mod grid;
mod marks;
mod picture;

#[cfg(test)]
mod agreement;

use std::borrow::Cow;

use followup::{
    grade::Grade,
    progress::{findings_across_rounds::Coverage, measure::Measure, selection::Selection},
    share::Share,
};
pub use marks::Tone;
pub use picture::{Behind, Bracket, Panel, Part, Picture};

use super::Records;
use crate::number::grouped;

/// A measure's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What it measures.
    pub measure: Measure,
    /// The forces, topics and record types that were picked.
    pub selection: Selection,
    /// The parameters that ask for it again, beside the selection's.
    pub display: Vec<(&'static str, String)>,
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
    /// Why nothing is drawn, where there is something to say of it.
    pub why_empty: Option<String>,
    /// The rows of its file, where the file has a row for more than the page has a line for.
    pub file: Option<Records>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head on a page; `None` where only the file has it.
    pub words: Option<Cow<'static, str>>,
    /// Its name in a file: small letters and underscores; `None` where only the page has it.
    pub name: Option<Cow<'static, str>>,
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
    /// How many of something: `5 topics`.
    CountOf(u64, &'static str),
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
    /// A grade.
    Grade(Grade),
    /// Not known, or there is no such thing: blank in a file, never 0.
    Unknown(&'static str),
}

impl Column {
    /// A column of the page and of the file.
    pub const fn new(words: &'static str, name: &'static str) -> Self {
        Self { words: Some(Cow::Borrowed(words)), name: Some(Cow::Borrowed(name)) }
    }

    /// A column that only the file has.
    pub const fn of_file(name: &'static str) -> Self {
        Self { words: None, name: Some(Cow::Borrowed(name)) }
    }

    /// A column that only the page has.
    pub const fn of_page(words: &'static str) -> Self {
        Self { words: Some(Cow::Borrowed(words)), name: None }
    }
}

impl Row {
    /// A row that has one name everywhere.
    pub fn new(words: impl Into<String>, keys: Vec<String>, cells: Vec<Cell>) -> Self {
        let words = words.into();
        Self { beside_bar: words.clone(), words, keys, cells }
    }

    /// The count in a column; 0 where no count stands there.
    pub fn count(&self, column: usize) -> u64 {
        match self.cells.get(column).map(|cell| &cell.value) {
            Some(Value::Count(count) | Value::CountOf(count, _) | Value::Part(count, _)) => *count,
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
            Self::CountOf(count, unit) => format!("{} {unit}", grouped(*count)),
            Self::Part(part, whole) => match Share::of(*part, *whole) {
                Some(share) => format!("{share} ({})", grouped(*part)),
                None => grouped(*part),
            },
            Self::Share(part, whole) => Share::of(*part, *whole).map(|share| share.to_string()).unwrap_or_default(),
            Self::Words { words, .. } => words.clone(),
            Self::Grade(grade) => grade.label().to_owned(),
            Self::Unknown(words) => (*words).to_owned(),
        }
    }

    /// In the middle of a sentence.
    fn in_a_sentence(&self) -> String {
        match self {
            Self::Grade(grade) => grade.label().to_lowercase(),
            other => other.in_words(),
        }
    }

    fn in_file(&self) -> String {
        match self {
            Self::Count(count) | Self::CountOf(count, _) | Self::Part(count, _) => count.to_string(),
            Self::Share(part, whole) => Share::of(*part, *whole).map(Share::in_file).unwrap_or_default(),
            Self::Words { name, .. } => name.clone(),
            Self::Grade(grade) => grade.slug().to_owned(),
            Self::Unknown(_) => String::new(),
        }
    }
}
