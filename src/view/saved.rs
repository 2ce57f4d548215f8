//! What a form led to.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::reference::Reference;

/// What is said to be saved, and is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Of which item.
    pub reference: Reference,
    /// The version of its stream that this made.
    pub version: i32,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}
