//! One force: its rounds, its items with what each round found of them, and what else its rounds published.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    free_text::FreeText,
    good_practice::GoodPractice,
    monitoring::MonitoringView,
    published::{DatedRound, RoundAudit, RoundGrade},
};
use crate::{
    deadline::DeadlineState,
    finding::{Finding, FindingSource, RecordType},
    force::Force,
    reference::Reference,
    source_status::SourceStatus,
    status::Status,
    topic::Topic,
};

/// One round in a force's chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainRound {
    /// Which.
    pub name: DatedRound,
    /// Items it raised, in the order of [`RecordType::ALL`].
    pub raised: [u64; RecordType::ALL.len()],
    /// Earlier items it found something of.
    pub found: [u64; RecordType::ALL.len()],
}

/// How many items stand in one way to their deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineCount {
    /// Recommendations or areas of concern.
    pub record_type: RecordType,
    /// How their deadline stands.
    pub state: DeadlineState,
    /// How many.
    pub items: u64,
}

/// What a round found of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundFinding {
    /// The round's slug.
    pub round: String,
    /// What it found.
    pub finding: Finding,
    /// What it said of it, in our words.
    pub summary: FreeText,
    /// Whose the finding is.
    pub source: Option<FindingSource>,
}

/// A recommendation or area of concern of the force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForceItem {
    /// What it is called.
    pub reference: Reference,
    /// A formal recommendation, or an area of concern.
    pub record_type: RecordType,
    /// The heading it stands under.
    pub topic: Topic,
    /// The slug of the round that raised it.
    pub round: String,
    /// What it asks.
    pub wording: FreeText,
    /// Its status.
    pub status: Status,
    /// The last status line of a source, as it was published.
    pub source_status: Option<SourceStatus>,
    /// By which day it is due; `None` where no source says.
    pub due: Option<NaiveDate>,
    /// How it stands to its deadline on the day of the view.
    pub deadline: DeadlineState,
    /// What each round found of it, in the order of the rounds.
    pub found: Vec<RoundFinding>,
}

/// All that a force's page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForceView {
    /// Who it is.
    pub force: Force,
    /// Its rounds in order.
    pub rounds: Vec<ChainRound>,
    /// Rounds that a dated view leaves out because no source dates them; none in the present view.
    pub undated: Vec<DatedRound>,
    /// Its items, counted by deadline.
    pub deadlines: Vec<DeadlineCount>,
    /// Its stages of monitoring and its duties.
    pub monitoring: MonitoringView,
    /// Its rounds' case audits.
    pub case_audits: Vec<RoundAudit>,
    /// Its rounds' grades.
    pub grades: Vec<RoundGrade>,
    /// What its rounds singled out as effective.
    pub good_practice: Vec<GoodPractice>,
    /// Its recommendations and areas of concern, those of the newest round first.
    pub items: Vec<ForceItem>,
}
