//! Status over time: how many items stood in each group of statuses at the end of each month.
//!
//! Made of changes: on what day so many items came to stand in a status, or ceased to. What happened without a known day
//! is in no month; how many items that leaves out is said beside.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    findings_across_rounds::Coverage,
    month::{Month, Period},
    selection::Selection,
};
use crate::status::{Status, StatusGroup};

/// How many months before the last one a drawing begins, where no other beginning was asked for: five years.
const DRAWN_MONTHS: u32 = 60;

/// In one month, how many items more, or fewer, came to stand in a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The month.
    pub month: Month,
    /// The status.
    pub status: Status,
    /// Items that came to stand in it, less those that ceased to.
    pub items: i64,
}

/// Items that no dated view shows as the present view does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Undated {
    /// In the present view only: the day they were raised is not known, or has not come.
    pub items: u64,
    /// In both, but in another status by something whose day is not known.
    pub in_another_status: u64,
}

/// All that happened to the items picked, until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusChanges {
    /// Of whom, in words.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// The changes, in any order.
    pub changes: Vec<Change>,
    /// For each force with items, the day of the first of them.
    pub forces_since: Vec<NaiveDate>,
    /// How many forces there are to tell of; only where several were picked.
    pub forces: Option<u32>,
    /// What the dated series leaves out; only in the present view.
    pub undated: Option<Undated>,
}

/// With what a series begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Begins {
    /// The month that was asked for.
    #[default]
    AsAsked,
    /// The first item, where no status was recorded by the end.
    FirstItem,
    /// The first recorded status: the years before would be lines along nought, which nobody should take for what was done.
    FirstStatus,
}

/// How items stood at the end of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Written", from = "Written")]
pub struct Stock {
    /// The day.
    pub day: NaiveDate,
    /// Items in each group, in the order of [`StatusGroup::ALL`].
    pub counts: [u64; StatusGroup::ALL.len()],
    /// Items without a recorded status: in no group.
    pub not_recorded: u64,
    /// Items closed according to a source: in no group.
    pub by_source: u64,
}

/// A stock as it is sent to the browser: without names, since there are hundreds. Day, groups, not recorded, by a source.
type Written = (NaiveDate, [u64; StatusGroup::ALL.len()], u64, u64);

impl From<Stock> for Written {
    fn from(Stock { day, counts, not_recorded, by_source }: Stock) -> Self {
        (day, counts, not_recorded, by_source)
    }
}

impl From<Written> for Stock {
    fn from((day, counts, not_recorded, by_source): Written) -> Self {
        Self { day, counts, not_recorded, by_source }
    }
}

impl Stock {
    /// Items in a group.
    pub const fn of(&self, group: StatusGroup) -> u64 {
        self.counts[group as usize]
    }

    /// Items in any group: those whose status is recorded, and by more than a source's word that they are closed.
    pub fn recorded(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// All items that existed then.
    pub fn whole(&self) -> u64 {
        self.recorded() + self.not_recorded + self.by_source
    }
}

/// The figure: one stock for each month of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusOverTime {
    /// Of whom, in words: `England and Wales`, or a force's name.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// Of how many forces; only for a figure of several.
    pub coverage: Option<Coverage>,
    /// The months.
    pub period: Period,
    /// With what they begin.
    pub begins: Begins,
    /// One for each month that had begun, in their order.
    pub stocks: Vec<Stock>,
    /// Of how many forces each of them tells; none for a figure of one force.
    pub told_of: Vec<u32>,
    /// What the series leaves out.
    pub undated: Option<Undated>,
}

impl StatusChanges {
    /// The month in which the first item came to be; `None` where there is none.
    pub fn first_month(&self) -> Option<Month> {
        self.changes.iter().map(|change| change.month).min()
    }

    /// Where a series until a month begins by itself; `None` where there is nothing until then.
    pub fn beginning(&self, last: Month) -> Option<(Month, Begins)> {
        let until = self.changes.iter().filter(|change| change.items > 0 && change.month <= last);
        let first = until.clone().map(|change| change.month).min()?;
        let in_a_group =
            |status: Status| StatusGroup::ALL.iter().any(|group| group.statuses().any(|one| one == status));
        let recorded = until.filter(|change| in_a_group(change.status)).map(|change| change.month).min();
        Some(recorded.map_or((first, Begins::FirstItem), |month| (month, Begins::FirstStatus)))
    }

