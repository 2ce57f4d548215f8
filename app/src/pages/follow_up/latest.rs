//! What the force told last, as far as the reader may read it.

use followup::{
    fact::Fact,
    store::recommendation::{Entry, Recommendation},
};

/// The newest update of an item.
pub(super) fn update(found: &Recommendation) -> Option<&Entry> {
    found.history.iter().find(|entry| matches!(entry.fact, Fact::UpdateRecorded { .. }))
}

/// One text of an event, or why there is none.
pub(super) fn text(entry: &Entry, field: &str) -> String {
    match entry.texts.iter().find(|text| text.field == field) {
        None => "Not given".to_owned(),
        Some(text) => text.words().unwrap_or("Not readable by you, or erased").to_owned(),
    }
}

/// A text of the closure that is proposed now.
pub(super) fn proposal(found: &Recommendation, field: &str) -> String {
    let proposed = found.history.iter().find(|entry| matches!(entry.fact, Fact::ClosureProposed { .. }));
    proposed.map_or_else(|| "Not given".to_owned(), |entry| text(entry, field))
}
