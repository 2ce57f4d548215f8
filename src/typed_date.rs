//! A date as a person types it: `5 March 2026`, `5/3/26`, `March 2026`, `Q1 2026`, `2026`, or as files have it.

use chrono::{Datelike as _, NaiveDate};

use crate::partial_date::{DateError, PartialDate, Precision};

/// The names of the months, in small letters.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Days of the week, which people write before a date. They are not compared with it.
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The fewest letters by which a month or a day of the week is known.
const SHORTEST_NAME: usize = 3;

/// Two digits are a year from here to 2089; from 90 on they are of the nineties.
const FIRST_SHORT_YEAR: u32 = 1990;

/// What is wrong with a date that was typed, in words for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TypedDateError {
    /// It cannot be read as a date.
    #[error("Enter a date, like 5 March 2026")]
    Form,
    /// A day and a month without a year.
    #[error("Enter a year too, like 5 March 2026")]
    NoYear,
    /// The month stands before the day.
    #[error("There is no month {0}. Enter the day first, like 25 March 2026")]
    NoMonth(u32),
    /// The month is shorter.
    #[error("{month} has {days} days")]
    NoDay {
        /// The month, in words with its year.
        month: PartialDate,
        /// How many days it has.
        days: u32,
    },
    /// Months that are no quarter.
    #[error("Enter a quarter, like January to March 2026")]
    NoQuarter,
    /// A year that no record can speak of.
    #[error("Enter a year from 1990 to 2099")]
    Year,
    /// Less than a day was typed where a day is needed.
    #[error("Enter a day, month and year, like 5 March 2026")]
    NotADay,
}

/// The day that was typed.
///
/// # Errors
///
/// As [`parse_typed_date`], and for a month, quarter or year.
pub fn parse_typed_day(text: &str) -> Result<NaiveDate, TypedDateError> {
    let date = parse_typed_date(text)?;
    (date.precision() == Precision::Day).then(|| date.first()).ok_or(TypedDateError::NotADay)
}

/// The date that was typed; the day stands before the month, unless the year stands first.
///
/// # Errors
///
/// If it cannot be read, is not in the calendar, or lies outside 1990 to 2099.
pub fn parse_typed_date(text: &str) -> Result<PartialDate, TypedDateError> {
    let text = text.to_lowercase();
    let parts: Vec<Part> = words(&text).map(Part::read).collect::<Option<_>>().ok_or(TypedDateError::Form)?;
    match *parts.as_slice() {
        [Part::Number(year, 4)] => known_to(year, ""),
        [Part::Quarter(quarter), year] | [year, Part::Quarter(quarter)] => {
            known_to(year.four_digits()?, &format!("-Q{quarter}"))
        }
        [Part::Month(first), Part::Month(last), year] => match quarter(first, last) {
            Some(quarter) => known_to(year.four_digits()?, &format!("-Q{quarter}")),
            None => Err(TypedDateError::NoQuarter),
        },
        // The year first, as files have it.
        [Part::Number(year, 4), month, Part::Number(day, _)] => a_day(year, month.month()?, day),
        // A month in words may stand before the day.
        [Part::Month(month), Part::Number(day, 1 | 2) | Part::Ordinal(day), year]
        | [Part::Number(day, 1 | 2) | Part::Ordinal(day), Part::Month(month), year] => a_day(year.year()?, month, day),
        [Part::Number(day, 1 | 2), month @ Part::Number(..), year] => a_day(year.year()?, month.month()?, day),
        [Part::Number(year, 4), month] | [month, Part::Number(year, 4)] => {
            known_to(year, &format!("-{:02}", month.month()?))
        }
        [Part::Number(..) | Part::Ordinal(_), Part::Month(_)]
        | [Part::Month(_), Part::Number(..) | Part::Ordinal(_)] => Err(TypedDateError::NoYear),
        _ => Err(TypedDateError::Form),
    }
}

