//! The figures of a chart as a table for the page and as rows for a file.

/// The table beside a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns: the first names the lines, the others hold figures.
    pub header: Vec<Heading>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
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

    /// A column of figures.
    pub fn figures(text: impl Into<String>) -> Self {
        Self { text: text.into(), numeric: true }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it counts, in words.
    pub name: String,
    /// One for each column but the first.
    pub cells: Vec<Cell>,
}

/// A figure and where the rows it counts are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The figure as printed: `3`, or with its share `60% (3)`.
    pub text: String,
    /// Exactly the rows it counts; `None` where it counts no rows: a length of time, a word.
    pub href: Option<String>,
}

/// The figures of a chart as rows of plain values, without what says of when they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// The columns' names: small letters, digits and underscores.
    pub header: Vec<String>,
    /// The values, one for each column.
    pub rows: Vec<Vec<String>>,
}
