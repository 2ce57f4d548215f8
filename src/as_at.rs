//! As at: which point of the record a reader looks at, by when things happened and by when they were recorded.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::partial_date::{PartialDate, in_words};

/// The last day of the calendar that the record is kept in: where the present view is read.
///
/// A fact without a date, and a date known only to a year that is not over, stand in the present view and in no dated
/// one. The read model keeps that view on this day, so that present and past are one indexed query.
pub const PRESENT: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// The first day that a dated view can be asked for: the earliest year that any date of the record may lie in.
pub const EARLIEST: NaiveDate = match NaiveDate::from_ymd_opt(1990, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Whether something that happened then counts in a view of `day`.
///
/// A partial date counts from its last day; what has no date counts in the present view only.
pub fn counts(happened: Option<PartialDate>, day: NaiveDate) -> bool {
    day == PRESENT || happened.is_some_and(|happened| happened.last() <= day)
}

/// What a reader asked to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AsAt {
    /// By what had happened until this day.
    pub as_at: Option<NaiveDate>,
    /// By what had been recorded until this moment.
    pub known_at: Option<KnownAt>,
}

/// A moment by which things were recorded, and how the reader wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownAt {
    /// The moment.
    pub moment: DateTime<Utc>,
    /// Its day in London.
    pub day: NaiveDate,
    /// Whether the reader named a day, meaning its end, and not a moment.
    pub whole_day: bool,
}

/// The point of the record that a query reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Where on the axis of what happened: a day, or [`PRESENT`].
    pub valid: NaiveDate,
    /// Where on the axis of what was recorded; `None` for all that is known now.
    pub known: Option<DateTime<Utc>>,
    /// The day deadlines are reckoned on.
    pub today: NaiveDate,
}

impl AsAt {
    /// The same on a day: the view of today is the present, which counts what is undated as well. So is the view of the day up to
    /// which records are asked for: it was today then, and only so can a paper made then be reproduced to the figure.
    #[must_use]
    pub fn at(self, today: NaiveDate) -> Self {
        let then = self.known_at.map_or(today, |known| known.day);
        Self { as_at: self.as_at.filter(|day| *day != then), ..self }
    }

    /// The point to read, given the day in London.
    ///
    /// `known_at` alone shows what the system itself showed then: the present view of that moment, undated facts
    /// included, reckoned on that day. Only so can a paper made then be reproduced to the figure.
    pub fn point(self, today: NaiveDate) -> Point {
        let then = self.known_at.map_or(today, |known| known.day);
        Point {
            valid: self.as_at.unwrap_or(PRESENT),
            known: self.known_at.map(|known| known.moment),
            today: self.as_at.unwrap_or(then),
        }
    }

    /// Whether the reader looks at anything but the present.
    pub fn is_past(self) -> bool {
        self != Self::default()
    }

    /// The mark on every page, chart and export; `None` in the present.
    pub fn mark(self) -> Option<String> {
        let known = self.known_at.map(|known| {
            if known.whole_day {
                in_words(known.day)
            } else {
                format!("{} UTC", known.moment.format("%-d %B %Y, %H:%M:%S"))
            }
        });
        match (self.as_at, known) {
            (None, None) => None,
            (Some(day), None) => Some(format!("How things stood on {}, by what is known today", in_words(day))),
            (None, Some(known)) => Some(format!("As our records stood on {known}")),
            (Some(day), Some(known)) => {
                Some(format!("How things stood on {}, as our records stood on {known}", in_words(day)))
            }
        }
    }
}

/// Why a text is not a point of the record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PointError {
    /// `as_at` is not a day.
    #[error("write a date as YYYY-MM-DD, for example 2022-05-01")]
    Day,
    /// `known_at` is neither a day nor a moment.
    #[error("write a date (2022-05-01) or a moment (2022-05-01T12:00:00Z)")]
    Moment,
    /// It lies outside the years that the record can speak of.
    #[error("choose a date from 1 January 1990 to today")]
    Outside,
}

/// Reads `as_at`: a day in the past or today.
pub fn parse_as_at(text: &str, today: NaiveDate) -> Result<NaiveDate, PointError> {
    let well_formed = text.len() == 10;
    let day: NaiveDate = text.parse().ok().filter(|_| well_formed).ok_or(PointError::Day)?;
    is_in_range(day, today).then_some(day).ok_or(PointError::Outside)
}

/// Whether a view of that day can be asked for.
pub(crate) fn is_in_range(day: NaiveDate, today: NaiveDate) -> bool {
    EARLIEST <= day && day <= today
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_fact_without_a_date_counts_in_the_present_only() {
        assert!(counts(None, PRESENT));
        assert!(!counts(None, "2026-11-23".parse().unwrap()));
    }

    #[test]
    fn a_month_counts_from_its_last_day() {
        let month = Some("2019-09".parse().unwrap());
        assert!(!counts(month, "2019-09-29".parse().unwrap()));
        assert!(counts(month, "2019-09-30".parse().unwrap()));
    }

    #[test]
    fn known_at_alone_shows_the_present_view_of_then() {
        let day: NaiveDate = "2026-11-23".parse().unwrap();
        let moment = "2026-11-23T23:59:59Z".parse().unwrap();
        let asked = AsAt { as_at: None, known_at: Some(KnownAt { moment, day, whole_day: true }) };
        let point = asked.point("2027-02-01".parse().unwrap());
        assert_eq!((point.valid, point.known, point.today), (PRESENT, Some(moment), day));
    }

    proptest! {
        #[test]
        fn what_counts_once_counts_ever_after(offset in 0u64..40_000, later in 0u64..40_000) {
            let start: NaiveDate = "1990-01-01".parse().unwrap();
            let happened = Some(PartialDate::day(start + chrono::Days::new(20_000)));
            let day = start + chrono::Days::new(offset);
            if counts(happened, day) {
                prop_assert!(counts(happened, day + chrono::Days::new(later)));
            }
        }
    }
}
