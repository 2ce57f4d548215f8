//! Pace: how long items take from being raised to being verified complete, by the estimate of Kaplan and Meier.
//!
//! An item that is not verified complete counts for as long as it was followed: until today while it is open, until it was
//! closed without action. Items whose status is not recorded, or that only a source calls closed, and items without days
//! known to the day are left out and counted beside. An item that was reopened is told by its last closing.

mod curve;

pub use curve::{Curve, Estimate, FEWEST, Followed, Step};

use serde::{Deserialize, Serialize};

use super::{findings_across_rounds::Coverage, selection::Selection};
use crate::status::{Status, StatusGroup};

/// Items of one status that took, or were followed for, so many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaceCount {
    /// Their status.
    pub status: Status,
    /// The days; `None` where one of the two dates is not known to the day.
    pub days: Option<u64>,
    /// How many.
    pub items: u64,
}

/// How many items a curve stands on, and how many it leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Items followed, in the order of [`StatusGroup::ALL`].
    pub followed: [u64; StatusGroup::ALL.len()],
    /// Items of a group left out for want of a day, in the same order.
    pub without_days: [u64; StatusGroup::ALL.len()],
    /// Items left out because no status is recorded.
    pub not_recorded: u64,
    /// Items left out because only a source says that they have ended.
    pub by_source: u64,
}

impl Tally {
    /// All items followed.
    pub fn all_followed(&self) -> u64 {
        self.followed.iter().sum()
    }

    /// Items left out for want of a day.
    pub fn all_without_days(&self) -> u64 {
        self.without_days.iter().sum()
    }

    /// All items.
    pub fn whole(&self) -> u64 {
        self.all_followed() + self.all_without_days() + self.not_recorded + self.by_source
    }
}

/// One selection's curve and what it stands on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// The curve.
    pub curve: Curve,
    /// Its items.
    pub tally: Tally,
}

impl Told {
    /// Adds counts up.
    pub fn new(counts: &[PaceCount]) -> Self {
        let mut tally = Tally::default();
        let mut followed = Vec::new();
        for count in counts {
            match (count.status.group(), count.days) {
                (Some(group), Some(days)) => {
                    tally.followed[group as usize] += count.items;
                    let verified = group == StatusGroup::VerifiedComplete;
                    followed.push(Followed { days, verified, items: count.items });
                }
                (Some(group), None) => tally.without_days[group as usize] += count.items,
                (None, _) if count.status == Status::NotRecorded => tally.not_recorded += count.items,
                (None, _) => tally.by_source += count.items,
            }
        }
        Self { curve: Curve::of(followed), tally }
    }
}

/// The figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// Of whom, in words: `England and Wales`, or a force's name.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// Of how many forces any status is recorded; only for a figure of several.
    pub coverage: Option<Coverage>,
    /// What was picked.
    pub picked: Told,
    /// England and Wales, where less than that was picked.
    pub everywhere: Option<Told>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_of_pace_is_left_out_and_counted_beside() {
        let count = |status, days, items| PaceCount { status, days, items };
        let told = Told::new(&[
            count(Status::VerifiedComplete, Some(100), 2),
            count(Status::VerifiedComplete, None, 1),
            count(Status::Planned, Some(400), 3),
            count(Status::ClosedWithoutAction, Some(50), 4),
            count(Status::NotRecorded, Some(900), 5),
            count(Status::ClosedAccordingToSource, Some(900), 6),
        ]);
        assert_eq!((told.tally.followed, told.tally.all_without_days()), ([3, 0, 2, 4], 1));
        assert_eq!((told.tally.not_recorded, told.tally.by_source, told.tally.whole()), (5, 6, 21));
        // Of nine followed four were gone from sight at 50 days; of the five left two were verified at 100.
        assert_eq!(told.curve.steps().len(), 1);
        assert!((told.curve.at(100).unwrap().share - 0.6).abs() < 1e-12);
    }
}
