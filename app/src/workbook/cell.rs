//! What stands in a cell of a file: a CSV file and a workbook are written from it, each in its own way.

use std::borrow::Cow;

use chrono::NaiveDate;
use followup::partial_date::{PartialDate, Precision};

/// The most a cell of a spreadsheet may hold, in units of UTF-16.
const LONGEST: usize = 32_767;

/// What ends a text that is longer than that.
const CUT: &str = "… [cut here: longer than a cell of a spreadsheet may be]";

/// One cell of a table that leaves as a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words of a source, a name, an address: as they are in every file.
    Text(Cow<'static, str>),
    /// A word of a closed list: its slug in a CSV file, its words in a workbook.
    Word {
        /// How addresses and CSV files write it.
        slug: &'static str,
        /// How screens write it.
        label: &'static str,
    },
    /// A number to reckon with.
    Number(f64),
    /// A day of the calendar.
    Day(NaiveDate),
    /// Nothing: blank in a CSV file; in a workbook, where a blank says nothing to whoever listens, its reason.
    Missing(Missing),
}

/// Why a cell holds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Our sources do not hold it, or it cannot be worked out of what they hold.
    NotAvailable,
    /// There is nothing it could be of.
    NotApplicable,
}

impl Missing {
    /// The shorthand that government statistics use.
    #[must_use]
    pub const fn shorthand(self) -> &'static str {
        match self {
            Self::NotAvailable => "[x]",
            Self::NotApplicable => "[z]",
        }
    }
}

/// A cell as a workbook holds it.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown<'a> {
    /// A string, never a formula.
    Words(Cow<'a, str>),
    /// A number.
    Number(f64),
    /// A date.
    Day(NaiveDate),
}

impl Cell {
    /// Words; where there are none, our sources do not hold them.
    pub fn text(words: impl Into<Cow<'static, str>>) -> Self {
        Self::text_or(words, Missing::NotAvailable)
    }

    /// Words, and what it means that there are none.
    pub fn text_or(words: impl Into<Cow<'static, str>>, missing: Missing) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Missing(missing) } else { Self::Text(words) }
    }

    /// A word of a closed list.
    #[must_use]
    pub const fn word(slug: &'static str, label: &'static str) -> Self {
        Self::Word { slug, label }
    }

    /// How many there are.
    #[must_use]
    pub fn count(count: u64) -> Self {
        // Beyond what we could ever count; a float would not hold every such number.
        u32::try_from(count).map_or_else(|_| Self::text(count.to_string()), |count| Self::Number(count.into()))
    }

    /// A day, and what it means that there is none.
    #[must_use]
    pub fn day(day: Option<NaiveDate>, missing: Missing) -> Self {
        day.map_or(Self::Missing(missing), Self::Day)
    }

    /// A date; one that is not known to the day stays the text that says so.
    #[must_use]
    pub fn date(date: Option<PartialDate>, missing: Missing) -> Self {
        match date {
            None => Self::Missing(missing),
            Some(date) if date.precision() == Precision::Day => Self::Day(date.first()),
            Some(date) => Self::text(date.iso()),
        }
    }

    /// A value of our own as a CSV file writes it: a number or a day where it is written as one, else words.
    #[must_use]
    pub fn of_csv(value: &str, missing: Missing) -> Self {
        if let Some(number) = number(value) {
            return Self::Number(number);
        }
        if value.len() == 10
            && let Ok(day) = NaiveDate::parse_from_str(value, "%Y-%m-%d")
        {
            return Self::Day(day);
        }
        Self::text_or(value.to_owned(), missing)
    }

    /// How a CSV file writes it.
    #[must_use]
    pub fn in_csv(&self) -> String {
        match self {
            Self::Text(words) => words.clone().into_owned(),
            Self::Word { slug, .. } => (*slug).to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Missing(_) => String::new(),
        }
    }

    /// What a workbook holds in its place.
    #[must_use]
    pub fn shown(&self) -> Shown<'_> {
        match self {
            Self::Text(words) => Shown::Words(fitting(words)),
            Self::Word { label, .. } => Shown::Words(Cow::Borrowed(label)),
            Self::Number(number) => Shown::Number(*number),
            Self::Day(day) => Shown::Day(*day),
            Self::Missing(missing) => Shown::Words(Cow::Borrowed(missing.shorthand())),
        }
    }
}

