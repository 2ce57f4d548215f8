//! What is marked, what is left alone, and what holds for any text.

mod clean;
mod personal;
mod properties;

use super::{Kind, likely_personal};

/// What is marked, with its kind.
fn marked(text: &str) -> Vec<(&str, Kind)> {
    likely_personal(text).into_iter().map(|mark| (&text[mark.range], mark.kind)).collect()
}
