//! Forces at a glance: one number for each force, by a measure the reader picks.
//!
//! Open, overdue and assurance gap stand on items whose status is recorded: a force of which none is recorded has no
//! number, never nought. Shares of improved items stand on items with a finding, known from the round that raised them.

use serde::{Deserialize, Serialize};

use crate::{
    finding::{FindingGroup, KnownFrom},
    force::ForceSlug,
    progress::{
        findings_across_rounds::Coverage,
        selection::Selection,
        steps::{Step, Steps},
    },
    share::Share,
    status::StatusGroup,
    vocabulary::vocabulary,
};

vocabulary! {
    /// By what the forces are shown.
    By, "measure of forces" {
        /// Items that are overdue.
        Overdue = "overdue" => "Overdue",
        /// Items that are open.
        Open = "open" => "Open",
        /// Items said to be done and not verified.
        Gap = "gap" => "Claimed done, not verified",
        /// The share of items whose latest finding is improved or closed.
        Improved = "improved" => "Share found improved or closed",
    }
}

impl By {
    /// What is shown where the reader did not say: what concerns.
    pub const USUAL: Self = Self::Overdue;
}

/// The counts of one force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The force's address.
    pub force: ForceSlug,
    /// Its name in tables.
    pub name: String,
    /// All its items.
    pub items: u64,
    /// Items whose status is not recorded.
    pub not_recorded: u64,
    /// Items that only a source calls closed.
    pub by_source: u64,
    /// Items that are open.
    pub open: u64,
    /// Items that are overdue.
    pub overdue: u64,
    /// Items said to be done and not verified.
    pub gap: u64,
    /// Items known from the round that raised them, with a finding.
    pub found: u64,
    /// Of these, the items whose latest finding is improved or closed.
    pub improved: u64,
}

/// What a number of the figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counted {
    /// What the measure counts.
    Measured,
    /// All items.
    Items,
    /// Items whose status is not recorded.
    NotRecorded,
    /// Items with a status that people recorded here.
    Recorded,
    /// Items with a finding.
    Found,
}

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForcesAtAGlance {
    /// Of whom, in words.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// By what the forces are shown.
    pub by: By,
    /// The forces that were picked, the worst first.
    pub rows: Vec<Row>,
}

impl Row {
    /// Its items with a status that people recorded here.
    pub const fn recorded(&self) -> u64 {
        self.items.saturating_sub(self.not_recorded).saturating_sub(self.by_source)
    }
}

/// How much a force's number says of concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The highest third of the counts; of shares found improved, the lowest.
    Worst,
    /// The middle third.
    Middle,
    /// The lowest third of the counts, 0 not included; of shares found improved, the highest.
    Least,
    /// 0.
    Zero,
    /// Too few items for a share.
    TooFew,
    /// Nothing that a number could stand on.
    Unknown,
}

impl ForcesAtAGlance {
    /// The figure, the worst force first: by level, then by number or share, then by name.
    #[must_use]
    pub fn new(scope: String, selection: Selection, by: By, rows: Vec<Row>) -> Self {
        let mut figure = Self { scope, selection, by, rows: Vec::new() };
        let mut rows = rows;
        // The steps of a level are those of all counts.
        figure.rows.clone_from(&rows);
        rows.sort_by(|one, other| {
            let place = |row: &Row| (figure.level(row), figure.place_in_level(row));
            place(one).cmp(&place(other)).then_with(|| one.name.cmp(&other.name))
        });
        Self { rows, ..figure }
    }

    /// The smaller, the worse: fewer improved of a hundred, or more of what is counted.
    fn place_in_level(&self, row: &Row) -> u64 {
        match self.by {
            By::Improved => (row.improved * 1_000).checked_div(row.found).unwrap_or(0),
            _ => u64::MAX - self.number(row).unwrap_or(0),
        }
    }

    /// How much the number of a force says of concern.
    pub fn level(&self, row: &Row) -> Level {
        match (self.number(row), self.share(row)) {
            (None, _) => Level::Unknown,
            (Some(_), Some(share)) => match share {
                Share::LessThanOne | Share::Percent(0..=33) => Level::Worst,
                Share::Percent(34..=66) => Level::Middle,
                Share::MoreThanNinetyNine | Share::Percent(_) => Level::Least,
            },
            (Some(_), None) if self.by == By::Improved => Level::TooFew,
            (Some(number), None) => match self.steps().of(number) {
                Some(Step::High) => Level::Worst,
                Some(Step::Middle) => Level::Middle,
                Some(Step::Low) => Level::Least,
                None => Level::Zero,
            },
        }
    }

    /// The number of a force; `None` where our sources hold nothing that it could stand on.
    pub fn number(&self, row: &Row) -> Option<u64> {
        let status_recorded = row.recorded() > 0;
        match self.by {
            By::Open => status_recorded.then_some(row.open),
            By::Overdue => status_recorded.then_some(row.overdue),
            By::Gap => status_recorded.then_some(row.gap),
            By::Improved => (row.found > 0).then_some(row.improved),
        }
    }

    /// The share of a force, where the measure is one.
    pub fn share(&self, row: &Row) -> Option<Share> {
        (self.by == By::Improved).then(|| Share::of(row.improved, row.found)).flatten()
    }

