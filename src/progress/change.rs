//! Change: how items stood at the ends of two days, what happened to them in between, and the counts of both.
//!
//! Both ends are dated views: an item is there from the last day its round can have been published. What our sources do
//! not date stands in neither and is counted beside. Recommendations and areas of concern are never added up.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    deadline::DeadlineState,
    finding::{Finding, RecordType},
    force::ForceSlug,
    progress::month::Month,
    reference::Reference,
    status::{Status, StatusGroup},
    topic::Topic,
    vocabulary::vocabulary,
};

mod list;
mod passage;
mod request;
mod tally;
#[cfg(test)]
mod tests;

pub use list::{ChangeList, ChangeListQuery, Picked, Rows, SHORT_LIST, SHORT_LISTS};
pub use passage::{Passage, Stand};
pub use request::{ChangeQuery, ChangeRequest, Finish, Start};
pub use tally::{Tally, by_force};

/// Two days; what happened after the first and until the end of the second is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Between {
    /// How things stood at its end is where the period begins.
    pub from: NaiveDate,
    /// Later than `from`.
    pub to: NaiveDate,
}

impl Between {
    /// A period that does not run backwards and is not empty.
    #[must_use]
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from < to).then_some(Self { from, to })
    }

    /// From the first day of a day's month until that day.
    #[must_use]
    pub fn of_the_month(to: NaiveDate) -> Self {
        Self { from: Month::of(to).minus(1).last(), to }
    }

    /// From the first day of a day's quarter until that day: since when a leader who looks today wants to know.
    #[must_use]
    pub fn of_the_quarter(to: NaiveDate) -> Self {
        Self { from: Month::of(to).minus(to.month0() % 3 + 1).last(), to }
    }

    /// From the first day of a day's year until that day.
    #[must_use]
    pub fn of_the_year(to: NaiveDate) -> Self {
        Self { from: Month::of(to).minus(to.month0() + 1).last(), to }
    }

    /// The first day that belongs to it.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.from.succ_opt().unwrap_or(self.from)
    }

    /// Whether something of this day belongs to it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from < day && day <= self.to
    }
}

vocabulary! {
    /// Where an item stands: one of the four groups of charts, or one of the two that are counted beside them.
    Group, "group of statuses" {
        /// Not started, planned, in progress, not accepted.
        Open = "open" => "Open",
        /// Submitted for review: the assurance gap.
        SaidDone = "said-done" => "Claimed done, not verified",
        /// Two people of the inspectorate stand behind it.
        VerifiedComplete = "verified-complete" => "Verified complete",
        /// It ended without being done.
        ClosedWithoutAction = "closed-without-action" => "Closed without action",
        /// A source says it is complete.
        ClosedAccordingToSource = "closed-according-to-source" => "Closed according to the source",
        /// Nothing public says how it stands.
        NotRecorded = "not-recorded" => "Status not recorded",
    }
}

impl Group {
    /// Where items of a status stand.
    #[must_use]
    pub const fn of(status: Status) -> Self {
        match (status.group(), status) {
            (Some(StatusGroup::Open), _) => Self::Open,
            (Some(StatusGroup::SaidDone), _) => Self::SaidDone,
            (Some(StatusGroup::VerifiedComplete), _) => Self::VerifiedComplete,
            (Some(StatusGroup::ClosedWithoutAction), _) => Self::ClosedWithoutAction,
            (None, Status::ClosedAccordingToSource) => Self::ClosedAccordingToSource,
            (None, _) => Self::NotRecorded,
        }
    }

    /// Whether what stands here has ended.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::VerifiedComplete | Self::ClosedWithoutAction | Self::ClosedAccordingToSource)
    }

    /// The parameter by which the register lists what stands here.
    #[must_use]
    pub const fn parameter(self) -> (&'static str, &'static str) {
        match self {
            Self::ClosedAccordingToSource | Self::NotRecorded => ("status", self.slug()),
            _ => ("status_group", self.slug()),
        }
    }
}

