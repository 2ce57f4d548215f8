//! The figures of a chart as a table for the page and as rows for a file.

use super::{Charted, Reading};
use crate::{
    spreadsheet,
    workbook::{self, Column, Missing},
};

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

/// A file of these rows: what they were read from and when stands in each, and the protective marking if there is one.
pub(super) fn csv(records: Records, reading: Reading, marking: Option<&str>) -> Result<Vec<u8>, csv::Error> {
    let Records { header, rows } = marked(records, reading, marking);
    spreadsheet::csv(&header, rows)
}

/// The same rows as a table of a workbook.
pub(super) fn of_workbook(figure: &dyn Charted, reading: Reading, marking: Option<&str>) -> workbook::Table {
    let Records { header, rows } = marked(figure.records(), reading, marking);
    let row = |cells: Vec<String>| {
        let cells = header.iter().zip(cells).map(|(column, value)| {
            // A file that asks for no past day has none; what else is blank could not be worked out.
            let of_point = ["as_at", "known_at"].contains(&column.as_str());
            workbook::Cell::of_csv(&value, if of_point { Missing::NotApplicable } else { Missing::NotAvailable })
        });
        cells.collect()
    };
    workbook::Table {
        name: figure.measure().slug().replace('-', "_"),
        title: format!("{}: {}", figure.measure().label(), figure.headline()),
        about: vec![format!("{}.", figure.subtitle())],
        columns: header.iter().map(|name| Column::of_csv(name)).collect(),
        rows: rows.into_iter().map(row).collect(),
    }
}

/// The rows with what they were read from and when, and the protective marking if there is one.
fn marked(records: Records, reading: Reading, marking: Option<&str>) -> Records {
    let marking = marking.map(|marking| ("marking", marking.to_owned()));
    let marks: Vec<_> = reading.columns().into_iter().chain(marking).collect();
    let mut header = records.header;
    header.extend(marks.iter().map(|(name, _)| (*name).to_owned()));
    let rows = records.rows.into_iter().map(|mut cells| {
        cells.extend(marks.iter().map(|(_, value)| value.clone()));
        cells
    });
    Records { header, rows: rows.collect() }
}
