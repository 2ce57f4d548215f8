//! Deadlines: what is due in which month, how long ago what is overdue was due, and by how much deadlines were moved.
//!
//! A deadline that passed while nothing says how the item stood counts as such and never as overdue.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    findings_across_rounds::Coverage,
    median::median,
    month::{Month, Period},
    selection::Selection,
};
use crate::{deadline::DeadlineState, vocabulary::vocabulary};

/// Months before this one, and as many after it, that stand for themselves.
const MONTHS_AROUND: u32 = 6;

vocabulary! {
    /// The groups of deadline states that charts show.
    DueGroup, "group of deadline states" {
        /// Not closed, and its day has not passed.
        Ahead = "ahead" => "Not due yet",
        /// It ended, in time or not.
        Closed = "closed" => "Closed",
        /// Not closed past its day, of a recorded status.
        Overdue = "overdue" => "Overdue",
        /// Past its day, and nothing says how it stood.
        OutcomeNotKnown = "outcome-not-known" => "Passed, status not public",
    }
}

impl DueGroup {
    /// The group of a state; none of an undated deadline, which is neither late nor in time.
    pub const fn of(state: DeadlineState) -> Option<Self> {
        match state {
            DeadlineState::DueWithin30Days | DeadlineState::NotDue => Some(Self::Ahead),
            DeadlineState::ClosedInTime | DeadlineState::ClosedLate | DeadlineState::ClosedTimingNotKnown => {
                Some(Self::Closed)
            }
            DeadlineState::Overdue => Some(Self::Overdue),
            DeadlineState::PassedOutcomeNotKnown => Some(Self::OutcomeNotKnown),
            DeadlineState::Undated => None,
        }
    }

    /// The states of a dated deadline that it holds.
    pub fn states(self) -> impl Iterator<Item = DeadlineState> {
        DeadlineState::ALL.iter().copied().filter(move |state| Self::of(*state) == Some(self))
    }
}

vocabulary! {
    /// How a deadline stands to the one that was first given.
    Moved, "move of a deadline" {
        /// It is later now: it slipped.
        Later = "later" => "Moved later",
        /// It is earlier now.
        Earlier = "earlier" => "Moved earlier",
        /// It is the same day.
        NotMoved = "not-moved" => "Not moved",
    }
}

/// How long ago what is overdue was due, in days; both ends belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeBand {
    /// The fewest days.
    pub from: u64,
    /// The most days; `None` of the last band.
    pub to: Option<u64>,
}

/// The bands, each beginning where the one before it ends.
pub const AGE_BANDS: [AgeBand; 5] = [
    AgeBand { from: 1, to: Some(30) },
    AgeBand { from: 31, to: Some(90) },
    AgeBand { from: 91, to: Some(180) },
    AgeBand { from: 181, to: Some(365) },
    AgeBand { from: 366, to: None },
];

impl AgeBand {
    /// In words, months for days: `up to a month`, `1 to 3 months`.
    pub fn in_words(self) -> String {
        let months = |days: u64| days / 30;
        match (months(self.from), self.to.map(months)) {
            (0, Some(1)) => "up to a month".to_owned(),
            (from, Some(to)) => format!("{from} to {to} months"),
            (_, None) => "over a year".to_owned(),
        }
    }

    /// The first day and the last on which such items were due, reckoned on `today`.
    pub fn due(self, today: NaiveDate) -> Between {
        let before = |days| today.checked_sub_days(Days::new(days));
        Between { from: self.to.and_then(before), to: before(self.from) }
    }
}

/// A span of days, both ends included; without an end it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Between {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl Between {
    /// Whether a day lies in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// Items that are due in one month and stand in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueCount {
    /// The month they are due in; `None` where no date is known.
    pub month: Option<Month>,
    /// How their deadline stands.
    pub state: DeadlineState,
    /// The day they were due, of those that are overdue.
    pub overdue_since: Option<NaiveDate>,
    /// How many.
    pub items: u64,
}

/// Items whose deadline was moved by so many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedCount {
    /// From the first deadline to the current one; `None` where one of the two is not known.
    pub days: Option<i64>,
    /// How many.
    pub items: u64,
}

/// Items due in a month, or in all the months before or after those that stand for themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// In words.
    pub when: String,
    /// The days.
    pub between: Between,
    /// Items in each group, in the order of [`DueGroup::ALL`].
    pub counts: [u64; DueGroup::ALL.len()],
}

impl Due {
    /// Items in a group.
    pub const fn in_group(&self, group: DueGroup) -> u64 {
        self.counts[group as usize]
    }

    /// All items due then.
    pub fn whole(&self) -> u64 {
        self.counts.iter().sum()
    }
}

/// By how much deadlines were moved later, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The one in the middle, of an even number the shorter of the two.
    pub median: u64,
    /// The longest.
    pub longest: u64,
}

