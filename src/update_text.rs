//! The texts of an update: which there are, how long each may be and which must be given. One table for the record, the rules and the
//! form.

use crate::text_limits::{LONGEST_POST, LONGEST_TEXT};

/// One text of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UpdateText {
    /// Its field, in the form and beside the event.
    pub field: &'static str,
    /// The most characters.
    pub max_length: usize,
    /// Whether line breaks are kept.
    pub has_lines: bool,
    /// What is said where it is missing; `None` where it may be left out.
    pub required: Option<&'static str>,
}

/// All of them, in the order in which they are asked for and shown.
pub const UPDATE_TEXTS: [UpdateText; 5] = [
    UpdateText::lines("activity").required("Enter what was done"),
    UpdateText::lines("outcome").required("Enter what changed for children, or that nothing has changed yet"),
    UpdateText::lines("next_step"),
    UpdateText { max_length: LONGEST_POST, has_lines: false, ..UpdateText::lines("owner_post") },
    UpdateText::lines(TARGET_REASON),
];

/// The one that the target decides on: it must be given if the target moves, and is kept only then.
pub const TARGET_REASON: &str = "target_reason";

impl UpdateText {
    const fn lines(field: &'static str) -> Self {
        Self { field, max_length: LONGEST_TEXT, has_lines: true, required: None }
    }

    const fn required(self, message: &'static str) -> Self {
        Self { required: Some(message), ..self }
    }
}
