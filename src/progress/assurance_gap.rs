//! Assurance gap over time: how many items were said to be done and not verified at the end of each month, and for how
//! long they had waited.
//!
//! An item waits from the day it came to stand as said done until the day it ceased to, whether it was verified, returned
//! or taken back. A day known only to its month counts from its last: a wait is then the shortest it can be.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    deadlines::Between,
    findings_across_rounds::Coverage,
    median::median,
    month::{Month, Period},
    selection::Selection,
};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How long something has waited.
    WaitBand, "length of a wait" {
        /// Less than three months.
        UnderThreeMonths = "under-3-months" => "Under 3 months",
        /// Three months or more, and less than six.
        ThreeToSixMonths = "3-to-6-months" => "3 to 6 months",
        /// Six months or more, and less than a year.
        SixToTwelveMonths = "6-to-12-months" => "6 to 12 months",
        /// A year or more.
        AYearOrLonger = "a-year-or-longer" => "A year or longer",
    }
}

impl WaitBand {
    /// The fewest months, and the months that are too many.
    const fn months(self) -> (u32, Option<u32>) {
        match self {
            Self::UnderThreeMonths => (0, Some(3)),
            Self::ThreeToSixMonths => (3, Some(6)),
            Self::SixToTwelveMonths => (6, Some(12)),
            Self::AYearOrLonger => (12, None),
        }
    }

    /// The first day and the last on which waits began that are so long on a day.
    #[must_use]
    pub fn began(self, on: NaiveDate) -> Between {
        let before = |months| on.checked_sub_months(Months::new(months));
        let (fewest, too_many) = self.months();
        Between { from: too_many.and_then(before).and_then(|day| day.succ_opt()), to: before(fewest) }
    }
}

/// So many items that waited over the same days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// The first day.
    pub since: NaiveDate,
    /// The first day after it; `None` while they wait.
    pub until: Option<NaiveDate>,
    /// How many.
    pub items: u64,
}

/// Days over which a force had items with a recorded status. Those of one force never overlap, so as many forces told of
/// something on a day as spans hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The first day.
    pub since: NaiveDate,
    /// The first day after it; `None` while it goes on.
    pub until: Option<NaiveDate>,
}

/// All waits of the items picked, until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spells {
    /// Of whom, in words.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// Of how many forces any status is recorded; only where several were picked.
    pub coverage: Option<Coverage>,
    /// When forces told of any status, in any order; only where several were picked.
    pub told: Vec<Told>,
    /// The waits, in any order.
    pub spells: Vec<Spell>,
    /// Items said done on no known day, so that they wait in no month; only in the present view.
    pub undated: Option<u64>,
}

/// How long items had waited, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "(u64, u64)", from = "(u64, u64)")]
pub struct Waited {
    /// Half of them as long or longer: the one in the middle, of an even number the shorter of the two.
    pub median: u64,
    /// The longest.
    pub longest: u64,
}

/// The gap at the end of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Written", from = "Written")]
pub struct Gap {
    /// The day.
    pub day: NaiveDate,
    /// Items said to be done and not verified.
    pub items: u64,
    /// How long they had waited; `None` where there is none.
    pub waited: Option<Waited>,
    /// How many of them had waited how long, in the order of [`WaitBand::ALL`].
    pub ages: [u64; WaitBand::ALL.len()],
}

/// A gap as it is sent to the browser: without names, since there are hundreds. Day, items, waits, ages.
type Written = (NaiveDate, u64, Option<Waited>, [u64; WaitBand::ALL.len()]);

impl From<Gap> for Written {
    fn from(Gap { day, items, waited, ages }: Gap) -> Self {
        (day, items, waited, ages)
    }
}

impl From<Written> for Gap {
    fn from((day, items, waited, ages): Written) -> Self {
        Self { day, items, waited, ages }
    }
}

impl From<Waited> for (u64, u64) {
    fn from(Waited { median, longest }: Waited) -> Self {
        (median, longest)
    }
}

impl From<(u64, u64)> for Waited {
    fn from((median, longest): (u64, u64)) -> Self {
        Self { median, longest }
    }
}

/// The figure: one gap for each month of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssuranceGap {
    /// Of whom, in words: `England and Wales`, or a force's name.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// Of how many forces any status is recorded; only for a figure of several.
    pub coverage: Option<Coverage>,
    /// The months.
    pub period: Period,
    /// One for each month that had begun, in their order.
    pub gaps: Vec<Gap>,
    /// Of how many forces any status is recorded at each of them; none for a figure of one force.
    pub told_of: Vec<u32>,
    /// Items said done on no known day.
    pub undated: Option<u64>,
}

