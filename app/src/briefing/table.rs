//! Tables and sentences of a briefing as plain values, before they become a page or a paper.

use serde::Serialize;

/// Words, and where they lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Where they lead, as an address of ours.
    pub href: Option<String>,
}

/// What stands in a cell.
pub type Cell = Span;

impl Span {
    /// Words that lead nowhere.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None }
    }

    /// Words that lead somewhere.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()) }
    }
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Its words.
    pub text: String,
    /// Whether numbers stand under it.
    pub numeric: bool,
}

impl Heading {
    /// A column of words.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), numeric: false }
    }

    /// A column of numbers.
    pub fn numbers(text: impl Into<String>) -> Self {
        Self { text: text.into(), numeric: true }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What names it.
    pub name: Cell,
    /// One for each column but the first.
    pub cells: Vec<Cell>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What its rows are.
    pub caption: String,
    /// Its columns; the first names the rows.
    pub header: Vec<Heading>,
    /// Its rows.
    pub rows: Vec<Row>,
}
