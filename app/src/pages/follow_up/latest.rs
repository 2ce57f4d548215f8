//! What the force told last, as far as the reader may read it: from the lines of an item's history, newest first.

use followup::{fact::Fact, view::recommendation::Entry};

/// The newest update of an item.
pub(super) fn update(history: &[Entry]) -> Option<&Entry> {
    history.iter().find(|entry| matches!(entry.fact, Fact::UpdateRecorded { .. }))
}

/// The post that the newest update names, if the reader may read it.
pub(super) fn post(history: &[Entry]) -> Option<String> {
    let update = update(history)?;
    match (words(update, "owner_post"), &update.fact) {
        (Some(post), _) => Some(post.to_owned()),
        // Recorded before a post was a text.
        (None, Fact::UpdateRecorded { owner_post, .. }) => owner_post.clone(),
        (None, _) => None,
    }
}

/// One text of an event, or why there is none.
pub(super) fn text(entry: &Entry, field: &str) -> String {
    match entry.texts.iter().find(|text| text.field == field) {
        None => "Not given".to_owned(),
        Some(text) => text.words().unwrap_or("Erased, or you cannot read it").to_owned(),
    }
}

/// The newest note of an item.
pub(super) fn noted(history: &[Entry]) -> Option<&Entry> {
    history.iter().find(|entry| matches!(entry.fact, Fact::NoteRecorded { .. }))
}

/// What it says, if the reader may read it.
pub(super) fn note(history: &[Entry]) -> String {
    noted(history).map_or_else(|| "No note yet".to_owned(), |entry| text(entry, "note"))
}

/// The event by which the inspectorate sent the item back last.
pub(super) fn returned(history: &[Entry]) -> Option<&Entry> {
    history.iter().find(|entry| matches!(entry.fact, Fact::Returned {}))
}

/// What the inspectorate asked last, if the reader may read it.
pub(super) fn questions(history: &[Entry]) -> Option<String> {
    returned(history).map(|returned| text(returned, "questions"))
}

/// A text of an event that can be read.
pub(super) fn words<'a>(entry: &'a Entry, field: &str) -> Option<&'a str> {
    entry.texts.iter().find(|text| text.field == field)?.words()
}
