//! A free text as it can be read: it may never have been there, and it may have been erased.

/// A text beside an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FreeText {
    /// The event has none.
    None,
    /// What it says.
    Body(String),
    /// It was erased; the event that it stood beside still holds its digest.
    Erased,
}

impl FreeText {
    /// `kept` tells whether the event holds a digest of the text.
    pub(super) fn read(kept: bool, body: Option<String>) -> Self {
        match (body, kept) {
            (Some(body), _) => Self::Body(body),
            (None, true) => Self::Erased,
            (None, false) => Self::None,
        }
    }

    /// What stands on the screen; nothing where there never was a text.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Body(body) => Some(body),
            Self::Erased => Some("Text erased"),
        }
    }
}
