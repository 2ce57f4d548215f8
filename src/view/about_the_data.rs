//! What the sources leave out, and what was imported.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::published::RoundOfForce;
use crate::finding::RecordType;

/// What is there and what is missing beside items, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field counts what its name says")]
pub struct Gaps {
    pub forces: u64,
    pub forces_without_rounds: u64,
    pub forces_without_items: u64,
    pub rounds: u64,
    pub good_practice: u64,
    pub good_practice_without_topic: u64,
    pub case_audits: u64,
}

/// What is missing of the items of one record type, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each field counts what its name says")]
pub struct ItemGaps {
    pub record_type: RecordType,
    pub items: u64,
    pub known_only_from_later_rounds: u64,
    pub without_stated_deadline: u64,
    pub without_recorded_status: u64,
}

/// A file that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// What kind of rows it holds.
    pub kind: String,
    /// What it was called.
    pub file_name: String,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The first bytes of its SHA-256, in hexadecimal.
    pub digest: String,
}

/// What stands in the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutTheDataView {
    /// What there is and what is missing beside items.
    pub gaps: Gaps,
    /// What is missing of items, in the order of [`RecordType::ALL`].
    pub items: [ItemGaps; RecordType::ALL.len()],
    /// The rounds without a date of publication, by force and in the order of its chain.
    pub rounds_without_publication_date: Vec<RoundOfForce>,
    /// The rounds with a case audit whose grades do not add up to its total, in the same order.
    pub rounds_whose_audit_does_not_add_up: Vec<RoundOfForce>,
    /// The files, latest first.
    pub imports: Vec<ImportedFile>,
    /// How many files there are in all.
    pub imported_files: u64,
}
