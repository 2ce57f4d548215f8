//! Imports: a CSV file in, events out. All of a file or nothing of it; the same file again changes nothing.

use std::fmt;

use crate::{store::error::StoreError, vocabulary::vocabulary};

pub mod load;
pub mod plan;
pub(crate) mod publish;
pub mod sheet;

mod case_audits;
mod findings;
pub(crate) mod forces;
mod good_practice;
mod grades;
pub(crate) mod known;
mod of_round;
mod recommendations;
mod rounds;
mod statuses;
mod step;

pub use sheet::Fault;
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

/// What an import did, or with a dry run would do.
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
    /// Rows that say nothing to record (`raised`, `issued`, `not-confirmed`).
    pub skipped: usize,
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
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows, added, changed, unchanged, skipped, followed, .. } = self;
        write!(f, "{rows} rows: {added} added, {changed} changed, {unchanged} already there")?;
        if *skipped > 0 {
            write!(f, ", {skipped} that say nothing to record")?;
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
    #[error("{} refused", faults(.0.len()))]
    Refused(Vec<Fault>),
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

fn faults(count: usize) -> String {
    if count == 1 { "1 fault:".to_owned() } else { format!("{count} faults:") }
}

#[cfg(test)]
mod tests;