    /// The stocks of a period, reckoned on `today`: no month after it has one.
    pub fn over(self, period: Period, today: NaiveDate) -> StatusOverTime {
        let mut by_month: BTreeMap<Month, Vec<Change>> = BTreeMap::new();
        for change in self.changes {
            by_month.entry(change.month).or_default().push(change);
        }
        let mut standing = [0i64; Status::ALL.len()];
        let mut rest = by_month.into_iter().peekable();
        let stocks: Vec<_> = period
            .days(today)
            .into_iter()
            .map(|day| {
                while let Some((_, changes)) = rest.next_if(|(month, _)| *month <= Month::of(day)) {
                    for change in changes {
                        standing[change.status as usize] += change.items;
                    }
                }
                stock(day, &standing)
            })
            .collect();
        let told_of: Vec<u32> = match self.forces {
            None => Vec::new(),
            Some(_) => stocks.iter().map(|stock| begun(&self.forces_since, stock.day)).collect(),
        };
        let coverage = self.forces.map(|forces| Coverage { with_data: told_of.last().copied().unwrap_or(0), forces });
        StatusOverTime {
            scope: self.scope,
            selection: self.selection,
            coverage,
            period,
            begins: Begins::AsAsked,
            stocks,
            told_of,
            undated: self.undated,
        }
    }
}

/// How many forces had their first item by a day.
fn begun(forces_since: &[NaiveDate], day: NaiveDate) -> u32 {
    forces_since.iter().filter(|since| **since <= day).count().try_into().unwrap_or(u32::MAX)
}

fn stock(day: NaiveDate, standing: &[i64; Status::ALL.len()]) -> Stock {
    // Nothing ceases to stand as it never stood: no sum is ever below nought.
    let items = |status: Status| u64::try_from(standing[status as usize]).unwrap_or(0);
    let mut counts = [0; StatusGroup::ALL.len()];
    for group in StatusGroup::ALL {
        counts[*group as usize] = group.statuses().map(items).sum();
    }
    Stock { day, counts, not_recorded: items(Status::NotRecorded), by_source: items(Status::ClosedAccordingToSource) }
}

impl StatusOverTime {
    /// The figure as it is made as at the end of an earlier month, by what is known here: the same value that a dated view
    /// of that day gives. `None` where it has no such month, or the month is not over.
    #[must_use]
    pub fn until(&self, month: Month) -> Option<Self> {
        let period = Period::new(self.period.first(), month)?;
        let months = usize::try_from(period.months()).ok()?;
        self.stocks.get(months - 1).filter(|stock| stock.day == month.last())?;
        let told_of: Vec<u32> = self.told_of.iter().copied().take(months).collect();
        let with_data = told_of.last().copied();
        Some(Self {
            scope: self.scope.clone(),
            selection: self.selection.clone(),
            coverage: self.coverage.zip(with_data).map(|(whole, with_data)| Coverage { with_data, ..whole }),
            period,
            begins: self.begins,
            stocks: self.stocks[..months].to_vec(),
            told_of,
            undated: None,
        })
    }

    /// The part that is drawn: the last five years, or every month where the reader chose the first one. Tables and files have every month
    /// in either case.
    #[must_use]
    pub fn drawn(&self) -> Self {
        let skipped = self.months_before_drawing();
        let first = self.period.first().plus(u32::try_from(skipped).unwrap_or(0));
        Self {
            period: Period::new(first, self.period.last()).unwrap_or(self.period),
            stocks: self.stocks.iter().skip(skipped).copied().collect(),
            told_of: self.told_of.iter().skip(skipped).copied().collect(),
            ..self.clone()
        }
    }

    /// How many months of the series come before the part that is drawn.
    pub fn months_before_drawing(&self) -> usize {
        if self.begins == Begins::AsAsked {
            return 0;
        }
        let first = self.period.last().minus(DRAWN_MONTHS);
        usize::try_from(self.period.first().until(first)).unwrap_or(0)
    }

    /// How things stood at the end; `None` of a period without a month that had begun.
    pub fn latest(&self) -> Option<&Stock> {
        self.stocks.last()
    }

    /// Whether any item stood in any group in any month: if not there is no line to draw.
    pub fn has_recorded(&self) -> bool {
        self.stocks.iter().any(|stock| stock.recorded() > 0)
    }