    /// The steps of counts over all forces.
    fn steps(&self) -> Steps {
        Steps::up_to(self.rows.iter().filter_map(|row| self.number(row)).max().unwrap_or(0))
    }

    /// What the number of a force is a part of.
    pub const fn whole(&self, row: &Row) -> u64 {
        match self.by {
            By::Improved => row.found,
            _ => row.recorded(),
        }
    }

    /// Of how many of the forces there is a number.
    pub fn coverage(&self) -> Coverage {
        let count = |forces: usize| u32::try_from(forces).unwrap_or(u32::MAX);
        Coverage {
            with_data: count(self.rows.iter().filter(|row| self.number(row).is_some()).count()),
            forces: count(self.rows.len()),
        }
    }

    /// The number of all forces that have one, and the whole that a share of it stands on.
    pub fn sum(&self) -> (u64, u64) {
        let with_number = || self.rows.iter().filter(|row| self.number(row).is_some());
        let number = with_number().filter_map(|row| self.number(row)).sum();
        (number, with_number().map(|row| self.whole(row)).sum())
    }

    /// The address of the rows that a number of this figure counts, without what every address keeps.
    pub fn href(&self, row: &Row, counted: Counted) -> String {
        let of_force =
            Selection { force: Some(row.force.clone()), nation: None, region: None, ..self.selection.clone() };
        let mut pairs = of_force.of_register();
        let mut and = |name: &'static str, value: &str| pairs.push((name, value.to_owned()));
        let found = counted == Counted::Found || (counted == Counted::Measured && self.by == By::Improved);
        if found {
            and("known_from", KnownFrom::Raised.slug());
        }
        match (counted, self.by) {
            (Counted::Measured, By::Open) => and("status_group", "open"),
            (Counted::Measured, By::Overdue) => and("deadline_state", "overdue"),
            (Counted::Measured, By::Gap) => and("gap", "yes"),
            (Counted::Measured, By::Improved) => and("finding_group", FindingGroup::Improved.slug()),
            (Counted::Items, _) => {}
            (Counted::NotRecorded, _) => and("status", "not-recorded"),
            (Counted::Recorded, _) => {
                let groups = StatusGroup::ALL.iter().flat_map(|group| group.statuses());
                groups.for_each(|status| and("status", status.slug()));
            }
            (Counted::Found, _) => FindingGroup::ALL.iter().for_each(|group| and("finding_group", group.slug())),
        }
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("/recommendations?{}", pairs.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(items: u64, not_recorded: u64, open: u64, found: u64, improved: u64) -> Row {
        let force = "kent".parse().unwrap();
        let (name, by_source) = ("Kent".to_owned(), 0);
        Row { force, name, items, not_recorded, by_source, open, overdue: 0, gap: 0, found, improved }
    }

    fn figure(by: By, rows: Vec<Row>) -> ForcesAtAGlance {
        ForcesAtAGlance::new("England and Wales".to_owned(), Selection::default(), by, rows)
    }

    #[test]
    fn what_nobody_recorded_is_no_number_and_never_nought() {
        let open = figure(By::Open, vec![row(7, 7, 0, 5, 1), row(7, 6, 0, 5, 1), row(0, 0, 0, 0, 0)]);
        assert_eq!(open.rows.iter().map(|row| open.number(row)).collect::<Vec<_>>(), [Some(0), None, None]);
        assert_eq!(open.coverage(), Coverage { with_data: 1, forces: 3 });
    }

    #[test]
    fn items_closed_by_a_source_alone_make_no_number() {
        let open = figure(By::Open, vec![Row { by_source: 2, ..row(7, 5, 0, 0, 0) }]);
        assert_eq!((open.number(&open.rows[0]), open.sum()), (None, (0, 0)));
    }

    #[test]
    fn fewer_found_improved_is_worse() {
        // Of 25 items with a finding 5 improved: 20%, in the lowest third. Of 3 there is no share.
        let rows = vec![row(40, 40, 0, 25, 5), row(20, 20, 0, 20, 20), row(3, 3, 0, 3, 3), row(2, 2, 0, 0, 0)];
        let improved = figure(By::Improved, rows);
        let levels: Vec<_> = improved.rows.iter().map(|row| improved.level(row)).collect();
        assert_eq!(levels, [Level::Worst, Level::Least, Level::TooFew, Level::Unknown]);
        assert_eq!(improved.share(&improved.rows[0]), Some(Share::Percent(20)));
        assert_eq!(improved.sum(), (28, 48));
    }

    proptest! {
        #[test]
        fn forces_with_a_number_sum_to_the_whole(rows in prop::collection::vec((0u64..9, 0u64..9, 0u64..9), 0..9)) {
            let rows = rows.into_iter().map(|(recorded, not_recorded, open)| {
                row(recorded + not_recorded, not_recorded, open.min(recorded), 0, 0)
            });
            let figure = figure(By::Open, rows.collect());
            prop_assert_eq!(figure.sum().0, figure.rows.iter().map(|row| row.open).sum::<u64>());
            for row in &figure.rows {
                prop_assert_eq!(figure.level(row) < Level::Zero, figure.number(row).is_some_and(|open| open > 0));
            }
            prop_assert!(figure.rows.is_sorted_by_key(|row| (figure.level(row), std::cmp::Reverse(figure.number(row)))));
        }
    }
}
