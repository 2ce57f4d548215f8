//! The counts of change: a matrix from group to group, and how many items each kind of change happened to.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Change, Group, Item, Passage, Stand};
use crate::{deadline::DeadlineState, finding::RecordType, force::ForceSlug};

const GROUPS: usize = Group::ALL.len();

/// Counts of items of one record type, between two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Items by group at the first day and at the last; the last row and column are "not there".
    matrix: [[u64; GROUPS + 1]; GROUPS + 1],
    changed: [u64; Change::ALL.len()],
    /// Closed items by the group at the last day.
    closed: [u64; GROUPS + 1],
    overdue: [u64; 2],
}

const fn place(group: Option<Group>) -> usize {
    match group {
        Some(group) => group as usize,
        None => GROUPS,
    }
}

/// Every row and column of the matrix.
fn everywhere() -> impl Iterator<Item = Option<Group>> {
    Group::ALL.iter().copied().map(Some).chain([None])
}

impl Tally {
    /// Counts so many more items that are alike.
    pub fn add(&mut self, passage: &Passage, items: u64) {
        let (before, after) = passage.groups();
        self.matrix[place(before)][place(after)] += items;
        for change in Change::ALL.iter().filter(|change| passage.is(**change)) {
            self.changed[*change as usize] += items;
        }
        if passage.is(Change::Closed) {
            self.closed[place(after)] += items;
        }
        let overdue = |stand: Option<Stand>| stand.is_some_and(|stand| stand.deadline == DeadlineState::Overdue);
        for (count, stand) in self.overdue.iter_mut().zip([passage.before, passage.after]) {
            *count += if overdue(stand) { items } else { 0 };
        }
    }

    /// Items that went from one group to another, or stayed; `None` is "not there".
    #[must_use]
    pub const fn cell(&self, before: Option<Group>, after: Option<Group>) -> u64 {
        self.matrix[place(before)][place(after)]
    }

    /// Items in a group at the first day.
    #[must_use]
    pub fn before(&self, group: Group) -> u64 {
        everywhere().map(|after| self.cell(Some(group), after)).sum()
    }

    /// Items in a group at the last day.
    #[must_use]
    pub fn after(&self, group: Group) -> u64 {
        everywhere().map(|before| self.cell(before, Some(group))).sum()
    }

    /// All items at the first day.
    #[must_use]
    pub fn all_before(&self) -> u64 {
        Group::ALL.iter().map(|group| self.before(*group)).sum()
    }

    /// All items at the last day.
    #[must_use]
    pub fn all_after(&self) -> u64 {
        Group::ALL.iter().map(|group| self.after(*group)).sum()
    }

    /// Items that stand at both ends and in the same group.
    #[must_use]
    pub fn unmoved(&self) -> u64 {
        Group::ALL.iter().map(|group| self.cell(Some(*group), Some(*group))).sum()
    }

    /// Items overdue at the first day and at the last.
    #[must_use]
    pub const fn overdue(&self) -> (u64, u64) {
        (self.overdue[0], self.overdue[1])
    }

    /// Items to which this happened.
    #[must_use]
    pub const fn changed(&self, change: Change) -> u64 {
        self.changed[change as usize]
    }

    /// Items that were closed and stand in this group at the last day; `None` for those that are not there any more.
    #[must_use]
    pub const fn closed_into(&self, group: Option<Group>) -> u64 {
        self.closed[place(group)]
    }

    /// Whether anything happened to any item.
    #[must_use]
    pub fn is_still(&self) -> bool {
        self.changed.iter().all(|count| *count == 0)
    }
}

impl<'a> FromIterator<&'a Item> for Tally {
    fn from_iter<Items: IntoIterator<Item = &'a Item>>(items: Items) -> Self {
        items.into_iter().fold(Self::default(), |mut tally, item| {
            tally.add(&item.passage(), 1);
            tally
        })
    }
}

/// The counts of each force that has any item, by record type.
#[must_use]
pub fn by_force(items: &[Item]) -> HashMap<(&ForceSlug, RecordType), Tally> {
    items.iter().fold(HashMap::new(), |mut tallies, item| {
        tallies.entry((&item.force, item.record_type)).or_default().add(&item.passage(), 1);
        tallies
    })
}