/// The figure, of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadlines {
    /// Of whom, in words: `England and Wales`, or a force's name.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// Of how many forces any deadline is dated; only for a figure of several.
    pub coverage: Option<Coverage>,
    /// The day deadlines are reckoned on.
    pub today: NaiveDate,
    /// What is due when, in order of time.
    pub due: Vec<Due>,
    /// Items with no date to be late by that are not closed, those without a recorded status among them.
    pub undated_not_closed: u64,
    /// Closed items without such a date.
    pub undated_closed: u64,
    /// Items due within 30 days.
    pub soon: u64,
    /// What is overdue, in the order of [`AGE_BANDS`].
    pub overdue: [u64; AGE_BANDS.len()],
    /// Items in the order of [`Moved::ALL`].
    pub moved: [u64; Moved::ALL.len()],
    /// Items of which the first or the current deadline is not known.
    pub move_not_known: u64,
    /// How far those that were moved later slipped; `None` where there is none.
    pub slip: Option<Slip>,
}

impl Deadlines {
    /// Adds counts up.
    pub fn new(
        scope: String,
        selection: Selection,
        coverage: Option<Coverage>,
        today: NaiveDate,
        due: &[DueCount],
        moved: &[MovedCount],
    ) -> Self {
        let sum = |wanted: &dyn Fn(&DueCount) -> bool| {
            due.iter().filter(|count| wanted(count)).map(|count| count.items).sum::<u64>()
        };
        let in_bands = AGE_BANDS.map(|band| {
            let between = band.due(today);
            sum(&|count| count.overdue_since.is_some_and(|day| between.holds(day)))
        });
        let by_move = |wanted: fn(i64) -> bool| {
            moved.iter().filter(|count| count.days.is_some_and(wanted)).map(|count| count.items).sum::<u64>()
        };
        Self {
            scope,
            selection,
            coverage,
            today,
            due: around(today).into_iter().map(|(when, between)| counted(when, between, due)).collect(),
            undated_not_closed: sum(&|count| count.month.is_none() && count.state == DeadlineState::Undated),
            undated_closed: sum(&|count| count.month.is_none() && count.state != DeadlineState::Undated),
            soon: sum(&|count| count.state == DeadlineState::DueWithin30Days),
            overdue: in_bands,
            moved: [by_move(|days| days > 0), by_move(|days| days < 0), by_move(|days| days == 0)],
            move_not_known: moved.iter().filter(|count| count.days.is_none()).map(|count| count.items).sum(),
            slip: slip(moved),
        }
    }

    /// Items in a group, whenever they are due.
    pub fn in_group(&self, group: DueGroup) -> u64 {
        self.due.iter().map(|due| due.in_group(group)).sum()
    }

    /// What is due in this month and after it.
    pub fn due_from_today(&self) -> impl Iterator<Item = &Due> {
        self.due.iter().filter(|due| due.between.to.is_none_or(|last| self.today <= last))
    }

    /// Items that were moved in one way, or not.
    pub const fn moved(&self, moved: Moved) -> u64 {
        self.moved[moved as usize]
    }

    /// Items with a dated deadline.
    pub fn dated(&self) -> u64 {
        self.due.iter().map(Due::whole).sum()
    }

    /// Items without one.
    pub const fn undated(&self) -> u64 {
        self.undated_not_closed + self.undated_closed
    }

    /// All items.
    pub fn whole(&self) -> u64 {
        self.dated() + self.undated()
    }
}

/// The months around a day, each for itself, and what lies before and after them.
fn around(today: NaiveDate) -> Vec<(String, Between)> {
    let this = Month::of(today);
    let (first, last) = (this.minus(MONTHS_AROUND), this.plus(MONTHS_AROUND));
    let before = Between { from: None, to: first.first().pred_opt() };
    let after = Between { from: last.last().succ_opt(), to: None };
    let months = Period::new(first, last).map_or(0, Period::months);
    let each = (0..months).map(|number| first.plus(number));
    let each = each.map(|month| (month.in_words(), Between { from: Some(month.first()), to: Some(month.last()) }));
    std::iter::once((format!("Before {}", first.in_words()), before))
        .chain(each)
        .chain([(format!("After {}", last.in_words()), after)])
        .collect()
}

fn counted(when: String, between: Between, all: &[DueCount]) -> Due {
    let mut counts = [0; DueGroup::ALL.len()];
    // A month lies within a span as a whole or not at all.
    for count in all.iter().filter(|count| count.month.is_some_and(|month| between.holds(month.first()))) {
        if let Some(group) = DueGroup::of(count.state) {
            counts[group as usize] += count.items;
        }
    }
    Due { when, between, counts }
}