/// A number as our files write them: `12`, `-2`, `0.5`. What begins with a nought more is a name and no number.
fn number(value: &str) -> Option<f64> {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let well_formed = all_digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && rest.is_none_or(all_digits)
        // More digits than these a float does not hold.
        && digits.len() <= 15;
    well_formed.then(|| value.parse().ok()).flatten()
}

/// A text as both kinds of workbook can hold it: XML has no sign for some characters, and a cell has a longest text.
pub(super) fn fitting(words: &str) -> Cow<'_, str> {
    let unwritable = |letter: char| matches!(letter, '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    let mut fitting = Cow::Borrowed(words);
    if words.contains(|letter| unwritable(letter) || letter == '\r') {
        fitting = Cow::Owned(words.replace("\r\n", "\n").replace('\r', "\n").replace(unwritable, "\u{FFFD}"));
    }
    if fitting.encode_utf16().count() > LONGEST {
        let room = LONGEST - CUT.encode_utf16().count();
        let mut used = 0;
        let kept = fitting.chars().take_while(|letter| {
            used += letter.len_utf16();
            used <= room
        });
        fitting = Cow::Owned(kept.collect::<String>() + CUT);
    }
    fitting
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_date_known_to_the_day_is_a_date_and_any_other_stays_what_is_known_of_it() {
        let cell = |text: &str| Cell::date(Some(text.parse().unwrap()), Missing::NotAvailable);
        assert_eq!(cell("2019-09-12"), Cell::Day("2019-09-12".parse().unwrap()));
        for partial in ["2019-09", "2019-Q3", "2019"] {
            assert_eq!(cell(partial).shown(), Shown::Words(partial.into()));
            assert_eq!(cell(partial).in_csv(), partial);
        }
        assert_eq!(Cell::date(None, Missing::NotAvailable).in_csv(), "");
    }

    #[test]
    fn a_value_of_a_file_is_a_number_or_a_day_only_if_it_is_written_as_one() {
        let cell = |value: &str| Cell::of_csv(value, Missing::NotAvailable);
        assert_eq!(cell("0"), Cell::Number(0.0));
        assert_eq!(cell("-12"), Cell::Number(-12.0));
        assert_eq!(cell("21500"), Cell::Number(21_500.0));
        assert_eq!(cell("0.5"), Cell::Number(0.5));
        assert_eq!(cell("2022-05-01"), Cell::Day("2022-05-01".parse().unwrap()));
        for words in
            ["007", "1e5", "inf", "NaN", "<1", "1,000", "+1", "-", "1.", ".5", "2022-13-01", "12345678901234567"]
        {
            assert_eq!(cell(words), Cell::Text(words.to_owned().into()), "{words}");
        }
        assert_eq!(cell(""), Cell::Missing(Missing::NotAvailable));
    }

    #[test]
    fn what_is_missing_is_blank_in_a_csv_file_and_says_why_in_a_workbook() {
        let missing = Cell::Missing(Missing::NotApplicable);
        assert_eq!((missing.in_csv().as_str(), missing.shown()), ("", Shown::Words("[z]".into())));
    }

    #[test]
    fn a_text_longer_than_a_cell_ends_by_saying_so() {
        let long = Cell::text("é".repeat(40_000));
        let Shown::Words(words) = long.shown() else { panic!("a text is words") };
        assert!(words.encode_utf16().count() <= LONGEST && words.ends_with(CUT));
    }

    proptest! {
        #[test]
        fn what_a_file_writes_of_a_count_or_a_day_reads_back_the_same(count in any::<u32>(), days in 0u64..40_000) {
            let day = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(days);
            for cell in [Cell::count(count.into()), Cell::Day(day)] {
                prop_assert_eq!(Cell::of_csv(&cell.in_csv(), Missing::NotAvailable), cell);
            }
        }

        #[test]
        fn whatever_a_text_holds_xml_can_carry_it(text in "(?s).{0,40}") {
            let fits = fitting(&text);
            prop_assert!(!fits.contains(|letter: char| letter < ' ' && letter != '\t' && letter != '\n'));
        }
    }
}
