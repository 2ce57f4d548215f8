//! One round: what it raised, and what it found of earlier items.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    free_text::FreeText,
    good_practice::GoodPractice,
    published::{DatedRound, RoundAudit, RoundGrade},
    register::FoundFilter,
};
use crate::{
    finding::{Finding, FindingSource, KnownFrom, RecordType},
    force::Force,
    source_status::SourceStatus,
    status::Status,
    topic::{Scheme, Topic},
};

/// An item the round raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaisedItem {
    /// Its reference.
    pub reference: String,
    /// Its topic.
    pub topic: Topic,
    /// Recommendation or area of concern.
    pub record_type: RecordType,
    /// How it is known.
    pub known_from: KnownFrom,
    /// Its wording.
    pub wording: FreeText,
    /// Its status.
    pub status: Status,
    /// The last status line of a source, as it was published.
    pub source_status: Option<SourceStatus>,
    /// The last day its force told anything of it.
    pub updated_on: Option<NaiveDate>,
    /// The last day inspectors looked at it.
    pub verified_on: Option<NaiveDate>,
    /// Its latest finding, or which kind of silence.
    pub finding: FoundFilter,
}

/// An item that was there before the round, and what the round said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierItem {
    /// Its reference.
    pub reference: String,
    /// Its topic.
    pub topic: Topic,
    /// Recommendation or area of concern.
    pub record_type: RecordType,
    /// How it is known.
    pub known_from: KnownFrom,
    /// Its wording.
    pub wording: FreeText,
    /// The round's finding; `None` where our sources hold none.
    pub finding: Option<Finding>,
    /// What the round said, where our sources add anything.
    pub summary: FreeText,
    /// Whose the finding is; `None` where there is none.
    pub source: Option<FindingSource>,
}

/// All that a round's page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundView {
    /// Whose.
    pub force: Force,
    /// Which.
    pub name: DatedRound,
    /// The topic scheme of its report, where known.
    pub scheme: Option<Scheme>,
    /// Where it is from.
    pub source_url: String,
    /// The round before it in the chain.
    pub previous: Option<DatedRound>,
    /// The round after it.
    pub next: Option<DatedRound>,
    /// What it raised.
    pub raised: Vec<RaisedItem>,
    /// What was there before.
    pub earlier: Vec<EarlierItem>,
    /// Its grades.
    pub grades: Vec<RoundGrade>,
    /// Its case audit.
    pub case_audits: Vec<RoundAudit>,
    /// What it singled out as effective.
    pub good_practice: Vec<GoodPractice>,
}