fn slip(moved: &[MovedCount]) -> Option<Slip> {
    let later = |count: &MovedCount| Some((u64::try_from(count.days?).ok().filter(|days| *days > 0)?, count.items));
    let mut slips: Vec<_> = moved.iter().filter_map(later).collect();
    slips.sort_unstable();
    Some(Slip { median: median(&slips)?, longest: slips.last()?.0 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn figure(due: &[DueCount], moved: &[MovedCount]) -> Deadlines {
        let kent = Selection::of_force("kent".parse().unwrap());
        Deadlines::new("Kent Police".to_owned(), kent, None, day("2026-11-25"), due, moved)
    }

    fn due(month: &str, state: DeadlineState, overdue_since: Option<&str>, items: u64) -> DueCount {
        DueCount { month: month.parse().ok(), state, overdue_since: overdue_since.map(day), items }
    }

    #[test]
    fn each_month_stands_for_itself_and_what_is_far_is_together() {
        let figure = figure(
            &[
                due("2014-03", DeadlineState::PassedOutcomeNotKnown, None, 5),
                due("2026-04", DeadlineState::ClosedLate, None, 1),
                due("2026-05", DeadlineState::Overdue, Some("2026-05-02"), 2),
                due("2027-06", DeadlineState::NotDue, None, 4),
                due("", DeadlineState::Undated, None, 7),
                due("", DeadlineState::ClosedTimingNotKnown, None, 3),
            ],
            &[],
        );
        let told: Vec<_> =
            figure.due.iter().filter(|due| due.whole() > 0).map(|due| (due.when.as_str(), due.counts)).collect();
        assert_eq!(
            told,
            [("Before May 2026", [0, 1, 0, 5]), ("May 2026", [0, 0, 2, 0]), ("After May 2027", [4, 0, 0, 0])]
        );
        assert_eq!(
            (figure.due.len(), figure.undated_not_closed, figure.undated_closed, figure.whole()),
            (15, 7, 3, 22)
        );
    }

    #[test]
    fn what_has_no_date_is_never_in_time_and_in_no_group_of_what_is_due() {
        assert_eq!(DueGroup::of(DeadlineState::Undated), None);
        let figure = figure(&[due("", DeadlineState::Undated, None, 7)], &[]);
        assert_eq!((figure.in_group(DueGroup::Ahead), figure.undated_not_closed, figure.whole()), (0, 7, 7));
    }

    #[test]
    fn the_bands_of_age_meet_without_a_gap() {
        // On 25 November 2026 what was due on 26 October is 30 days late and what was due on 25 October 31.
        let late = |since| due("2020-01", DeadlineState::Overdue, Some(since), 1);
        let days = ["2026-11-24", "2026-10-26", "2026-10-25", "2026-08-27", "2025-11-25", "2025-11-24", "2014-01-01"];
        assert_eq!(figure(&days.map(late), &[]).overdue, [2, 2, 0, 1, 2]);
    }

    #[test]
    fn bands_of_age_are_said_in_months() {
        let words = AGE_BANDS.map(AgeBand::in_words);
        assert_eq!(words, ["up to a month", "1 to 3 months", "3 to 6 months", "6 to 12 months", "over a year"]);
    }

    #[test]
    fn slips_are_told_of_deadlines_moved_later_alone() {
        let moved = |days, items| MovedCount { days, items };
        let figure = figure(
            &[],
            &[moved(Some(30), 2), moved(Some(10), 1), moved(Some(-5), 4), moved(Some(0), 9), moved(None, 8)],
        );
        assert_eq!((figure.moved, figure.move_not_known), ([3, 4, 9], 8));
        assert_eq!(figure.slip, Some(Slip { median: 30, longest: 30 }));
    }

    proptest! {
        #[test]
        fn months_and_undated_always_sum_to_all_items_and_ages_to_what_is_overdue(
            counts in prop::collection::vec((prop::option::of(0u32..400), prop::sample::select(DeadlineState::ALL), 0u64..30), 0..40),
        ) {
            let first: Month = "2000-01".parse().unwrap();
            let counts: Vec<_> = counts
                .into_iter()
                .map(|(offset, state, items)| {
                    let month = offset.map(|offset| first.plus(offset)).filter(|_| state != DeadlineState::Undated);
                    // Only what was due before today is overdue.
                    let late = state == DeadlineState::Overdue;
                    let since = month.map(Month::first).filter(|day| *day < "2026-11-25".parse().unwrap());
                    let (month, state) = match (late, since) {
                        (true, None) => (None, DeadlineState::Undated),
                        _ => (month, state),
                    };
                    DueCount { month, state, overdue_since: since.filter(|_| late), items }
                })
                .collect();
            let figure = figure(&counts, &[]);
            prop_assert_eq!(figure.whole(), counts.iter().map(|count| count.items).sum::<u64>());
            prop_assert_eq!(figure.overdue.iter().sum::<u64>(), figure.in_group(DueGroup::Overdue));
        }
    }
}
