//! What review forms offer to choose from: the force's other items, and the pieces of the item's own evidence.

use crate::{components::Choice, form::Answers, pages::recommendations::ERASED};
use followup::{
    fact::Fact,
    view::{
        other_item::Other,
        recommendation::{Body, Entry, RecommendationView},
    },
};

/// The field of the pieces that were ticked.
pub(super) const PIECES: &str = "pieces";

/// How much of a wording a list of items shows, in characters.
const WORDING: usize = 90;

/// How many hexadecimal digits of a SHA-256 are shown.
const SHORT: usize = 12;

/// Another item of the force as a choice: its reference, and with it the beginning of its wording; whoever chooses one types none.
pub(super) fn other_item(other: &Other) -> (String, String) {
    let reference = other.reference.to_string();
    let words = format!("{reference}: {}", beginning(other.wording.as_deref().unwrap_or(ERASED)));
    (reference, words)
}

/// The beginning of a wording, whole words.
fn beginning(wording: &str) -> String {
    let wording = wording.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = wording.char_indices().nth(WORDING) else { return wording };
    let kept = wording.get(..end).unwrap_or_default();
    let kept = kept.rsplit_once(' ').map_or(kept, |(whole, _)| whole);
    format!("{kept} …")
}

/// The pieces of an item's evidence as boxes to tick: those that can be read.
pub(super) fn pieces(found: &RecommendationView, answers: &Answers) -> Vec<Choice> {
    let ticked: Vec<&str> = answers.values(PIECES).collect();
    found.history.iter().filter_map(|entry| piece(entry, &ticked)).collect()
}

/// The pieces that a proposal rests on, each by its title on a line of its own: those that were ticked, or that stand.
pub(super) fn titles(found: &RecommendationView, pieces: impl Iterator<Item = String>) -> String {
    let title = |id: String| {
        let of = found.history.iter().find(|entry| is_piece(entry, &id));
        let Some(entry) = of else { return "Evidence that was not added to this recommendation".to_owned() };
        let title = words(entry, "title").unwrap_or_else(|| "Evidence that you cannot read".to_owned());
        match entry.fact {
            Fact::EvidenceAdded { speaks_for: Some(date), .. } => format!("{title}, {date}"),
            _ => title,
        }
    };
    pieces.map(title).collect::<Vec<_>>().join("\n")
}

fn is_piece(entry: &Entry, id: &str) -> bool {
    matches!(entry.fact, Fact::EvidenceAdded { piece: Some(piece), .. } if piece.id.to_string() == id)
}

/// One of the texts of a piece, or that it was erased; nothing where it has none, or none to this reader.
fn words(entry: &Entry, field: &str) -> Option<String> {
    match entry.texts.iter().find(|text| text.field == field)?.body {
        Body::Words(ref words) => Some(words.clone()),
        Body::Erased => Some(ERASED.to_owned()),
        Body::Restricted => None,
    }
}

fn piece(entry: &Entry, ticked: &[&str]) -> Option<Choice> {
    let Fact::EvidenceAdded { speaks_for, piece: Some(piece) } = &entry.fact else { return None };
    let words = |field: &str| words(entry, field);
    let mut label = words("title")?;
    if let Some(date) = speaks_for {
        label = format!("{label}, {date}");
    }
    match (words("file"), words("held_at")) {
        (Some(sha256), _) if sha256 == ERASED => label.push_str(". The file was erased"),
        (Some(sha256), _) => {
            let mark: String = sha256.chars().take(SHORT).collect();
            label = format!("{label}. SHA-256 {mark}");
        }
        (None, Some(place)) => label = format!("{label}. Kept at: {place}"),
        (None, None) => {}
    }
    let id = piece.id.to_string();
    let is_ticked = ticked.contains(&id.as_str());
    Some(Choice::new(id, label, is_ticked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_wording_is_cut_between_words_and_a_short_one_is_not() {
        assert_eq!(beginning("See \n children"), "See children");
        let long = beginning(&"épée ".repeat(40));
        assert!(long.ends_with("épée …") && long.chars().count() <= WORDING + 2, "{long}");
    }
}
