//! Months, and a period of them: the points in time at which a series is counted.

use std::{fmt, str::FromStr};

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    first: NaiveDate,
}

/// A text that is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a month written as YYYY-MM")]
pub struct NoMonth;

impl Month {
    /// The month a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        // The first day of every month exists.
        Self { first: day.with_day(1).unwrap_or(day) }
    }

    /// Its first day.
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// Its last day. At the calendar's very end, its first.
    pub fn last(self) -> NaiveDate {
        self.plus(1).first.checked_sub_days(Days::new(1)).filter(|day| *day >= self.first).unwrap_or(self.first)
    }

    /// So many months later; itself where the calendar ends before.
    #[must_use]
    pub fn plus(self, months: u32) -> Self {
        Self { first: self.first.checked_add_months(Months::new(months)).unwrap_or(self.first) }
    }

    /// So many months earlier; itself where the calendar begins after.
    #[must_use]
    pub fn minus(self, months: u32) -> Self {
        Self { first: self.first.checked_sub_months(Months::new(months)).unwrap_or(self.first) }
    }

    /// How many months `later` comes after it; nought where it comes before.
    pub fn until(self, later: Self) -> u32 {
        let place = |month: Self| month.first.year() * 12 + i32::try_from(month.first.month0()).unwrap_or(0);
        u32::try_from(place(later) - place(self)).unwrap_or(0)
    }

    /// In words: `May 2022`.
    pub fn in_words(self) -> String {
        self.first.format("%B %Y").to_string()
    }
}

impl fmt::Display for Month {
    /// As addresses and files write it: `2022-05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first.format("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = NoMonth;

    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let plain = text.len() == 7
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let first = plain.then(|| format!("{text}-01").parse().ok()).flatten();
        first.map(|first| Self { first }).ok_or(NoMonth)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = NoMonth;

    fn try_from(text: String) -> Result<Self, NoMonth> {
        text.parse()
    }
}

/// Months from the first to the last, both included; never backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "(Month, Month)", try_from = "(Month, Month)")]
pub struct Period {
    first: Month,
    last: Month,
}

/// Two months in the wrong order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a period ends no earlier than it begins")]
pub struct Backwards;

impl From<Period> for (Month, Month) {
    fn from(period: Period) -> Self {
        (period.first, period.last)
    }
}

impl TryFrom<(Month, Month)> for Period {
    type Error = Backwards;

    fn try_from((first, last): (Month, Month)) -> Result<Self, Backwards> {
        Self::new(first, last).ok_or(Backwards)
    }
}

impl Period {
    /// A period; `None` where it would run backwards.
    pub fn new(first: Month, last: Month) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Its first month.
    pub const fn first(self) -> Month {
        self.first
    }

    /// Its last month.
    pub const fn last(self) -> Month {
        self.last
    }

    /// How many months it has, from 1.
    pub fn months(self) -> u32 {
        self.first.until(self.last) + 1
    }

    /// The days its points stand at: the last day of each month, but `today` where that comes first. Months that have not
    /// begun have no point.
    pub fn days(self, today: NaiveDate) -> Vec<NaiveDate> {
        (0..self.months())
            .map(|offset| self.first.plus(offset))
            .take_while(|month| month.first() <= today)
            .map(|month| month.last().min(today))
            .collect()
    }

    /// In words: `January 2014 to May 2022`, or one month alone.
    pub fn in_words(self) -> String {
        if self.first == self.last {
            return self.first.in_words();
        }
        format!("{} to {}", self.first.in_words(), self.last.in_words())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_written_with_four_digits_and_two() {
        assert_eq!(month("2024-02").last().to_string(), "2024-02-29");
        assert_eq!((month("2022-05").to_string(), month("2022-05").in_words()), ("2022-05".into(), "May 2022".into()));
        for text in ["2022", "2022-5", "2022-13", "2022-05-01", "05-2022", "2022/05", "+022-05", ""] {
            assert_eq!(text.parse::<Month>(), Err(NoMonth), "{text}");
        }
    }

    #[test]
    fn a_period_never_runs_backwards() {
        assert_eq!(Period::new(month("2022-05"), month("2022-04")), None);
        assert_eq!(Period::new(month("2022-05"), month("2022-05")).map(Period::months), Some(1));
    }

    #[test]
    fn the_month_that_is_not_over_is_counted_today_and_no_later_month_at_all() {
        let period = Period::new(month("2022-03"), month("2022-08")).unwrap();
        let days = period.days("2022-05-17".parse().unwrap());
        let days: Vec<_> = days.iter().map(ToString::to_string).collect();
        assert_eq!(days, ["2022-03-31", "2022-04-30", "2022-05-17"]);
    }

    proptest! {
        #[test]
        fn a_month_comes_as_many_months_later_as_were_added(year in 1990i32..2100, number in 1u32..13, more in 0u32..500) {
            let month = Month::of(NaiveDate::from_ymd_opt(year, number, 1).unwrap());
            prop_assert_eq!(month.until(month.plus(more)), more);
            prop_assert_eq!(month.plus(more).minus(more), month);
            prop_assert_eq!(Month::of(month.last()), month);
        }
    }
}
