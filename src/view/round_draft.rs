//! The draft of a round, as inspectors read it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::free_text::FreeText;
use crate::{
    finding::RecordType,
    force::Force,
    reference::Reference,
    round::RoundSlug,
    round_draft::{Changed, Details, DraftId, RoundDraft},
    source_status::SourceStatus,
    status::Status,
    topic::Topic,
};

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSummary {
    /// Which.
    pub id: DraftId,
    /// What is said of the round.
    pub details: Details,
    /// Who changed it last, and when.
    pub changed: Changed,
}

/// A draft's address: its force, and what it leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// The force.
    pub force: Force,
    /// What the address leads to.
    pub lookup: Lookup,
}

/// What an address of a draft leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lookup {
    /// It is a draft.
    Found(Box<RoundDraft>),
    /// It is published under this address, and no draft any more.
    Published(RoundSlug),
    /// There is no such draft of this force, or it is not the reader's to see.
    Unknown,
}

/// An item that an earlier round raised, as it stands in the present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// What it is called.
    pub reference: Reference,
    /// A formal recommendation, or an area of concern.
    pub record_type: RecordType,
    /// The heading it stands under.
    pub topic: Topic,
    /// What it asks.
    pub wording: FreeText,
    /// The round that raised it, in words.
    pub raised_in: String,
    /// Its status.
    pub status: Status,
    /// The last status line of a source, as it was published.
    pub source_status: Option<SourceStatus>,
    /// The last day its force told anything of it.
    pub updated_on: Option<NaiveDate>,
    /// The last day inspectors looked at it.
    pub verified_on: Option<NaiveDate>,
    /// Whether it has ended.
    pub ended: bool,
    /// Whether the draft says something of it.
    pub recorded: bool,
}