vocabulary! {
    /// What can happen to an item between two days. Several can happen to one item.
    Change, "kind of change" {
        /// It was closed, whether or not it has been opened again since.
        Closed = "closed" => "Closed",
        /// It was opened again, whether or not it has been closed once more.
        Reopened = "reopened" => "Reopened",
        /// The force said that it is done, whether or not the inspectorate has decided since.
        SaidDone = "said-done" => "Newly claimed done, not verified",
        /// It is overdue, and the day after its due day lies in the period.
        Overdue = "overdue" => "Newly overdue",
        /// It is overdue since an earlier day, which only became known in the period.
        FirstKnownOverdue = "first-known-overdue" => "First known to be overdue",
        /// It is due on a later day than before.
        Slipped = "slipped" => "Deadline moved later",
        /// It was raised.
        Raised = "raised" => "Newly raised",
        /// A later round found something of it.
        Found = "found" => "With a finding recorded",
        /// It stands in another group of statuses.
        Moved = "moved" => "Moved to another group",
        /// It is not there any more: what was asked for (a topic, a kind of round) no longer fits it.
        Gone = "gone" => "No longer among these",
    }
}

/// How an item stood at the end of one of the two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Its status.
    pub status: Status,
    /// When it was due.
    pub due: Option<NaiveDate>,
    /// How its deadline stood on that day.
    pub deadline: DeadlineState,
}

impl End {
    /// All of it that counts go by.
    #[must_use]
    pub const fn stand(self) -> Stand {
        Stand { status: self.status, deadline: self.deadline }
    }
}

/// What a round found of an item within the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What.
    pub finding: Finding,
    /// The round in words.
    pub round: String,
}

/// A deadline that was moved later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The day that was set at first, where one was.
    pub original: Option<NaiveDate>,
    /// The day at the beginning of the period; of an item raised within it, the first.
    pub before: NaiveDate,
    /// The day at its end.
    pub after: NaiveDate,
}

/// One item between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its name.
    pub reference: Reference,
    /// Whose it is.
    pub force: ForceSlug,
    /// The heading it stands under.
    pub topic: Topic,
    /// A formal recommendation, or an area of concern.
    pub record_type: RecordType,
    /// The day that was set at first.
    pub original_due: Option<NaiveDate>,
    /// How it stood at the end of the first day; `None` where it was not there.
    pub before: Option<End>,
    /// How it stood at the end of the last day; `None` where it was not there any more.
    pub after: Option<End>,
    /// Whether the day after its due day at the end of the last day is later than the first day.
    pub fell_due: bool,
    /// The first day of the period on which it was closed.
    pub closed_on: Option<NaiveDate>,
    /// The first day of the period on which it was opened again.
    pub reopened_on: Option<NaiveDate>,
    /// The first day of the period on which its force said that it is done.
    pub said_done_on: Option<NaiveDate>,
    /// What rounds found of it within the period.
    pub found: Vec<Found>,
}

impl Item {
    /// All of it that counts go by.
    #[must_use]
    pub fn passage(&self) -> Passage {
        Passage {
            before: self.before.map(End::stand),
            after: self.after.map(End::stand),
            closed: self.closed_on.is_some(),
            reopened: self.reopened_on.is_some(),
            said_done: self.said_done_on.is_some(),
            fell_due: self.fell_due,
            slipped: self.slip().is_some(),
            found: !self.found.is_empty(),
        }
    }

    /// Whether this happened to it.
    #[must_use]
    pub fn is(&self, change: Change) -> bool {
        self.passage().is(change)
    }

    /// How its deadline was moved later, if it was.
    #[must_use]
    pub fn slip(&self) -> Option<Slip> {
        let after = self.after?.due?;
        let before = match self.before {
            Some(end) => end.due?,
            None => self.original_due?,
        };
        (before < after).then_some(Slip { original: self.original_due, before, after })
    }

