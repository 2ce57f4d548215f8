//! Names of several words: with a title, a rank or an initial, or two capitalised words that are no known ones.

use std::ops::Range;

use super::{
    given_names::{is_given_name, may_be_given_name},
    known_words::{is_known, is_ordinary},
    surroundings::{follows_a_thing, leads_to_a_thing, stands_for_a_place},
    words::{Word, from_to},
};

const TITLES: [&str; 5] = ["mr", "mrs", "ms", "miss", "mx"];
const OTHER_TITLES: [&str; 12] =
    ["dr", "prof", "professor", "rev", "reverend", "sir", "dame", "lady", "lord", "master", "imam", "rabbi"];
const RANKS: [&str; 22] = [
    "pc",
    "wpc",
    "dc",
    "ps",
    "ds",
    "sgt",
    "insp",
    "di",
    "dci",
    "dsu",
    "supt",
    "dcs",
    "acc",
    "dcc",
    "cc",
    "pcso",
    "constable",
    "sergeant",
    "inspector",
    "superintendent",
    "commander",
    "commissioner",
];
/// What stands within names of several words.
const PARTICLES: [&str; 14] =
    ["de", "da", "dos", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la", "le", "ap"];

/// Names of several words.
pub(super) fn names(words: &[Word<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let end = titled(words, at)
            .or_else(|| ranked(words, at))
            .or_else(|| initialled(words, at))
            .or_else(|| surname_first(words, at))
            .or_else(|| full(words, at));
        match end {
            Some(end) => {
                found.push(from_to(&words[at], &words[end - 1]));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// `Mr Smith`, `Mrs J. Smith`, `Mr and Mrs Smith`, `mr smith`, `Dr Okafor`. Gives the index behind the name.
fn titled(words: &[Word<'_>], at: usize) -> Option<usize> {
    let title = words[at].folded();
    // Capitals are acronyms but for these: MS Teams, DR plans.
    let spelled =
        words[at].is_capitalised() || words[at].text == title || matches!(words[at].text, "MR" | "MRS" | "MISS");
    if !spelled {
        return None;
    }
    let of_person = TITLES.contains(&title.as_str());
    let small = words[at].text == title;
    if !of_person && (!OTHER_TITLES.contains(&title.as_str()) || small) {
        return None;
    }
    let mut next = at + 1;
    let word = words.get(next)?;
    let is_title = |index: usize| words.get(index).is_some_and(|word| TITLES.contains(&word.folded().as_str()));
    if of_person && word.is_adjacent() && word.text == "and" && is_title(next + 1) {
        next += 2;
    } else if of_person && word.gap.trim() == "&" && is_title(next) {
        next += 1;
    }
    let next = after_initials(words, next);
    let name = words.get(next).filter(|name| name.is_adjacent_to(&words[next - 1]))?;
    let fits = if small {
        // "miss" is a verb too.
        title != "miss" && (name.is_capitalised() || matches!(title.as_str(), "mr" | "mrs")) && !is_known(name.text)
    } else if of_person {
        (name.is_capitalised() || name.is_in_capitals() || is_particle(name)) && name.folded() != "teams"
    } else {
        is_unknown(name) || name.is_in_capitals() || is_particle(name)
    };
    fits.then(|| extended(words, next + 1))
}

/// `DC Jones`, `Sergeant Patel`, `PC 1234 Smith`: staff are people too.
fn ranked(words: &[Word<'_>], at: usize) -> Option<usize> {
    let rank = &words[at];
    let written = rank.is_capitalised() || rank.text.chars().all(char::is_uppercase) || rank.text.len() > 4;
    if !written || !RANKS.contains(&rank.folded().as_str()) || rank.possessive {
        return None;
    }
    let number = words.get(at + 1).is_some_and(|word| word.text.bytes().all(|byte| byte.is_ascii_digit()));
    let next = after_initials(words, at + 1 + usize::from(number));
    let name = words.get(next).filter(|name| name.is_adjacent_to(&words[next - 1]))?;
    let is_name = is_unknown(name) || (name.is_in_capitals() && name.text.len() > 4 && !is_known(name.text));
    (is_name && !leads_to_a_thing(words, next + 1)).then(|| extended(words, next + 1))
}

/// `J. Smith`, `J Smith`, `A.B. Smith`; not `Class A Drugs`, nor a letter that is a word.
fn initialled(words: &[Word<'_>], at: usize) -> Option<usize> {
    let first = words[at].is_initial().then_some(&words[at])?;
    let next = after_initials(words, at);
    let name = words.get(next).filter(|name| name.is_adjacent_to(&words[next - 1]) && is_unknown(name))?;
    let stopped = name.gap.starts_with('.');
    let after_a_word = at > 0 && first.is_adjacent();
    let letter = !stopped && (matches!(first.text, "A" | "I") || (after_a_word && !is_small(&words[at - 1])));
    let of_series = after_a_word
        && matches!(
            words[at - 1].folded().as_str(),
            "child"
                | "class"
                | "category"
                | "phase"
                | "section"
                | "annex"
                | "appendix"
                | "tier"
                | "band"
                | "option"
                | "part"
        );
    (!letter && !of_series && !leads_to_a_thing(words, next + 1)).then(|| extended(words, next + 1))
}

/// `SMITH, John`, `SMITH John`.
fn surname_first(words: &[Word<'_>], at: usize) -> Option<usize> {
    let name = words.get(at + 1).filter(|name| name.is_adjacent() || name.gap == ", ")?;
    let surname = words[at].is_in_capitals() && words[at].text.len() > 3;
    (surname && name.is_capitalised() && is_given_name(&name.folded()) && !leads_to_a_thing(words, at + 2))
        .then_some(at + 2)
}

/// Two capitalised words or more.
fn full(words: &[Word<'_>], at: usize) -> Option<usize> {
    let first = &words[at];
    if !first.is_capitalised() || first.possessive || follows_a_thing(words, at) {
        return None;
    }
    let given = may_be_given_name(&first.folded());
    let mut next = at + 1;
    while words
        .get(next)
        .is_some_and(|word| word.is_adjacent_to(&words[next - 1]) && (is_particle(word) || word.is_initial()))
    {
        next += 1;
    }
    let second = words.get(next)?;
    let joined = if next > at + 1 { second.is_adjacent_to(&words[next - 1]) } else { second.is_adjacent() };
    let is_surname = if is_given_name(&first.folded()) {
        // A surname may look like any other noun: Emma Harding.
        (second.is_capitalised() && !is_known(second.text)) || (second.is_in_capitals() && second.text.len() > 3)
    } else if given {
        is_unknown(second)
    } else {
        is_unknown(first) && is_unknown(second) && !stands_for_a_place(words, at)
    };
    (joined && is_surname && !leads_to_a_thing(words, next + 1)).then(|| extended(words, next + 1))
}

/// Where the capitalised, unknown words from here on end: the rest of a name, three at most.
fn extended(words: &[Word<'_>], from: usize) -> usize {
    let mut end = from;
    let mut at = from;
    while at < from + 4 && !words[at - 1].possessive {
        let Some(word) = words.get(at).filter(|word| word.is_adjacent()) else { break };
        if is_unknown(word) || (word.is_in_capitals() && word.text.len() > 4 && !is_known(word.text)) {
            end = at + 1;
        } else if !is_particle(word) {
            break;
        }
        at += 1;
    }
    end
}

fn after_initials(words: &[Word<'_>], from: usize) -> usize {
    let mut at = from;
    while words.get(at).is_some_and(|word| word.is_initial() && (at == from || word.is_adjacent_to(&words[at - 1]))) {
        at += 1;
    }
    at
}

fn is_unknown(word: &Word<'_>) -> bool {
    word.is_capitalised() && !is_ordinary(word.text)
}

fn is_particle(word: &Word<'_>) -> bool {
    PARTICLES.contains(&word.text)
}

fn is_small(word: &Word<'_>) -> bool {
    word.text.chars().all(char::is_lowercase)
}
