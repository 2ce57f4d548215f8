//! Passage: where an item stood, where it stands and what happened to it in between; all that counts of change go by.

use serde::{Deserialize, Serialize};

use super::{Cell, Change, Group};
use crate::{deadline::DeadlineState, status::Status};

/// How an item stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stand {
    /// Its status.
    pub status: Status,
    /// How its deadline stands.
    pub deadline: DeadlineState,
}

impl Stand {
    /// In which group.
    #[must_use]
    pub const fn group(self) -> Group {
        Group::of(self.status)
    }
}

/// An item between the ends of two days. Items that are alike in this are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "any of these can happen to an item, each whatever the others")]
pub struct Passage {
    /// How it stood at the end of the first day; `None` where it was not there.
    pub before: Option<Stand>,
    /// How it stood at the end of the last day; `None` where it was not there any more.
    pub after: Option<Stand>,
    /// Whether it was closed in between, whether or not it stayed so.
    pub closed: bool,
    /// Whether it was opened again in between, whether or not it was closed once more.
    pub reopened: bool,
    /// Whether its force said in between that it is done, whether or not that still stands.
    pub said_done: bool,
    /// Whether the day after its due day, as it stands at the end, lies in between or later.
    pub fell_due: bool,
    /// Whether its deadline was moved later.
    pub slipped: bool,
    /// Whether a round found something of it.
    pub found: bool,
}

impl Passage {
    /// Whether this happened to it.
    #[must_use]
    pub fn is(&self, change: Change) -> bool {
        let had = |was: fn(Stand) -> bool| self.before.is_some_and(was);
        let has = |is: fn(Stand) -> bool| self.after.is_some_and(is);
        let overdue = |stand: Stand| stand.deadline == DeadlineState::Overdue;
        match change {
            Change::Closed => self.closed,
            Change::Reopened => self.reopened,
            Change::SaidDone => self.said_done,
            Change::Overdue => self.fell_due && has(overdue),
            Change::FirstKnownOverdue => !self.fell_due && has(overdue) && !had(overdue),
            Change::Slipped => self.slipped,
            Change::Raised => self.before.is_none() && self.after.is_some(),
            Change::Found => self.found,
            Change::Moved => matches!((self.before, self.after), (Some(a), Some(b)) if a.group() != b.group()),
            Change::Gone => self.before.is_some() && self.after.is_none(),
        }
    }

    /// The row and column of the matrix it stands in.
    #[must_use]
    pub fn groups(&self) -> (Option<Group>, Option<Group>) {
        (self.before.map(Stand::group), self.after.map(Stand::group))
    }

    /// Whether it stood and stands where a cell, a row or a column of the matrix is.
    #[must_use]
    pub fn stands(&self, before: Cell, after: Cell) -> bool {
        let (was, is) = self.groups();
        before.holds(was) && after.holds(is)
    }
}
