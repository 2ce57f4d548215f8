//! Headlines: the few figures that a leader reads first, and how each moved since the end of the month before.
//!
//! A figure is what the reader's view shows, and its change is reckoned between two dated views, both by what the reader
//! goes by as known. The present view counts what has no date and no dated view does, so the present is never held
//! against a past day: of the present, today's dated view is, and what stands in only one of the two is said apart.

use serde::{Deserialize, Serialize};

use crate::{
    deadline::DeadlineState,
    finding::RecordType,
    progress::change::{Between, Cell, Change, Group, Passage, Stand, Tally},
};

#[cfg(test)]
mod tests;

/// A figure that is read from across the room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Headline {
    /// All items.
    All,
    /// Items that stand in a group of statuses.
    In(Group),
    /// Items past their deadline.
    Overdue,
    /// Items whose deadline passed in silence.
    PassedOutcomeNotKnown,
}

impl Headline {
    /// In the order in which they are read.
    pub const ALL: [Self; 7] = [
        Self::All,
        Self::In(Group::Open),
        Self::Overdue,
        Self::In(Group::SaidDone),
        Self::In(Group::VerifiedComplete),
        Self::In(Group::NotRecorded),
        Self::PassedOutcomeNotKnown,
    ];

    /// Whether it counts what stands so.
    #[must_use]
    pub fn counts(self, stand: Stand) -> bool {
        match self {
            Self::All => true,
            Self::In(group) => stand.group() == group,
            Self::Overdue => stand.deadline == DeadlineState::Overdue,
            Self::PassedOutcomeNotKnown => stand.deadline == DeadlineState::PassedOutcomeNotKnown,
        }
    }

    /// The parameter by which the register lists what it counts; none for all items.
    #[must_use]
    pub const fn parameter(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::All => None,
            Self::In(group) => Some(group.parameter()),
            Self::Overdue => Some(("deadline_state", DeadlineState::Overdue.slug())),
            Self::PassedOutcomeNotKnown => Some(("deadline_state", DeadlineState::PassedOutcomeNotKnown.slug())),
        }
    }

    /// The lists of changes that can hold exactly what it counts newly.
    fn newly(self) -> Vec<Moved> {
        let moved = |change, after| Moved { change, before: Cell::Any, after };
        match self {
            Self::All => vec![moved(Change::Raised, Cell::Any)],
            Self::In(group) => [Change::Raised, Change::Moved].map(|change| moved(change, Cell::In(group))).into(),
            Self::Overdue => [Change::Overdue, Change::FirstKnownOverdue].map(|change| moved(change, Cell::Any)).into(),
            Self::PassedOutcomeNotKnown => Vec::new(),
        }
    }

    /// The lists of changes that can hold exactly what it counts no longer.
    fn no_longer(self) -> Vec<Moved> {
        let moved = |change, before| Moved { change, before, after: Cell::Any };
        match self {
            Self::All => vec![moved(Change::Gone, Cell::Any)],
            Self::In(group) => [Change::Gone, Change::Moved].map(|change| moved(change, Cell::In(group))).into(),
            Self::Overdue | Self::PassedOutcomeNotKnown => Vec::new(),
        }
    }
}

/// A list of changes: what happened to its items, from where to where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// What happened to them.
    pub change: Change,
    /// Where they stood.
    pub before: Cell,
    /// Where they stand.
    pub after: Cell,
}

impl Moved {
    /// Whether an item is on it.
    #[must_use]
    pub fn holds(self, passage: &Passage) -> bool {
        passage.is(self.change) && passage.stands(self.before, self.after)
    }
}

/// What has no date, or one that has not come, and so stands in the present view and on no past day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Undated {
    /// The item itself.
    Item,
    /// A finding, a status or another fact of an item that has one.
    Fact,
}

/// Items that stand alike in the view shown, in today's dated view and in that of the month's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alike {
    /// Recommendations or areas of concern.
    pub record_type: RecordType,
    /// How they stand in the view shown; `None` where they are not there.
    pub shown: Option<Stand>,
    /// How they stood at the month's end and on the day shown, and what happened in between.
    pub passage: Passage,
    /// What of them has no date that has come, where the view shown counts it.
    pub undated: Option<Undated>,
    /// How many they are.
    pub items: u64,
}

