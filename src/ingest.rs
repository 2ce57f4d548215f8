//! Imports: a CSV file in, events out. All of a file or nothing of it; the same file again changes nothing.

use std::fmt;

use crate::{store::error::StoreError, vocabulary::vocabulary};

pub mod load;
pub mod plan;
pub(crate) mod publish;
pub mod sheet;

mod case_audits;
mod distinct;
mod fault;
mod findings;
pub(crate) mod forces;
mod good_practice;
mod grades;
pub(crate) mod known;
mod of_round;
mod recommendations;
mod rounds;
mod spelling;
mod statuses;
mod step;

pub use fault::Fault;
pub(crate) use step::columns;
pub use step::{Progress, import, stamp};

vocabulary! {
    /// What a file holds.
    Kind, "kind of import" {
        /// The forces themselves.
        Forces = "forces" => "forces",
        /// Rounds of inspection.
        Rounds = "rounds" => "rounds",
        /// Recommendations and areas of concern.
        Recommendations = "recommendations" => "recommendations",
        /// What later rounds found.
        Findings = "findings" => "findings",
        /// Status words of other vocabularies.
        Statuses = "statuses" => "statuses",
        /// What rounds singled out as effective.
        GoodPractice = "good-practice" => "good practice",
        /// Case files by grade.
        CaseAudits = "case-audits" => "case audits",
        /// Graded topics.
        Grades = "grades" => "grades",
    }
}

impl Kind {
    /// What its file in a folder of all of them is called: `good_practice.csv`.
    pub fn file_name(self) -> String {
        format!("{}.csv", self.slug().replace('-', "_"))
    }
}

/// A file to import.
#[derive(Debug, Clone)]
pub struct File {
    /// Its name, for the record.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What an import did, or with a dry run would do. Every row of the file is counted once, in one of the seven counts of rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows in the file.
    pub rows: usize,
    /// Rows that were not in the register.
    pub added: usize,
    /// Rows whose facts changed: each became a correction.
    pub changed: usize,
    /// Rows that were there already.
    pub unchanged: usize,
    /// Rows that say again what an earlier row of the file says.
    pub twice: usize,
    /// Rows that say nothing to record (`raised`, `issued`, `not-confirmed`).
    pub skipped: usize,
    /// Rows without any value.
    pub blank: usize,
    /// Rows with a fault. Nothing of the file is written if there is one.
    pub refused: usize,
    /// What is in the register of the forces this file speaks of, and is not in the file. Nothing was removed.
    pub absent: Vec<String>,
    /// What the reader of the file should know, though nothing is wrong.
    pub warnings: Vec<String>,
    /// Corrections that a changed date of a round brought to the items and findings of that round.
    pub followed: usize,
}

impl Report {
    /// Whether anything was, or would be, written.
    pub const fn changes_anything(&self) -> bool {
        self.added + self.changed + self.followed > 0
    }

    /// The sum of all counts of rows: as many as there are rows in the file.
    pub const fn counted(&self) -> usize {
        self.added + self.changed + self.unchanged + self.twice + self.skipped + self.blank + self.refused
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows, added, changed, unchanged, twice, skipped, blank, refused, followed, .. } = self;
        let plural = if *rows == 1 { "" } else { "s" };
        write!(f, "{rows} row{plural}: {added} added, {changed} changed, {unchanged} already there")?;
        match twice {
            0 => {}
            1 => f.write_str(", 1 stands twice")?,
            more => write!(f, ", {more} stand twice")?,
        }
        for (count, words) in [(skipped, "without an event"), (blank, "blank"), (refused, "refused")] {
            if *count > 0 {
                write!(f, ", {count} {words}")?;
            }
        }
        if *followed > 0 {
            write!(f, "; {followed} corrections followed from changed dates of rounds")?;
        }
        Ok(())
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Lines of the file are wrong.
    #[error("{} refused", count_faults(faults.len()))]
    Refused {
        /// What is wrong, by line.
        faults: Vec<Fault>,
        /// The counts of rows: what would have been done without those that are refused.
        report: Box<Report>,
    },
    /// The database holds synthetic data, which never mixes with the real register.
    #[error(
        "this database holds synthetic data (ncpi generate); real data is not imported into it. Use another database"
    )]
    Synthetic,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

fn count_faults(count: usize) -> String {
    if count == 1 { "1 fault:".to_owned() } else { format!("{count} faults:") }
}

#[cfg(test)]
mod tests;
