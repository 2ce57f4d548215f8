//! What the forms about one item stand on.

use serde::{Deserialize, Serialize};

use super::{other_item::Other, recommendation::RecommendationView, register::RegisterRow, update_draft::UpdateDraft};

/// An item, for an update by its force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateFormView {
    /// The item.
    pub item: RecommendationView,
    /// What people of the force have begun to write about it, the newest first.
    pub drafts: Vec<UpdateDraft>,
}

/// An item, for a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewView {
    /// The item.
    pub item: RecommendationView,
    /// The other items of its force, if asked for.
    pub others: Vec<Other>,
    /// The name of whoever proposed to close it: for those of the inspectorate alone.
    pub proposer: Option<String>,
}

/// What a step would change: the item as everyone reads it, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepEffect {
    /// As it stands.
    pub before: RegisterRow,
    /// As it would stand.
    pub after: RegisterRow,
}