impl Spells {
    /// The month in which the first item was said to be done; `None` where none was.
    pub fn first_month(&self) -> Option<Month> {
        self.spells.iter().map(|spell| Month::of(spell.since)).min()
    }

    /// The gaps of a period, reckoned on `today`: no month after it has one.
    pub fn over(self, period: Period, today: NaiveDate) -> AssuranceGap {
        let days = period.days(today);
        let told_of: Vec<u32> = match self.coverage {
            None => Vec::new(),
            Some(_) => days.iter().map(|day| telling(&self.told, *day)).collect(),
        };
        // A series that ends earlier tells of the forces of its last day. One that reaches the day it is made on tells of all:
        // in the present view of those with a status on no known day too, which its months cannot show.
        let ends_earlier = days.last().is_some_and(|last| *last < today);
        let coverage = self.coverage.map(|whole| match told_of.last() {
            Some(with_data) if ends_earlier => Coverage { with_data: *with_data, ..whole },
            _ => whole,
        });
        AssuranceGap {
            gaps: days.into_iter().map(|day| gap(day, &self.spells)).collect(),
            told_of,
            scope: self.scope,
            selection: self.selection,
            coverage,
            period,
            undated: self.undated,
        }
    }
}

/// Of how many forces any status was recorded on a day.
fn telling(told: &[Told], day: NaiveDate) -> u32 {
    let then = told.iter().filter(|told| told.since <= day && told.until.is_none_or(|until| until > day));
    then.count().try_into().unwrap_or(u32::MAX)
}

fn gap(day: NaiveDate, spells: &[Spell]) -> Gap {
    let waiting = || spells.iter().filter(|spell| spell.since <= day && spell.until.is_none_or(|until| until > day));
    let began: Vec<_> = WaitBand::ALL.iter().map(|band| band.began(day)).collect();
    let mut ages = [0; WaitBand::ALL.len()];
    for spell in waiting() {
        let band = began.iter().position(|began| began.holds(spell.since));
        if let Some(items) = band.and_then(|band| ages.get_mut(band)) {
            *items += spell.items;
        }
    }
    let days = |spell: &Spell| u64::try_from((day - spell.since).num_days()).unwrap_or(0);
    let mut waits: Vec<(u64, u64)> = waiting().map(|spell| (days(spell), spell.items)).collect();
    waits.sort_unstable();
    let items = waits.iter().map(|(_, items)| items).sum();
    let waited = median(&waits).zip(waits.last());
    Gap { day, items, waited: waited.map(|(median, (longest, _))| Waited { median, longest: *longest }), ages }
}

impl AssuranceGap {
    /// The figure as it is made as at the end of an earlier month, by what is known here: the same value that a dated view
    /// of that day gives. `None` where it has no such month, or the month is not over.
    #[must_use]
    pub fn until(&self, month: Month) -> Option<Self> {
        let period = Period::new(self.period.first(), month)?;
        let months = usize::try_from(period.months()).ok()?;
        self.gaps.get(months - 1).filter(|gap| gap.day == month.last())?;
        let told_of: Vec<u32> = self.told_of.iter().copied().take(months).collect();
        let with_data = told_of.last().copied();
        Some(Self {
            scope: self.scope.clone(),
            selection: self.selection.clone(),
            coverage: self.coverage.zip(with_data).map(|(whole, with_data)| Coverage { with_data, ..whole }),
            period,
            gaps: self.gaps[..months].to_vec(),
            told_of,
            undated: None,
        })
    }

    /// How it stood at the end.
    pub fn latest(&self) -> Option<&Gap> {
        self.gaps.last()
    }

    /// Whether any item was said to be done at the end of any month.
    pub fn has_any(&self) -> bool {
        self.gaps.iter().any(|gap| gap.items > 0)
    }

    /// The month of most items, the earliest of equals.
    pub fn most(&self) -> Option<&Gap> {
        self.gaps.iter().reduce(|most, gap| if gap.items > most.items { gap } else { most })
    }

