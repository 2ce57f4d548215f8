//! A free text as it can be read: it may never have been there, and it may have been erased.

use serde::{Deserialize, Serialize};

/// A text beside an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FreeText {
    /// The event has none.
    None,
    /// What it says.
    Body(String),
    /// It was erased; the event that it stood beside still holds its digest.
    Erased,
}

impl FreeText {
    /// What stands on the screen; nothing where there never was a text.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Body(body) => Some(body),
            Self::Erased => Some("Text erased"),
        }
    }
}
