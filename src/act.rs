//! What people do to the record, with the answers of the forms that ask for it. Services judge and record it.

pub mod follow_up;
pub mod monitoring;
pub mod texts;

/// An answer that is missing or does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct InvalidField {
    /// The name of its field.
    pub field: &'static str,
    /// What to do about it, as a sentence for the screen without its full stop.
    pub message: String,
}

impl InvalidField {
    /// What is wrong with the answer of a field.
    pub fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self { field, message: message.into() }
    }
}
