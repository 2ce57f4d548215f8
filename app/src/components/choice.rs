//! A choice in a select or a group of checkboxes.

/// One thing a person may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the reader sees.
    pub text: String,
    /// Whether it is chosen now.
    pub selected: bool,
}

impl Choice {
    /// A choice that sends `value` and reads `text`.
    pub fn new(value: impl Into<String>, text: impl Into<String>, selected: bool) -> Self {
        Self { value: value.into(), text: text.into(), selected }
    }
}