/// The pieces of a date, without what only joins them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let joins =
        |sign: char| sign.is_whitespace() || ",/.-\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}".contains(sign);
    let word = |word: &&str| !word.is_empty() && !["of", "the", "to", "and"].contains(word) && !is_weekday(word);
    text.split(joins).map(|word| word.trim_start_matches(['\'', '\u{2019}'])).filter(word)
}

fn is_weekday(word: &str) -> bool {
    word.len() >= SHORTEST_NAME && WEEKDAYS.iter().any(|day| day.starts_with(word))
}

/// One piece of a date.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// `5`, `05`, `2026`, with the number of digits.
    Number(u32, usize),
    /// `5th`.
    Ordinal(u32),
    /// `march`, `mar`.
    Month(u32),
    /// `q1`.
    Quarter(u32),
}

impl Part {
    fn read(word: &str) -> Option<Self> {
        let number = |digits: &str| {
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| digits.parse().ok()).flatten()
        };
        if let Some(value) = number(word) {
            return Some(Self::Number(value, word.len()));
        }
        if let Some(quarter) = word.strip_prefix('q').and_then(number).filter(|quarter| (1..=4).contains(quarter)) {
            return Some(Self::Quarter(quarter));
        }
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|ending| number(word.strip_suffix(ending)?));
        ordinal.map(Self::Ordinal).or_else(|| month(word).map(Self::Month))
    }

    fn month(self) -> Result<u32, TypedDateError> {
        match self {
            Self::Month(month) | Self::Number(month @ 1..=12, _) => Ok(month),
            Self::Number(number, 1 | 2) => Err(TypedDateError::NoMonth(number)),
            _ => Err(TypedDateError::Form),
        }
    }

    /// The year, which may be written with two digits where day and month stand before it.
    fn year(self) -> Result<u32, TypedDateError> {
        match self {
            Self::Number(short, 2) => {
                let century = FIRST_SHORT_YEAR / 100 * 100;
                Ok(if century + short < FIRST_SHORT_YEAR { century + 100 + short } else { century + short })
            }
            _ => self.four_digits(),
        }
    }

    fn four_digits(self) -> Result<u32, TypedDateError> {
        match self {
            Self::Number(year, 4) => Ok(year),
            Self::Number(_, 5..) => Err(TypedDateError::Year),
            _ => Err(TypedDateError::Form),
        }
    }
}

fn a_day(year: u32, month: u32, day: u32) -> Result<PartialDate, TypedDateError> {
    let in_month = known_to(year, &format!("-{month:02}"))?;
    let days = in_month.last().day();
    if (1..=days).contains(&day) {
        known_to(year, &format!("-{month:02}-{day:02}"))
    } else {
        Err(TypedDateError::NoDay { month: in_month, days })
    }
}

/// The date that files write so.
fn known_to(year: u32, rest: &str) -> Result<PartialDate, TypedDateError> {
    format!("{year:04}{rest}").parse().map_err(|error| match error {
        DateError::Year(_) => TypedDateError::Year,
        DateError::Form(_) | DateError::Impossible(_) => TypedDateError::Form,
    })
}

fn month(word: &str) -> Option<u32> {
    let place = MONTHS.iter().position(|name| word.len() >= SHORTEST_NAME && name.starts_with(word))?;
    u32::try_from(place + 1).ok()
}

