//! What somebody of a force has begun to write about an item and not saved yet.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::identity::PersonId;

/// The fields of a form by name, as they were typed.
pub type Typed = BTreeMap<String, String>;

/// What somebody of a force has begun to write about an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateDraft {
    /// Who.
    pub account: PersonId,
    /// The name of their account.
    pub by: String,
    /// The version of the item it was begun on.
    pub version: i32,
    /// What was typed.
    pub answers: Typed,
    /// When it was last kept.
    pub saved_at: DateTime<Utc>,
    /// The opening of the form that kept it last.
    pub sitting: Option<Uuid>,
}
