//! A date known to the day, the month, the quarter or the year: it sorts and prints as what it is.

use std::{cmp::Ordering, fmt, str::FromStr};

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the quarter of a calendar year.
    Quarter,
    /// To the year.
    Year,
}

/// A date as a source gives it. Written `2019-09-12`, `2019-09`, `2019-Q3` or `2019`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PartialDate {
    first: NaiveDate,
    precision: Precision,
}

/// Why a text is not a date we can keep.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text has none of the four forms.
    #[error("\"{0}\" is not a date; write 2019-09-12, 2019-09, 2019-Q3 or 2019")]
    Form(String),
    /// The form is right but there is no such day, month or quarter.
    #[error("\"{0}\" is not a date in the calendar")]
    Impossible(String),
    /// A year no record of ours can speak of: a slip of the pen, or a spreadsheet's zero.
    #[error("\"{0}\" lies outside the years 1990 to 2099")]
    Year(String),
}

impl PartialDate {
    /// A date known to the day.
    pub const fn day(date: NaiveDate) -> Self {
        Self { first: date, precision: Precision::Day }
    }

    /// How exactly it is known.
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// The first day it can be.
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day it can be; a partial date counts from this day on.
    pub fn last(self) -> NaiveDate {
        let months = match self.precision {
            Precision::Day => return self.first,
            Precision::Month => 1,
            Precision::Quarter => 3,
            Precision::Year => 12,
        };
        // Within the years that parsing allows neither step can leave the calendar.
        (self.first + Months::new(months)).pred_opt().unwrap_or(self.first)
    }
}

impl Ord for PartialDate {
    /// By the last possible day, then by the first: what is known less exactly comes before what is known more exactly.
    fn cmp(&self, other: &Self) -> Ordering {
        self.last().cmp(&other.last()).then(self.first.cmp(&other.first))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        let form = || DateError::Form(text.to_owned());
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
                .ok_or_else(form)
        };
        let mut parts = text.split('-');
        let year = number(parts.next().unwrap_or_default(), 4)?;
        let (month, day, precision) = match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => (1, 1, Precision::Year),
            (Some(part), None, _) => match part.strip_prefix(['Q', 'q']) {
                Some(quarter) => match number(quarter, 1)? {
                    quarter @ 1..=4 => (quarter * 3 - 2, 1, Precision::Quarter),
                    _ => return Err(DateError::Impossible(text.to_owned())),
                },
                None => (number(part, 2)?, 1, Precision::Month),
            },
            (Some(month), Some(day), None) => (number(month, 2)?, number(day, 2)?, Precision::Day),
            _ => return Err(form()),
        };
        if !(1990..=2099).contains(&year) {
            return Err(DateError::Year(text.to_owned()));
        }
        let first = i32::try_from(year)
            .ok()
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
            .ok_or_else(|| DateError::Impossible(text.to_owned()))?;
        Ok(Self { first, precision })
    }
}

impl TryFrom<String> for PartialDate {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.iso()
    }
}

impl PartialDate {
    /// As it is written in files, addresses and the database.
    pub fn iso(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.precision {
            Precision::Day => self.first.to_string(),
            Precision::Month => format!("{year}-{month:02}"),
            Precision::Quarter => format!("{year}-Q{}", month.div_ceil(3)),
            Precision::Year => year.to_string(),
        }
    }
}

impl fmt::Display for PartialDate {
    /// In words, in the GOV.UK style: `12 September 2019`, `September 2019`, `July to September 2019`, `2019`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Day => f.write_str(&in_words(self.first)),
            Precision::Month => write!(f, "{}", self.first.format("%B %Y")),
            Precision::Quarter => {
                write!(f, "{} to {}", self.first.format("%B"), self.last().format("%B %Y"))
            }
            Precision::Year => write!(f, "{}", self.first.year()),
        }
    }
}

/// A day in words: `1 May 2022`.
pub fn in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    pub fn any_partial_date() -> impl Strategy<Value = PartialDate> {
        (1990i32..2100, 1u32..13, 1u32..29, 0..4).prop_map(|(year, month, day, form)| {
            date(&match form {
                0 => format!("{year}"),
                1 => format!("{year}-Q{}", month.div_ceil(3)),
                2 => format!("{year}-{month:02}"),
                _ => format!("{year}-{month:02}-{day:02}"),
            })
        })
    }

    #[test]
    fn a_date_prints_as_what_is_known_of_it() {
        let words = ["2019-09-12", "2019-09", "2019-Q3", "2019"].map(|text| date(text).to_string());
        assert_eq!(words, ["12 September 2019", "September 2019", "July to September 2019", "2019"]);
    }

    #[test]
    fn a_partial_date_counts_from_its_last_day() {
        let last = ["2020-02", "2019-Q4", "2019"].map(|text| date(text).last().to_string());
        assert_eq!(last, ["2020-02-29", "2019-12-31", "2019-12-31"]);
    }

    #[test]
    fn impossible_dates_are_refused_and_said_to_be() {
        assert!(matches!("2019-02-30".parse::<PartialDate>(), Err(DateError::Impossible(_))));
        assert!(matches!("2019-Q5".parse::<PartialDate>(), Err(DateError::Impossible(_))));
        assert!(matches!("2019-13".parse::<PartialDate>(), Err(DateError::Impossible(_))));
        assert!(matches!("0019-01".parse::<PartialDate>(), Err(DateError::Year(_))));
        for text in ["", "12/09/2019", "2019-9", "2019-09-1", "2019-09-12-01", "+019", "２０１９"] {
            assert!(matches!(text.parse::<PartialDate>(), Err(DateError::Form(_))), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in any_partial_date(), b in any_partial_date(), c in any_partial_date()) {
            prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b);
            if a <= b && b <= c { prop_assert!(a <= c); }
        }

        #[test]
        fn what_is_written_reads_back_the_same(a in any_partial_date()) {
            prop_assert_eq!(a.iso().parse::<PartialDate>().unwrap(), a);
        }

        #[test]
        fn the_first_day_is_never_after_the_last(a in any_partial_date()) {
            prop_assert!(a.first() <= a.last());
        }

        #[test]
        fn no_text_makes_parsing_panic(text in "\\PC*") {
            let _ = text.parse::<PartialDate>();
        }
    }
}
