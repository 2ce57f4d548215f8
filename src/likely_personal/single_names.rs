//! Names of one word: a given name that is hardly anything else, whoever is called something, a child's initials.

use std::ops::Range;

use super::{
    given_names::is_given_name,
    known_words::is_ordinary,
    surroundings::{follows_a_thing, leads_to_a_thing},
    words::{Word, from_to},
};

/// Whom a text may name.
const PEOPLE: [&str; 40] = [
    "child",
    "boy",
    "girl",
    "baby",
    "infant",
    "toddler",
    "teenager",
    "youth",
    "juvenile",
    "pupil",
    "victim",
    "suspect",
    "witness",
    "offender",
    "perpetrator",
    "complainant",
    "male",
    "female",
    "man",
    "woman",
    "person",
    "mother",
    "father",
    "mum",
    "dad",
    "parent",
    "stepfather",
    "stepmother",
    "brother",
    "sister",
    "sibling",
    "son",
    "daughter",
    "uncle",
    "aunt",
    "grandmother",
    "grandfather",
    "carer",
    "partner",
    "friend",
];

/// Names of one word, and initials.
pub(super) fn single_names(words: &[Word<'_>]) -> Vec<Range<usize>> {
    (0..words.len())
        .filter_map(|at| called(words, at).or_else(|| given(words, at)).or_else(|| initials(words, at)))
        .collect()
}

/// `a boy called Kian`, `the victim, named Oluwaseun`, `her name is Zaynah`. A scheme may be called something too.
fn called(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let before = |back: usize| at.checked_sub(back).map(|index| words[index].folded()).unwrap_or_default();
    let name = words[at];
    let told = match before(1).as_str() {
        "called" | "named" | "alias" | "nicknamed" => true,
        "as" => matches!(before(2).as_str(), "known" | "named"),
        "is" | "was" => {
            before(2) == "name" && !matches!(before(3).as_str(), "force" | "file" | "project" | "operation")
        }
        _ => false,
    };
    // Nothing but blanks and quotation marks stands between.
    let beside = at > 0 && name.gap.chars().all(|sign| matches!(sign, ' ' | '\u{a0}' | '"' | '\'' | '“' | '‘'));
    let of_person = before(2) == "name"
        || words[at.saturating_sub(7)..at].iter().any(|word| PEOPLE.contains(&word.folded().trim_end_matches('s')));
    let known = is_given_name(&name.folded());
    let named = known || (of_person && name.is_capitalised() && !is_ordinary(name.text));
    (told && beside && named && !leads_to_a_thing(words, at + 1)).then(|| name.start..name.end())
}

/// `Liam was seen alone`. Not `Clare’s Law`, `Operation Liam`, `St George`, `Martha’s rule`.
fn given(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let name = &words[at];
    let own = name.is_capitalised() && is_given_name(&name.folded());
    (own && !follows_a_thing(words, at) && !leads_to_a_thing(words, at + 1) && !names_a_rule(words, at))
        .then(|| name.start..name.end())
}

fn names_a_rule(words: &[Word<'_>], at: usize) -> bool {
    words[at].possessive
        && words.get(at + 1).is_some_and(|next| {
            next.is_adjacent()
                && matches!(next.folded().as_str(), "law" | "rule" | "review" | "inquiry" | "place" | "charter")
        })
}

/// `child A.B.`, `victim J.S`: a child's initials, with full stops. `Child A` is the pseudonym of a review.
fn initials(words: &[Word<'_>], at: usize) -> Option<Range<usize>> {
    let [first, second, ..] = &words[at..] else { return None };
    let person = at > 0 && first.is_adjacent() && PEOPLE.contains(&words[at - 1].folded().as_str());
    (person && first.is_initial() && second.is_initial() && second.gap == ".").then(|| from_to(first, second))
}
