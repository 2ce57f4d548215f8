//! A free text as it can be read: it may never have been there, and it may have been erased.

use crate::view::free_text::FreeText;

impl FreeText {
    /// `kept` tells whether the event holds a digest of the text.
    pub(super) fn read(kept: bool, body: Option<String>) -> Self {
        match (body, kept) {
            (Some(body), _) => Self::Body(body),
            (None, true) => Self::Erased,
            (None, false) => Self::None,
        }
    }
}
