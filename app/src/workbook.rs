//! A workbook as one value: cover, contents, notes and tables, laid out as government statisticians expect, before it becomes
//! an Excel or an OpenDocument file.
//!
//! The layout is that of the Analysis Function's guidance “Releasing statistics in spreadsheets”: one table a sheet, its title
//! in the first cell, its headings marked as headings, no merged and no unexplained blank cells, nothing told by colour.

use chrono::{DateTime, Utc};

use crate::{
    charts::{Origin, Reading},
    file_marks::FileMarks,
};

#[cfg(test)]
mod agreement;
mod cell;
mod cover;
mod notes;
mod ods;
mod sheet;
mod xlsx;

pub use cell::{Cell, Missing};
pub use notes::chosen;

/// The language of everything it says.
const LANGUAGE: &str = "en-GB";

/// Why a workbook could not be written. All of them are faults of ours: no record can cause one.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The writer of Excel files refused.
    #[error("the Excel workbook could not be written")]
    Excel(#[from] rust_xlsxwriter::XlsxError),
    /// The archive could not be written.
    #[error("the archive of a workbook could not be written")]
    Archive(#[from] ::zip::result::ZipError),
    /// A part of it could not be written.
    #[error("a part of a workbook could not be written")]
    Part(#[from] std::io::Error),
    /// There are more rows or columns than a sheet can hold.
    #[error("a table is larger than a sheet can hold")]
    TooLarge,
}

impl From<WorkbookError> for crate::error::PageError {
    fn from(error: WorkbookError) -> Self {
        tracing::error!(%error, cause = ?error, "a workbook could not be written");
        crate::api::error::ApiError::Internal.into()
    }
}

/// The two kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Office Open XML.
    Xlsx,
    /// OpenDocument.
    Ods,
}

impl Format {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Xlsx, Self::Ods];

    /// What ends the file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
        }
    }

    /// The kind whose files end so.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    /// The file's media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }

    /// The file. Writing many thousand rows takes seconds of a whole core: not on a thread that others wait for.
    ///
    /// # Errors
    /// [`WorkbookError`], which no record can cause.
    pub fn write(self, workbook: &Workbook) -> Result<Vec<u8>, WorkbookError> {
        match self {
            Self::Xlsx => xlsx::write(workbook),
            Self::Ods => ods::write(workbook),
        }
    }
}

/// All that a workbook says.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// What it is called.
    pub title: String,
    /// What it tells, in paragraphs of its cover.
    pub about: Vec<String>,
    /// How it was made.
    pub imprint: Imprint,
    /// What is to be known of these tables, beside what is to be known of every workbook.
    pub notes: Vec<String>,
    /// Whether recommendations and areas of concern are one count in any of them, because a reader asked for that.
    pub counted_together: bool,
    /// Its tables, one a sheet.
    pub tables: Vec<Table>,
}

/// One table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its name for machines: small letters, digits and underscores.
    pub name: String,
    /// What its rows are.
    pub title: String,
    /// What else is to be known of it, in lines above it.
    pub about: Vec<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// What the CSV file of the same rows calls it, where there is one.
    pub in_csv: Option<String>,
}

impl Column {
    /// A column of a CSV file too, its heading made of its name there: `force_name` becomes “Force name”.
    pub fn of_csv(name: &str) -> Self {
        let words = name.replace('_', " ").replace(" url", " URL");
        let mut letters = words.chars();
        let heading = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        Self { heading, in_csv: Some(name.to_owned()) }
    }

    /// A column with this heading.
    pub fn headed(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), in_csv: None }
    }
}

/// How a workbook was made: of what, at which point of the record, for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    /// The protective marking; `None` where what it says is public.
    pub marking: Option<String>,
    /// Whether it leaves forces out that its reader may not read about.
    pub limited: bool,
    /// The point of the record, as printed.
    pub point: String,
    /// Where the figures are from.
    pub reading: Reading,
    /// Where the service is to be reached, without a slash at the end.
    pub base: String,
    /// The address of the page that shows the same.
    pub page: String,
    /// When it was made.
    pub now: DateTime<Utc>,
}

impl Imprint {
    /// The imprint of a file with these marks. `page` is the address of the page that shows the same, from its slash.
    #[must_use]
    pub fn new(marks: &FileMarks, reading: Reading, base: String, page: String, now: DateTime<Utc>) -> Self {
        Self {
            marking: marks.marking().map(str::to_owned),
            limited: marks.limited(),
            point: reading.as_at(),
            reading,
            base,
            page,
            now,
        }
    }

    /// The marking in words, as it stands on each sheet.
    fn marked(&self) -> Option<String> {
        self.marking.as_ref().map(|marking| format!("Protective marking: {marking}"))
    }

    const fn is_synthetic(&self) -> bool {
        matches!(self.reading.origin, Origin::Synthetic)
    }
}
