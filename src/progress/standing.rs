//! Where items stand: each record type as a whole, by group of statuses, and how many of it are overdue.

use serde::{Deserialize, Serialize};

use crate::{
    finding::RecordType,
    progress::{
        change::Group,
        selection::{RecordTypes, Selection},
    },
};

/// How many items of one record type stand in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingCount {
    /// Recommendations or areas of concern.
    pub record_type: RecordType,
    /// The group.
    pub group: Group,
    /// Whether they are overdue, which only what is open or claimed can be.
    pub is_overdue: bool,
    /// How many.
    pub items: u64,
}

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The forces that it covers, in words.
    pub scope: String,
    /// What was picked; both record types, apart, unless the reader asked for one.
    pub selection: Selection,
    /// The counts.
    pub counts: Vec<StandingCount>,
}

impl Standing {
    /// The record types that were picked, each a row.
    pub fn record_types(&self) -> impl Iterator<Item = RecordType> + use<> {
        let picked = self.selection.record_types.and_then(RecordTypes::one);
        RecordType::ALL.iter().copied().filter(move |of| picked.is_none_or(|picked| picked == *of))
    }

    /// Items of a record type in a group.
    #[must_use]
    pub fn in_group(&self, of: RecordType, group: Group) -> u64 {
        self.sum(of, |count| count.group == group)
    }

    /// Overdue items of a record type.
    #[must_use]
    pub fn overdue(&self, of: RecordType) -> u64 {
        self.sum(of, |count| count.is_overdue)
    }

    /// All items of a record type.
    #[must_use]
    pub fn all(&self, of: RecordType) -> u64 {
        self.sum(of, |_| true)
    }

    /// Whether anything is known of where any item stands.
    #[must_use]
    pub fn tells_of_any(&self) -> bool {
        self.counts.iter().any(|count| count.group != Group::NotRecorded && count.items > 0)
    }

    /// Whether people have recorded where at least half of the items stand. What a source alone tells is not recorded by people.
    #[must_use]
    pub fn tells_of_half(&self) -> bool {
        let of = |count: &StandingCount| !matches!(count.group, Group::NotRecorded | Group::ClosedAccordingToSource);
        let told: u64 = self.counts.iter().filter(|count| of(count)).map(|count| count.items).sum();
        let all: u64 = self.counts.iter().map(|count| count.items).sum();
        all > 0 && 2 * told >= all
    }

    fn sum(&self, of: RecordType, is_counted: impl Fn(&StandingCount) -> bool) -> u64 {
        let counts = self.counts.iter().filter(|count| count.record_type == of && is_counted(count));
        counts.map(|count| count.items).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(group: Group, is_overdue: bool, items: u64) -> StandingCount {
        StandingCount { record_type: RecordType::Recommendation, group, is_overdue, items }
    }

    fn standing(counts: Vec<StandingCount>) -> Standing {
        Standing { scope: "Kent Police".to_owned(), selection: Selection::default(), counts }
    }

    #[test]
    fn groups_add_up_to_the_whole_and_overdue_is_among_them() {
        let standing =
            standing(vec![count(Group::Open, true, 3), count(Group::Open, false, 2), count(Group::SaidDone, true, 1)]);
        let of = RecordType::Recommendation;
        assert_eq!((standing.in_group(of, Group::Open), standing.overdue(of), standing.all(of)), (5, 4, 6));
        assert_eq!(standing.all(RecordType::AreaOfConcern), 0);
    }

    #[test]
    fn half_of_the_items_must_have_a_status_of_people() {
        let told = |open, silent, by_source| {
            let counts =
                [(Group::Open, open), (Group::NotRecorded, silent), (Group::ClosedAccordingToSource, by_source)];
            standing(counts.map(|(group, items)| count(group, false, items)).to_vec()).tells_of_half()
        };
        assert!(told(2, 1, 1) && !told(2, 2, 1) && !told(0, 0, 0));
    }
}