/// The quarter from one month to another, if they begin and end one.
const fn quarter(first: u32, last: u32) -> Option<u32> {
    if first % 3 == 1 && last == first + 2 { Some(last / 3) } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(text: &str) -> Result<String, String> {
        parse_typed_date(text).map(PartialDate::iso).map_err(|error| error.to_string())
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, iso) in [
            ("5 March 2026", "2026-03-05"),
            (" 5th  Mar 2026 ", "2026-03-05"),
            ("Thursday, 5th of March 2026", "2026-03-05"),
            ("March 5, 2026", "2026-03-05"),
            ("05/03/2026", "2026-03-05"),
            ("5/3/26", "2026-03-05"),
            ("5-3-2026", "2026-03-05"),
            ("5\u{2013}3\u{2013}2026", "2026-03-05"),
            ("5.3.2026", "2026-03-05"),
            ("5 March 26", "2026-03-05"),
            ("5-Mar-26", "2026-03-05"),
            ("5 March \u{2019}26", "2026-03-05"),
            ("1/2/90", "1990-02-01"),
            ("29 February 2024", "2024-02-29"),
            ("2026-03-05", "2026-03-05"),
            ("2026/3/5", "2026-03-05"),
            ("March 2026", "2026-03"),
            ("MARCH, 2026", "2026-03"),
            ("Sept 2026", "2026-09"),
            ("3/2026", "2026-03"),
            ("2026-03", "2026-03"),
            ("January to March 2026", "2026-Q1"),
            ("Jan\u{2013}Mar 2026", "2026-Q1"),
            ("Q1 2026", "2026-Q1"),
            ("2026 q4", "2026-Q4"),
            ("2026-Q1", "2026-Q1"),
            ("2026", "2026"),
        ] {
            assert_eq!(typed(text).as_deref(), Ok(iso), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused_in_words() {
        let no_date = "Enter a date, like 5 March 2026";
        for (text, words) in [
            ("", no_date),
            ("soon", no_date),
            ("26", no_date),
            ("5 M 2026", no_date),
            ("05032026", no_date),
            ("5/3/202", no_date),
            ("5/3/2026 to 6/3/2026", no_date),
            ("March 26", "Enter a year too, like 5 March 2026"),
            ("5 March", "Enter a year too, like 5 March 2026"),
            ("30 February 2026", "February 2026 has 28 days"),
            ("29/02/2023", "February 2023 has 28 days"),
            ("31 April 2026", "April 2026 has 30 days"),
            ("2026-02-30", "February 2026 has 28 days"),
            ("0 May 2026", "May 2026 has 31 days"),
            ("32/1/2026", "January 2026 has 31 days"),
            ("03/25/2026", "There is no month 25. Enter the day first, like 25 March 2026"),
            ("2026-13-01", "There is no month 13. Enter the day first, like 25 March 2026"),
            ("13/2026", "There is no month 13. Enter the day first, like 25 March 2026"),
            ("February to April 2026", "Enter a quarter, like January to March 2026"),
            ("1 May 2207", "Enter a year from 1990 to 2099"),
            ("9999-12-31", "Enter a year from 1990 to 2099"),
            ("1/1/1989", "Enter a year from 1990 to 2099"),
            ("0026-03-05", "Enter a year from 1990 to 2099"),
            ("5 March 20266", "Enter a year from 1990 to 2099"),
            ("Q5 2026", no_date),
        ] {
            assert_eq!(typed(text), Err(words.to_owned()), "{text}");
        }
    }

    #[test]
    fn less_than_a_day_is_no_day() {
        for text in ["March 2026", "Q1 2026", "2026"] {
            assert_eq!(parse_typed_day(text), Err(TypedDateError::NotADay), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_date_is_read_back_from_its_words(year in 1990_u32..2100, month in 1_u32..13, day in 1_u32..29, kind in 0..4) {
            let iso = match kind {
                0 => format!("{year}-{month:02}-{day:02}"),
                1 => format!("{year}-{month:02}"),
                2 => format!("{year}-Q{}", month.div_ceil(3)),
                _ => year.to_string(),
            };
            let date: PartialDate = iso.parse().unwrap();
            prop_assert_eq!(parse_typed_date(&date.to_string()), Ok(date));
            prop_assert_eq!(parse_typed_date(&iso), Ok(date));
        }

        #[test]
        fn any_text_is_read_or_left(text in "\\PC{0,40}") {
            let _ = parse_typed_date(&text);
        }
    }
}