    /// The month of the longest wait, the earliest of equals.
    pub fn longest(&self) -> Option<(&Gap, Waited)> {
        let waits = self.gaps.iter().filter_map(|gap| Some((gap, gap.waited?)));
        waits.reduce(|most, other| if other.1.longest > most.1.longest { other } else { most })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn figure(spells: &[(&str, Option<&str>, u64)], from: &str, to: &str) -> AssuranceGap {
        let spells = spells
            .iter()
            .map(|(since, until, items)| Spell { since: day(since), until: until.map(day), items: *items })
            .collect();
        let all = Spells {
            scope: "Kent Police".to_owned(),
            selection: Selection::of_force("kent".parse().unwrap()),
            coverage: None,
            told: Vec::new(),
            spells,
            undated: None,
        };
        all.over(Period::new(from.parse().unwrap(), to.parse().unwrap()).unwrap(), day("2026-11-25"))
    }

    #[test]
    fn an_item_waits_from_the_day_it_is_said_done_until_the_day_it_is_verified_or_returned() {
        // At the end of January: said done on the 1st, 11th and 21st, so 30, 20 and 10 days; in February the first is
        // verified on the very last day and waits no more: 48 and 38 days, of which the shorter is the median.
        let spells = [("2022-01-01", Some("2022-02-28"), 1), ("2022-01-11", None, 1), ("2022-01-21", None, 1)];
        let gaps = figure(&spells, "2021-12", "2022-02").gaps;
        let told: Vec<_> = gaps.iter().map(|gap| (gap.items, gap.waited)).collect();
        assert_eq!(
            told,
            [(0, None), (3, Some(Waited { median: 20, longest: 30 })), (2, Some(Waited { median: 38, longest: 48 })),]
        );
    }

    #[test]
    fn a_wait_is_as_old_as_whole_months_have_passed() {
        // On 31 May three months have passed since the last day of February.
        let spells =
            [("2022-03-01", None, 1), ("2022-02-28", None, 2), ("2021-12-01", None, 4), ("2021-11-30", None, 8)];
        assert_eq!(figure(&spells, "2022-05", "2022-05").gaps[0].ages, [1, 6, 8, 0]);
        assert_eq!(figure(&spells, "2022-12", "2022-12").gaps[0].ages, [0, 0, 3, 12]);
    }

    proptest! {
        #[test]
        fn every_wait_is_in_one_band_of_age(
            waits in prop::collection::vec((0u64..900, prop::option::of(1u64..300), 1u64..4), 0..20), on in 0u64..1_000,
        ) {
            let day = day("2020-01-01") + chrono::Days::new(on);
            let on = |days: u64| "2020-01-01".parse::<NaiveDate>().unwrap() + chrono::Days::new(days);
            let spells: Vec<_> = waits
                .iter()
                .map(|(since, more, items)| Spell { since: on(*since), until: more.map(|more| on(since + more)), items: *items })
                .collect();
            let gap = gap(day, &spells);
            prop_assert_eq!(gap.ages.iter().sum::<u64>(), gap.items);
        }

        #[test]
        fn a_series_cut_to_a_month_is_the_series_made_as_at_its_last_day(
            waits in prop::collection::vec((0u64..900, prop::option::of(1u64..300), 1u64..4), 1..20),
            told in prop::collection::vec((0u64..900, prop::option::of(1u64..300)), 0..20),
            cut in 0u32..40,
        ) {
            let on = |days: u64| day("2020-01-01") + chrono::Days::new(days);
            let today = day("2023-02-14");
            let all = Spells {
                scope: "England and Wales".to_owned(),
                selection: Selection::default(),
                coverage: Some(Coverage { with_data: 40, forces: 43 }),
                told: told.iter().map(|(since, more)| Told { since: on(*since), until: more.map(|more| on(since + more)) }).collect(),
                spells: waits
                    .iter()
                    .map(|(since, more, items)| Spell { since: on(*since), until: more.map(|more| on(since + more)), items: *items })
                    .collect(),
                undated: Some(2),
            };
            let until = Month::of(day("2020-01-01")).plus(cut);
            // As a dated view reads it: what began later is not in it, and who told of something is counted on that day.
            let mut then = all.clone();
            then.spells.retain(|spell| spell.since <= until.last());
            then.coverage = Some(Coverage { with_data: telling(&all.told, until.last()), forces: 43 });
            then.undated = None;
            let whole = all.clone().over(Period::new(all.first_month().unwrap(), Month::of(today)).unwrap(), today);
            let made = then.first_month().and_then(|first| Period::new(first, until));
            let made = made.map(|period| then.over(period, until.last())).filter(|_| until.last() <= today);
            prop_assert_eq!(whole.until(until), made.clone());
            // One that was asked to end with that month tells of as many forces.
            let asked = all.first_month().and_then(|first| Period::new(first, until));
            let asked = asked.map(|period| all.clone().over(period, today)).filter(|_| until.last() < today);
            if let (Some(asked), Some(made)) = (asked, made) {
                prop_assert_eq!(AssuranceGap { undated: None, ..asked }, made);
            }
            let sent = serde_json::to_string(&whole).unwrap();
            prop_assert_eq!(serde_json::from_str::<AssuranceGap>(&sent).unwrap(), whole);
        }
    }

    #[test]
    fn who_is_said_done_and_returned_within_a_month_waits_at_no_month_s_end() {
        let figure = figure(&[("2022-01-05", Some("2022-01-25"), 4)], "2022-01", "2022-03");
        assert!(!figure.has_any());
    }
}
