//! The figures that are series of months: what the browser is sent, and cuts to the month a reader moves to.

use chrono::NaiveDate;
use followup::{
    partial_date::in_words,
    progress::{assurance_gap::AssuranceGap, month::Month, status_over_time::StatusOverTime},
};
use serde::{Deserialize, Serialize};

use super::{Charted, assurance_gap, status_over_time};

/// A figure with a point for each month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Monthly {
    /// Status over time.
    Status(StatusOverTime),
    /// The assurance gap over time.
    Gap(AssuranceGap),
}

/// What a line tells of each month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it counts.
    pub of: &'static str,
    /// What it says of each month, `None` where it has no value.
    pub months: Vec<Option<String>>,
}

impl Monthly {
    /// What page, drawing and words are made from.
    pub fn charted(&self) -> &dyn Charted {
        match self {
            Self::Status(figure) => figure,
            Self::Gap(figure) => figure,
        }
    }

    /// The day of each point.
    pub fn days(&self) -> Vec<NaiveDate> {
        match self {
            Self::Status(figure) => figure.stocks.iter().map(|stock| stock.day).collect(),
            Self::Gap(figure) => figure.gaps.iter().map(|gap| gap.day).collect(),
        }
    }

    /// The figure as at the end of an earlier month: what a dated view of that day shows.
    #[must_use]
    pub fn until(&self, month: Month) -> Option<Self> {
        match self {
            Self::Status(figure) => figure.until(month).map(Self::Status),
            Self::Gap(figure) => figure.until(month).map(Self::Gap),
        }
    }

    /// The place of the first month of which there is something to show. From there on there is something of every month.
    pub fn first_place(&self) -> Option<usize> {
        match self {
            Self::Status(figure) => figure.stocks.iter().position(|stock| stock.whole() > 0),
            Self::Gap(figure) => figure.gaps.iter().position(|gap| gap.items > 0),
        }
    }

    /// How many of its months come before the first that is drawn. The table and the files have them.
    pub fn months_before_drawing(&self) -> usize {
        match self {
            Self::Status(figure) => figure.months_before_drawing(),
            Self::Gap(_) => 0,
        }
    }

    /// Whether it is drawn as lines, and not said in words that there is none.
    pub fn has_lines(&self) -> bool {
        match self {
            Self::Status(figure) => figure.drawn().has_recorded(),
            Self::Gap(figure) => figure.has_any(),
        }
    }

    /// What its lines tell, in the order in which they are drawn.
    pub fn told(&self) -> Vec<Told> {
        match self {
            Self::Status(figure) => status_over_time::told(figure),
            Self::Gap(figure) => assurance_gap::told(figure),
        }
    }
}

/// The end of a month by its month, another day by itself: `March 2022`, `25 November 2026`.
pub fn month_or_day(day: NaiveDate) -> String {
    let month = Month::of(day);
    if day == month.last() { month.in_words() } else { in_words(day) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts;

    fn status() -> Monthly {
        let months: Vec<_> = (0..30u64).map(|month| ([month % 5, 1, 2 * month, 0], month % 3, 0)).collect();
        Monthly::Status(status_over_time::agreement::figure(&months))
    }

    fn gap() -> Monthly {
        let months: Vec<_> = (0..30u64).map(|month| (month % 4, 10 + month, 20 + month)).collect();
        Monthly::Gap(assurance_gap::agreement::figure(&months))
    }

    #[test]
    fn the_table_of_a_cut_series_is_the_beginning_of_the_whole_table() {
        for whole in [status(), gap()] {
            let lines = charts::table(whole.charted(), "&as_at=2024-06-30").lines;
            for (place, day) in whole.days().into_iter().enumerate() {
                let cut = whole.until(Month::of(day)).unwrap();
                let keep = format!("&as_at={day}");
                assert_eq!(charts::table(cut.charted(), &keep).lines, lines[..=place]);
            }
        }
    }

    #[test]
    fn from_the_first_month_with_something_to_show_on_every_month_shows_something() {
        for whole in [status(), gap()] {
            let first = whole.first_place().unwrap();
            for (place, day) in whole.days().into_iter().enumerate() {
                let cut = whole.until(Month::of(day)).unwrap();
                assert_eq!(cut.charted().is_empty(), place < first, "{day}");
            }
        }
    }

    #[test]
    fn a_month_is_named_by_its_end_and_a_day_within_it_by_itself() {
        assert_eq!(month_or_day("2022-03-31".parse().unwrap()), "March 2022");
        assert_eq!(month_or_day("2026-11-25".parse().unwrap()), "25 November 2026");
    }
}
