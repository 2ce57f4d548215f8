//! Dates of birth: a date with a word that says so, or with an age. A bare date is none.

use std::ops::Range;

use super::{
    chunks::{Chunk, from_to},
    dates::{Date, date_at, number},
};

/// Words that may stand between `born` and the date.
const BETWEEN: [&str; 8] = ["on", "the", "is", "was", "in", "as", "given", "recorded"];

/// Dates of birth, with the words that make them one.
pub(super) fn dates_of_birth(chunks: &[Chunk<'_>]) -> Vec<Range<usize>> {
    (0..chunks.len()).filter_map(|index| named(&chunks[index..]).or_else(|| beside_an_age(&chunks[index..]))).collect()
}

/// `DOB 12/03/2012`, `born on the 12th of March`, `date of birth: 12 March 2012`, `12/03/2012 (DOB)`.
fn named(chunks: &[Chunk<'_>]) -> Option<Range<usize>> {
    let first = chunks.first()?;
    if let Some(words) = birth_at(chunks) {
        let mut at = words;
        while at < words + 3 && chunks.get(at).is_some_and(|chunk| BETWEEN.contains(&chunk.folded().as_str())) {
            at += 1;
        }
        let date = followed_by_date(chunks, at, true)?;
        // A year or month of birth alone is a cohort, unless it is said of one month in one year.
        return Some(from_to(first, &chunks[at + date.chunks - 1]));
    }
    let date = date_at(chunks)?;
    let after = chunks.get(date.chunks..)?;
    let stated = after.first()?.goes_on() && birth_at(after).is_some() && after.first()?.folded() != "born";
    (stated && date.has_day).then(|| from_to(first, &after[birth_at(after).unwrap_or(1) - 1]))
}

/// How many chunks the words for a birth take here.
fn birth_at(chunks: &[Chunk<'_>]) -> Option<usize> {
    let word = |index: usize| chunks.get(index).map(Chunk::folded).unwrap_or_default();
    match word(0).as_str() {
        "dob" | "d/o/b" | "born" | "birthdate" | "birthday" => Some(1),
        "b" if chunks.get(1).is_some_and(|next| next.text.contains('/')) => Some(1),
        "d" if word(1) == "o" && word(2) == "b" => Some(3),
        "date" if word(1) == "of" && word(2) == "birth" => Some(3),
        "birth" if word(1) == "date" => Some(2),
        _ => None,
    }
}

/// `aged 8 (12/03/2012)`, `8 years old, 12 March 2012`, `12/03/2012 (aged 8)`.
fn beside_an_age(chunks: &[Chunk<'_>]) -> Option<Range<usize>> {
    let first = chunks.first()?;
    if let Some(age) = age_at(chunks) {
        let date = followed_by_date(chunks, age, false).filter(|date| date.has_day && date.has_year)?;
        return Some(from_to(first, &chunks[age + date.chunks - 1]));
    }
    let date = date_at(chunks).filter(|date| date.has_day && date.has_year)?;
    let after = chunks.get(date.chunks..)?;
    let age = age_at(after)?;
    // Within brackets only: "on 12 March 2023, aged 14, she" dates what happened.
    after.first()?.gap.contains('(').then(|| from_to(first, &after[age - 1]))
}

/// How many chunks an age takes here.
fn age_at(chunks: &[Chunk<'_>]) -> Option<usize> {
    let word = |index: usize| chunks.get(index).map(Chunk::folded).unwrap_or_default();
    let is_age = |text: &str| text.len() <= 2 && number(text).is_some_and(|age| age > 0);
    if matches!(word(0).as_str(), "aged" | "age") && is_age(&word(1)) {
        return Some(2);
    }
    let unit = matches!(word(1).as_str(), "years" | "yrs" | "yr" | "yo" | "y/o");
    (is_age(&word(0)) && unit).then(|| 2 + usize::from(word(2) == "old"))
}

fn followed_by_date(chunks: &[Chunk<'_>], at: usize, over_stops: bool) -> Option<Date> {
    let rest = chunks.get(at..)?;
    let same_line = !rest.first()?.gap.contains('\n');
    date_at(rest).filter(|_| same_line && (over_stops || rest[0].goes_on()))
}
