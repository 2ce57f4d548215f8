//! What stands around a name and makes it the name of something else: a hospital, an operation, a place.

use super::{known_words::names_a_thing, words::Word};

/// Whether the words go on as the name of something else, within the next two: `Foundation`, `Children’s Hospital`.
pub(super) fn leads_to_a_thing(words: &[Word<'_>], next: usize) -> bool {
    words
        .iter()
        .skip(next)
        .take(2)
        .scan(true, |joined, word| {
            *joined = *joined && word.is_adjacent();
            Some(*joined && names_a_thing(word.text) && (word.is_capitalised() || is_place(word.text)))
        })
        .any(|thing| thing)
}

/// `Operation Soteria Bluestone`, `St George`, `King George`: what comes next is no person of the record.
pub(super) fn follows_a_thing(words: &[Word<'_>], at: usize) -> bool {
    const OPENERS: [&str; 11] =
        ["operation", "op", "project", "exercise", "st", "saint", "king", "queen", "prince", "princess", "hmp"];
    (0..2).any(|back| {
        let opener = at.checked_sub(1 + back).filter(|_| (0..=back).all(|step| words[at - step].is_adjacent()));
        opener.is_some_and(|opener| {
            OPENERS.contains(&words[opener].folded().as_str()) && (back == 0 || words[at - 1].is_capitalised())
        })
    })
}

/// `in Burnt Oak`: without a given name this is where, not who.
pub(super) fn stands_for_a_place(words: &[Word<'_>], at: usize) -> bool {
    at > 0
        && words[at].is_adjacent()
        && matches!(words[at - 1].text, "in" | "at" | "near" | "across" | "around" | "throughout" | "outside")
}

/// Things that are written small after their name: `Alder Hey hospital`.
fn is_place(text: &str) -> bool {
    matches!(
        text,
        "hospital" | "school" | "academy" | "college" | "university" | "council" | "prison" | "foundation" | "trust"
    )
}
