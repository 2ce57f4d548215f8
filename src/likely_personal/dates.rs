//! Dates as people type them, read from chunks.

use super::chunks::Chunk;
use crate::typed_date::MONTHS;

/// A date that begins with the first of these chunks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    /// How many chunks it takes.
    pub(super) chunks: usize,
    /// Whether it names a day: `March 2012` does not.
    pub(super) has_day: bool,
    /// Whether it names a year: `12 March` does not.
    pub(super) has_year: bool,
}

/// The date at the beginning of these chunks, if there is one.
pub(super) fn date_at(chunks: &[Chunk<'_>]) -> Option<Date> {
    let first = chunks.first()?;
    if is_in_one(first.text) {
        return Some(Date { chunks: 1, has_day: true, has_year: true });
    }
    let next = |index: usize| chunks.get(index).filter(|chunk| chunk.goes_on());
    let year = |index: usize| next(index).is_some_and(|chunk| is_year(chunk.text));
    if is_month(first.text) {
        // March 12 2012, March 2012
        let day = next(1).is_some_and(|chunk| is_day(chunk.text));
        let has_year = year(1 + usize::from(day));
        let chunks = 1 + usize::from(day) + usize::from(has_year);
        return (day || has_year).then_some(Date { chunks, has_day: day, has_year });
    }
    if !is_day(first.text) {
        return None;
    }
    // 12 March 2012, 12th of March, 12 03 2012
    let month = 1 + usize::from(next(1).is_some_and(|chunk| chunk.text.eq_ignore_ascii_case("of")));
    let written = next(month)?.text;
    let has_year = year(month + 1);
    let numeric = month == 1 && has_year && number(written).is_some_and(|number| (1..=12).contains(&number));
    (is_month(written) || numeric).then(|| Date { chunks: month + 1 + usize::from(has_year), has_day: true, has_year })
}

/// `12/03/2012`, `12.3.12`, `2012-03-12`, `12MAR2012`, `12-Mar-12`.
fn is_in_one(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let (day, month, year) = match parts[..] {
        [year, month, day] if year.len() == 4 => (day, month, year),
        [day, month, year] => (day, month, year),
        [whole] => {
            let Some(from) = whole.find(|sign: char| sign.is_ascii_alphabetic()) else { return false };
            let Some(length) = whole[from..].find(|sign: char| !sign.is_ascii_alphabetic()) else { return false };
            (&whole[..from], &whole[from..from + length], &whole[from + length..])
        }
        _ => return false,
    };
    let is_month = number(month).map_or_else(|| is_month(month), |month| (1..=12).contains(&month));
    let year = matches!(year.len(), 2 | 4) && number(year).is_some();
    is_day(day) && is_month && year
}

fn is_day(text: &str) -> bool {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text);
    digits.len() <= 2 && number(digits).is_some_and(|day| (1..=31).contains(&day))
}

/// Written out, or shortened to three or four letters: `Sept`.
fn is_month(text: &str) -> bool {
    let text = text.to_lowercase();
    MONTHS.iter().any(|month| *month == text || ((3..=4).contains(&text.len()) && month.starts_with(&text)))
}

/// A year of somebody who may be alive.
fn is_year(text: &str) -> bool {
    text.len() == 4 && number(text).is_some_and(|year| (1900..2100).contains(&year))
}

/// A number of digits alone, so that no sign is read.
pub(super) fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}
