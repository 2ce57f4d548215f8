//! What changed between two days: the report, and what its lists say of the items that they name.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    free_text::FreeText,
    overview::{Figures, NationalFigures, WaitingClaim},
};
use crate::{
    counting::visits::LastPublished,
    progress::change::{Changes, Force},
    reference::Reference,
};

/// Rows on one page of a list.
pub const PER_PAGE: u32 = 25;

/// All that changed within what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeReport {
    /// All that changed.
    pub changes: Changes,
    /// What was picked, in words: `Kent Police, Decision making (2014 scheme)`.
    pub of: String,
    /// The rounds of the one force asked about at which the period may begin or end.
    pub ends: Ends,
    /// Every force that the reader may read about.
    pub all_forces: Vec<Force>,
}

/// Rounds at which a period may begin or end, in the order of their force's chain: slug and words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ends {
    /// Those since which one may ask until the period's last day.
    pub since: Vec<(String, String)>,
    /// Those until which one may ask from the period's first day on.
    pub until: Vec<(String, String)>,
}

/// What is said of an item that is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemSummary {
    /// What it asks.
    pub wording: FreeText,
    /// The last day the force told anything.
    pub updated_on: Option<NaiveDate>,
    /// The last day inspectors looked at it.
    pub verified_on: Option<NaiveDate>,
}

/// Items by reference.
pub type ItemSummaries = HashMap<Reference, ItemSummary>;

/// How the forces that were picked stand on a briefing's last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Situation {
    /// Their figures, as the overview shows them.
    pub figures: Figures,
    /// Their figures over several forces, as the overview shows them.
    pub national: NationalFigures,
    /// What was published of them in the period, the newest first.
    pub published: Vec<LastPublished>,
    /// The oldest of what they say is done and nobody has verified.
    pub waiting: Vec<WaitingClaim>,
}

/// What a briefing tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefingView {
    /// All that changed.
    pub report: ChangeReport,
    /// The items that the briefing names, as they stood on the period's last day.
    pub items: ItemSummaries,
    /// How things stand on the last day; whichever topic, kind of round or of item was picked.
    pub situation: Situation,
}

/// One page of a list of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeListView {
    /// The report, its items and undated facts reduced to the rows of this page.
    pub report: ChangeReport,
    /// How many rows the whole list has.
    pub total: u64,
    /// What is said of the rows' items.
    pub items: ItemSummaries,
}
