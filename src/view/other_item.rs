//! The other items of a force: what an item can be linked to, or superseded by.

use serde::{Deserialize, Serialize};

use crate::reference::Reference;

/// Another item of the same force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// Which.
    pub reference: Reference,
    /// Its wording; `None` if that was erased.
    pub wording: Option<String>,
    /// Whether an earlier round raised it; not, where it is seen from no one round.
    pub is_earlier: bool,
}
