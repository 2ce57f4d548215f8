//! What the force told last, as far as the reader may read it.

use followup::{
    closure::Verification,
    fact::Fact,
    store::recommendation::{Entry, Recommendation},
};

/// The newest update of an item.
pub(super) fn update(found: &Recommendation) -> Option<&Entry> {
    found.history.iter().find(|entry| matches!(entry.fact, Fact::UpdateRecorded { .. }))
}

/// The post that the newest update names.
pub(super) fn post(found: &Recommendation) -> Option<String> {
    match &update(found)?.fact {
        Fact::UpdateRecorded { owner_post, .. } => owner_post.clone(),
        _ => None,
    }
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

/// The newest note of an item, if the reader may read it.
pub(super) fn note(found: &Recommendation) -> String {
    let noted = found.history.iter().find(|entry| matches!(entry.fact, Fact::NoteRecorded {}));
    noted.map_or_else(|| "No note yet".to_owned(), |entry| text(entry, "note"))
}

/// What the inspectorate asked last, if the reader may read it.
pub(super) fn questions(found: &Recommendation) -> Option<String> {
    let returned = found.history.iter().find(|entry| matches!(entry.fact, Fact::Returned {}))?;
    Some(text(returned, "questions"))
}

/// A text of an event that can be read.
pub(super) fn words<'a>(entry: &'a Entry, field: &str) -> Option<&'a str> {
    entry.texts.iter().find(|text| text.field == field)?.words()
}

/// How the closure that is proposed now was verified.
pub(super) fn verification(found: &Recommendation) -> &'static str {
    let proposed = found.history.iter().find_map(|entry| match entry.fact {
        Fact::ClosureProposed { verification, .. } => Some(verification),
        _ => None,
    });
    proposed.flatten().map_or("Not said", Verification::label)
}
