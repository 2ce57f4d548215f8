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

/// How a line stands to the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// As a figure of its own.
    #[default]
    Own,
    /// Under a colour of the drawing's key: the place of its category, from 0.
    Category(usize),
    /// As a part of the line above, behind which it stands back.
    Part,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it counts, in words.
    pub name: String,
    /// How it stands to the drawing.
    pub standing: Standing,
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

impl Line {
    /// The class that puts a square of the category's colour before its name, as in the drawing's key, or lets a part
    /// stand back.
    pub fn class(&self) -> Option<String> {
        match self.standing {
            Standing::Own => None,
            Standing::Category(place) => Some(format!("app-key app-key--{}", place + 1)),
            Standing::Part => Some("govuk-!-font-weight-regular".to_owned()),
        }
    }
}

/// The figures of a chart as rows of plain values, without what says of when they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// The columns' names: small letters, digits and underscores.
    pub header: Vec<String>,
    /// The values, one for each column.
    pub rows: Vec<Vec<String>>,
}
