//! Numbers of crimes, incidents and custody records.
//!
//! There is no national form. The shapes are those in which forces in England and Wales commonly print theirs (`46/123456/23`,
//! `1234567/23`, `44230012345`, `CVP-23-123456`, `23*123456`, `01CW/1234/23` for custody) and are our reading, not a published
//! list; what none of them fits is found by the words before it (`custody record 4711`).

use std::ops::Range;

use super::{chunks::Chunk, dates::date_at};

/// Custody records, by their words or by their shape: two digits and two letters for the station, number, year.
pub(super) fn custody_numbers(chunks: &[Chunk<'_>]) -> Vec<Range<usize>> {
    (0..chunks.len())
        .filter(|index| {
            let parts: Vec<&str> = chunks[*index].text.split('/').collect();
            let shaped = matches!(parts[..], [station, record, year]
                if is_station(station) && is_digits(record, 3..=6) && is_digits(year, 2..=4));
            shaped || is_named(chunks, *index, &["custody"])
        })
        .map(|index| chunks[index].start..chunks[index].end())
        .collect()
}

/// Crimes, incidents and occurrences, by their words or by their shape.
pub(super) fn crime_numbers(chunks: &[Chunk<'_>]) -> Vec<Range<usize>> {
    const WORDS: [&str; 12] =
        ["crime", "incident", "occurrence", "niche", "athena", "storm", "log", "cad", "cris", "crn", "urn", "pncid"];
    (0..chunks.len())
        .filter(|index| {
            let text = chunks[*index].text;
            is_shaped(text) || is_named(chunks, *index, &WORDS) || is_numbered_by_day(chunks, *index)
        })
        .map(|index| chunks[index].start..chunks[index].end())
        .collect()
}

/// Whether a chunk alone has the shape of a crime number.
fn is_shaped(text: &str) -> bool {
    let slashed: Vec<&str> = text.split('/').collect();
    let dashed: Vec<&str> = text.split('-').collect();
    let starred: Vec<&str> = text.split('*').collect();
    match (&slashed[..], &dashed[..], &starred[..]) {
        ([number, year], _, _) if is_serial(number) => is_digits(year, 2..=2) || is_year(year),
        ([year, number], _, _) => is_serial(number) && (is_digits(year, 2..=2) || is_year(year)),
        ([.., year], _, _) if slashed.len() > 2 => is_slashed(&slashed, year),
        (_, [letters, year, number], _) => {
            is_letters(letters, 2..=4) && (is_digits(year, 2..=2) || is_digits(year, 8..=8)) && is_digits(number, 3..=7)
        }
        (_, [office, number], _) => is_digits(office, 5..=5) && is_digits(number, 6..=6),
        (_, _, [year, number]) => is_digits(year, 2..=2) && is_digits(number, 4..=7),
        _ => is_run(text),
    }
}

/// `46/123456/23`, `CRI/06AB/0001234/23`: parts, one of them a number that is no year, the year last. A date has none such.
fn is_slashed(parts: &[&str], year: &str) -> bool {
    let formed = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let dated =
        is_digits(year, 2..=2) || is_year(year) || (year.len() > 4 && year.starts_with(|c: char| c.is_ascii_digit()));
    let numbered = parts[..parts.len() - 1]
        .iter()
        .any(|part| !is_year(part) && part.bytes().filter(u8::is_ascii_digit).count() >= 3);
    formed && dated && numbered
}

/// `44230012345`, `CRI00123456`, `46NK0123423`: one long run. A moment written as one (`202301121530`) is none.
fn is_run(text: &str) -> bool {
    let moment = text.len() == 12
        && text.starts_with("20")
        && text.get(4..6).is_some_and(|month| ("01"..="12").contains(&month));
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    (is_digits(text, 10..=12) && !text.starts_with('0') && !moment)
        || ((2..=4).contains(&letters) && is_digits(&text[letters..], 8..=14))
        || (text.len() == 11 && text.is_char_boundary(4) && is_station(&text[..4]) && is_digits(&text[4..], 7..=7))
}

/// `crime reference number: 4711`, `custody record 4711`, `CAD 4711`. A year is no number, nor are fewer than three digits.
fn is_named(chunks: &[Chunk<'_>], index: usize, words: &[&str]) -> bool {
    const NOUNS: [&str; 7] = ["number", "no", "num", "ref", "reference", "record", "log"];
    const ALONE: [&str; 5] = ["cad", "cris", "crn", "urn", "pncid"];
    let chunk = &chunks[index];
    let digits = chunk.text.bytes().filter(u8::is_ascii_digit).count();
    let plain = chunk.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-*".contains(&byte));
    if digits < 3 || !plain || is_year(chunk.text) || is_years(chunk.text) || date_at(&chunks[index..]).is_some() {
        return false;
    }
    let mut noun = false;
    for (back, before) in chunks[..index].iter().rev().take(5).enumerate() {
        if chunks[index - back].gap.contains(['\n', '!', '?', ';']) {
            return false;
        }
        let word = before.folded();
        if words.contains(&word.as_str()) && (noun || ALONE.contains(&word.as_str())) {
            return true;
        }
        let is_noun = NOUNS.contains(&word.as_str());
        if !is_noun && !matches!(word.as_str(), "is" | "was" | "the") {
            return false;
        }
        noun |= is_noun;
    }
    false
}

/// `log 456 of 12 May 2023`, `incident 456 of 12/05`.
fn is_numbered_by_day(chunks: &[Chunk<'_>], index: usize) -> bool {
    let named = index > 0 && matches!(chunks[index - 1].folded().as_str(), "log" | "incident" | "serial");
    let of = chunks.get(index + 1).is_some_and(|next| next.text.eq_ignore_ascii_case("of") && next.is_adjacent());
    named && of && is_digits(chunks[index].text, 1..=5) && chunks.get(index + 2..).and_then(date_at).is_some()
}

/// Five to seven digits, with a check letter or without: `123456A`.
fn is_serial(text: &str) -> bool {
    is_digits(text.strip_suffix(|sign: char| sign.is_ascii_uppercase()).unwrap_or(text), 5..=7)
}

fn is_station(text: &str) -> bool {
    text.len() == 4 && text.is_char_boundary(2) && is_digits(&text[..2], 2..=2) && is_letters(&text[2..], 2..=2)
}

fn is_year(text: &str) -> bool {
    is_digits(text, 4..=4) && (text.starts_with("19") || text.starts_with("20"))
}

/// `2023/24`, `2023-2024`.
fn is_years(text: &str) -> bool {
    text.split_once(['/', '-']).is_some_and(|(from, to)| is_year(from) && (is_year(to) || is_digits(to, 2..=2)))
}

fn is_digits(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_letters(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