    /// Whether any item existed in any month.
    pub fn has_items(&self) -> bool {
        self.stocks.iter().any(|stock| stock.whole() > 0)
    }

    /// The month of most items in a group, the earliest of equals.
    pub fn most(&self, group: StatusGroup) -> Option<&Stock> {
        self.stocks.iter().reduce(|most, stock| if stock.of(group) > most.of(group) { stock } else { most })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    fn changes(changes: &[(&str, Status, i64)]) -> StatusChanges {
        StatusChanges {
            scope: "Kent Police".to_owned(),
            selection: Selection::of_force("kent".parse().unwrap()),
            changes: changes
                .iter()
                .map(|(text, status, items)| Change { month: month(text), status: *status, items: *items })
                .collect(),
            forces_since: vec![day("2022-01-10")],
            forces: Some(43),
            undated: None,
        }
    }

    fn period(from: &str, to: &str) -> Period {
        Period::new(month(from), month(to)).unwrap()
    }

    #[test]
    fn a_stock_is_what_came_less_what_went() {
        // Five raised in January; in March two are planned and one is under way; in April one is verified complete.
        let history = changes(&[
            ("2022-01", Status::NotRecorded, 5),
            ("2022-03", Status::NotRecorded, -3),
            ("2022-03", Status::Planned, 2),
            ("2022-03", Status::InProgress, 1),
            ("2022-04", Status::InProgress, -1),
            ("2022-04", Status::VerifiedComplete, 1),
        ]);
        let figure = history.over(period("2022-01", "2022-12"), day("2022-04-20"));
        let told: Vec<_> =
            figure.stocks.iter().map(|stock| (stock.day.to_string(), stock.counts, stock.not_recorded)).collect();
        assert_eq!(
            told,
            [
                ("2022-01-31".to_owned(), [0, 0, 0, 0], 5),
                ("2022-02-28".to_owned(), [0, 0, 0, 0], 5),
                ("2022-03-31".to_owned(), [3, 0, 0, 0], 2),
                ("2022-04-20".to_owned(), [2, 0, 1, 0], 2),
            ]
        );
        assert_eq!(figure.coverage, Some(Coverage { with_data: 1, forces: 43 }));
    }

    fn any_changes() -> impl Strategy<Value = StatusChanges> {
        let change = (0u32..30, 0usize..9, 1i64..4);
        (prop::collection::vec(change, 1..40), prop::collection::vec(0u32..900, 0..6)).prop_map(|(all, since)| {
            let mut history = changes(&[]);
            history.changes = all
                .into_iter()
                .map(|(offset, status, items)| Change {
                    month: month("2020-01").plus(offset),
                    status: Status::ALL[status],
                    items,
                })
                .collect();
            history.forces_since =
                since.into_iter().map(|days| day("2020-01-01") + chrono::Days::new(days.into())).collect();
            history.undated = Some(Undated { items: 3, in_another_status: 1 });
            history
        })
    }

    proptest! {
        #[test]
        fn a_series_cut_to_a_month_is_the_series_made_as_at_its_last_day(
            history in any_changes(), from in prop::option::of(0u32..30), cut in 0u32..40,
        ) {
            let today = day("2023-02-14");
            // What had happened by the end of the month, as a dated view reads it: undated facts are not in it.
            let until = month("2020-01").plus(cut);
            let mut then = history.clone();
            then.changes.retain(|change| change.month <= until);
            then.forces_since.retain(|since| *since <= until.last());
            then.undated = None;
            let made = |history: StatusChanges, last: Month, today| {
                let asked = from.map(|from| (month("2020-01").plus(from), Begins::AsAsked));
                let (first, begins) = asked.or_else(|| history.beginning(last))?;
                Some(StatusOverTime { begins, ..history.over(Period::new(first, last)?, today) })
            };
            let whole = made(history, Month::of(today), today).unwrap();
            let dated = made(then, until, until.last()).filter(|_| until.last() <= today);
            if until < whole.period.first() {
                // Of months before the first recorded status a dated view has silence alone to show.
                prop_assert_eq!(whole.until(until), None);
                prop_assert!(dated.is_none_or(|dated| !dated.has_recorded()));
            } else {
                prop_assert_eq!(whole.until(until), dated);
            }
        }

        #[test]
        fn what_is_sent_to_the_browser_is_read_there_as_it_was(history in any_changes()) {
            let today = day("2023-02-14");
            let figure = history.over(Period::new(month("2020-01"), Month::of(today)).unwrap(), today);
            let sent = serde_json::to_string(&figure).unwrap();
            prop_assert_eq!(serde_json::from_str::<StatusOverTime>(&sent).unwrap(), figure);
        }
    }

    #[test]
    fn a_series_begins_with_the_first_recorded_status_and_without_one_with_the_first_item() {
        let silent = [("2014-03", Status::NotRecorded, 7), ("2015-01", Status::ClosedAccordingToSource, 1)];
        assert_eq!(changes(&silent).beginning(month("2026-11")), Some((month("2014-03"), Begins::FirstItem)));
        let told = [&silent[..], &[("2019-05", Status::NotRecorded, -1), ("2019-05", Status::Planned, 1)]].concat();
        assert_eq!(changes(&told).beginning(month("2026-11")), Some((month("2019-05"), Begins::FirstStatus)));
        let earlier = changes(&told).beginning(month("2018-12"));
        assert_eq!(earlier, Some((month("2014-03"), Begins::FirstItem)), "by then no status was recorded");
        assert_eq!(changes(&told).beginning(month("2013-12")), None);
    }

    #[test]
    fn drawing_begins_five_years_ago_unless_a_month_was_asked_for() {
        let history = || changes(&[("2015-04", Status::Planned, 7), ("2026-02", Status::Planned, -2)]);
        let made =
            |begins| StatusOverTime { begins, ..history().over(period("2015-04", "2026-11"), day("2026-11-25")) };
        let drawn = made(Begins::FirstStatus).drawn();
        assert_eq!(drawn.period, period("2021-11", "2026-11"));
        assert_eq!((drawn.stocks.len(), drawn.told_of.len(), drawn.stocks[0].day), (61, 61, day("2021-11-30")));
        assert_eq!(made(Begins::AsAsked).drawn(), made(Begins::AsAsked));
        let short = made(Begins::FirstStatus).until(month("2018-01")).unwrap();
        assert_eq!(short.drawn(), short);
    }

    #[test]
    fn a_month_that_is_not_over_or_not_in_the_series_cannot_be_cut_to() {
        let history = changes(&[("2022-01", Status::Planned, 1)]);
        let figure = history.over(period("2022-01", "2022-12"), day("2022-04-20"));
        assert!(figure.until(month("2022-03")).is_some());
        for other in ["2021-12", "2022-04", "2022-05"] {
            assert_eq!(figure.until(month(other)), None, "{other}");
        }
    }

    #[test]
    fn a_period_that_begins_later_begins_with_all_that_came_before() {
        let history = changes(&[("2019-09", Status::Planned, 7), ("2022-02", Status::Planned, -2)]);
        let figure = history.over(period("2022-01", "2022-02"), day("2026-11-25"));
        let open: Vec<_> = figure.stocks.iter().map(|stock| stock.of(StatusGroup::Open)).collect();
        assert_eq!(open, [7, 5]);
    }

    proptest! {
        #[test]
        fn groups_and_what_is_counted_beside_always_sum_to_all_items_raised(
            raised in prop::collection::vec((0u32..30, 0usize..9), 0..40),
            moved in prop::collection::vec((0u32..30, 0usize..9), 40),
        ) {
            let mut history = changes(&[]);
            let first = month("2020-01");
            for (number, (offset, status)) in raised.iter().enumerate() {
                let (later, to) = moved[number];
                let at = first.plus(*offset);
                let then = at.plus(later);
                history.changes.extend([
                    Change { month: at, status: Status::ALL[*status], items: 1 },
                    Change { month: then, status: Status::ALL[*status], items: -1 },
                    Change { month: then, status: Status::ALL[to], items: 1 },
                ]);
            }
            let figure = history.over(Period::new(first, first.plus(70)).unwrap(), day("2030-01-01"));
            for stock in &figure.stocks {
                let existing = raised.iter().filter(|(offset, _)| first.plus(*offset).last() <= stock.day).count();
                prop_assert_eq!(stock.whole(), existing as u64);
                prop_assert_eq!(stock.recorded(), StatusGroup::ALL.iter().map(|group| stock.of(*group)).sum::<u64>());
            }
        }
    }
}