    /// Whether it stood and stands where a cell, a row or a column of the matrix is.
    #[must_use]
    pub fn stands(&self, before: Cell, after: Cell) -> bool {
        self.passage().stands(before, after)
    }

    /// What makes one more worth a leader's glance than another: the smaller, the sooner it is listed.
    fn rank(&self, change: Change) -> i64 {
        let days =
            |day: Option<NaiveDate>| day.map_or(i64::MAX, |day| i64::from(chrono::Datelike::num_days_from_ce(&day)));
        match change {
            // The longest overdue, the furthest moved, the last reopened.
            Change::Overdue | Change::FirstKnownOverdue => days(self.after.and_then(|end| end.due)),
            Change::Slipped => self.slip().map_or(0, |slip| (slip.before - slip.after).num_days()),
            Change::Reopened => self.reopened_on.map_or(0, |day| -days(Some(day))),
            _ => 0,
        }
    }
}

/// A force whose items are told of, whether or not there are any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Force {
    /// Its address.
    pub slug: ForceSlug,
    /// Its name in tables.
    pub name: String,
}

/// What our sources do not date, or by a day that has not come: it stands in neither of the two views.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undated {
    /// The item.
    pub reference: Reference,
    /// Whose it is.
    pub force: ForceSlug,
    /// The heading it stands under.
    pub topic: Topic,
    /// A formal recommendation, or an area of concern.
    pub record_type: RecordType,
    /// Whether the item itself has no date that has come; else a finding, a status or another fact of it has none.
    pub whole: bool,
}

/// All that happened between two days within what was asked about: pages, papers and files are made of this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// From when to when.
    pub period: Between,
    /// The forces asked about, by name; those of which our sources hold nothing too.
    pub forces: Vec<Force>,
    /// Every item that stands at either end, by reference.
    pub items: Vec<Item>,
    /// What has no date that has come, by reference.
    pub undated: Vec<Undated>,
}

impl Changes {
    /// Whether there is anything to tell of.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items of one record type.
    pub fn of(&self, record_type: RecordType) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.record_type == record_type)
    }

    /// The counts of one record type.
    #[must_use]
    pub fn tally(&self, record_type: RecordType) -> Tally {
        self.of(record_type).collect()
    }

    /// The items of one record type to which this happened, those most worth a glance first.
    #[must_use]
    pub fn list(&self, record_type: RecordType, change: Change) -> Vec<&Item> {
        let mut items: Vec<&Item> = self.of(record_type).filter(|item| item.is(change)).collect();
        items.sort_by_key(|item| item.rank(change));
        items
    }

    /// The items of one record type in one cell of the matrix, or in a row or column of it.
    #[must_use]
    pub fn cell(&self, record_type: RecordType, before: Cell, after: Cell) -> Vec<&Item> {
        self.of(record_type).filter(|item| item.stands(before, after)).collect()
    }

    /// What has no date that has come, of one record type: whole items, or facts of items that have one.
    pub fn undated(&self, record_type: RecordType, whole: bool) -> impl Iterator<Item = &Undated> {
        self.undated.iter().filter(move |item| item.record_type == record_type && item.whole == whole)
    }

    /// A force's name in tables.
    #[must_use]
    pub fn force_name<'a>(&'a self, slug: &'a ForceSlug) -> &'a str {
        self.forces.iter().find(|force| force.slug == *slug).map_or(slug.as_str(), |force| &force.name)
    }
}

/// Where items of a cell stand at one end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Wherever.
    Any,
    /// Not there.
    Absent,
    /// In this group.
    In(Group),
}

impl Cell {
    fn holds(self, group: Option<Group>) -> bool {
        match self {
            Self::Any => true,
            Self::Absent => group.is_none(),
            Self::In(wanted) => group == Some(wanted),
        }
    }
}