/// A headline figure of one record type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What the view shown counts.
    pub shown: u64,
    /// How that moved; `None` where no past day can be asked for.
    pub movement: Option<Movement>,
}

/// How a figure moved between two dated views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// What it counted at the month's end.
    pub then: u64,
    /// What it counts on the day shown, of what is dated.
    pub now: u64,
    /// How many it counts that it did not count then.
    pub newly: u64,
    /// How many it counted then and counts no longer.
    pub no_longer: u64,
    /// Whether the view shown counts other items than the dated view of its day: then the figure's change is of less or of
    /// more than the figure.
    pub of_dated_alone: bool,
    /// The list of exactly the items that moved, where they went one way and there is one.
    pub rows: Option<Moved>,
}

/// How everything stands, counted, with how it stood at the end of the month before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headlines {
    /// Since when changes are told; `None` where that is before any day that can be asked for.
    pub period: Option<Between>,
    /// Items that are alike, counted.
    pub alike: Vec<Alike>,
}

impl Headlines {
    fn of(&self, record_type: RecordType) -> impl Iterator<Item = &Alike> {
        self.alike.iter().filter(move |alike| alike.record_type == record_type)
    }

    /// Items of one record type that stand in some way in the view shown.
    #[must_use]
    pub fn shown(&self, record_type: RecordType, stand: impl Fn(Stand) -> bool) -> u64 {
        self.of(record_type).filter(|alike| alike.shown.is_some_and(&stand)).map(|alike| alike.items).sum()
    }

    /// The same at the month's end; `None` where no such day can be asked for.
    #[must_use]
    pub fn stood(&self, record_type: RecordType, stand: impl Fn(Stand) -> bool) -> Option<u64> {
        self.period?;
        Some(
            self.of(record_type)
                .filter(|alike| alike.passage.before.is_some_and(&stand))
                .map(|alike| alike.items)
                .sum(),
        )
    }

    /// A figure and how it moved.
    #[must_use]
    pub fn figure(&self, record_type: RecordType, headline: Headline) -> Figure {
        let counts = |stand: Option<Stand>| stand.is_some_and(|stand| headline.counts(stand));
        Figure {
            shown: self.shown(record_type, |stand| headline.counts(stand)),
            movement: self.period.is_some().then(|| {
                let sum = |wanted: &dyn Fn(&Alike) -> bool| -> u64 {
                    self.of(record_type).filter(|alike| wanted(alike)).map(|alike| alike.items).sum()
                };
                let (was, is) =
                    (|alike: &Alike| counts(alike.passage.before), |alike: &Alike| counts(alike.passage.after));
                let newly = sum(&|alike| is(alike) && !was(alike));
                let no_longer = sum(&|alike| was(alike) && !is(alike));
                let lists = match (newly, no_longer) {
                    (_, 0) => headline.newly(),
                    (0, _) => headline.no_longer(),
                    _ => Vec::new(),
                };
                // A list of items that all moved so, and as long as the movement, is the movement.
                let whole = newly + no_longer;
                let is_movement = |list: &Moved| {
                    let listed = sum(&|alike| list.holds(&alike.passage));
                    let moved = sum(&|alike| list.holds(&alike.passage) && is(alike) != was(alike));
                    listed == whole && moved == whole
                };
                let rows = lists.into_iter().find(is_movement);
                Movement {
                    then: sum(&was),
                    now: sum(&is),
                    newly,
                    no_longer,
                    of_dated_alone: sum(&|alike| counts(alike.shown) != is(alike)) > 0,
                    rows: rows.filter(|_| whole > 0),
                }
            }),
        }
    }

    /// What has no date that has come, of one record type: whole items, or items with such a fact. They are in no change.
    #[must_use]
    pub fn undated(&self, record_type: RecordType, what: Undated) -> u64 {
        self.of(record_type).filter(|alike| alike.undated == Some(what)).map(|alike| alike.items).sum()
    }

    /// The counts of change of one record type: of what stands at either end.
    #[must_use]
    pub fn tally(&self, record_type: RecordType) -> Tally {
        let mut tally = Tally::default();
        let at_either_end = |alike: &&Alike| alike.passage.before.is_some() || alike.passage.after.is_some();
        for alike in self.of(record_type).filter(at_either_end) {
            tally.add(&alike.passage, alike.items);
        }
        tally
    }
}
