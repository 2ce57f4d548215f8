//! An event as lists of what was recorded meanwhile show it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{event::Actor, fact::EventKind, identity::Audience};

/// An event by its line: when, who in which role, and which kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLine {
    /// Its number within the stream.
    pub version: i32,
    /// Its kind.
    pub kind: EventKind,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who brought it about.
    #[serde(with = "super::without_person")]
    pub actor: Actor,
    /// Who may read it.
    pub audience: Audience,
}
