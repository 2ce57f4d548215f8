//! The words of a briefing. None of them says more than the record: that nothing is recorded is not that nothing happened.

use chrono::{Datelike as _, NaiveDate};
use followup::{
    finding::RecordType,
    progress::change::{Between, Change, Group, Item},
    view::change::ItemSummary,
};

use super::{Address, day};
use crate::components::{grouped, last_said_of};

/// A period in words, from its first day to its last: `1 October to 30 November 2026`.
pub(super) fn period(period: Between) -> String {
    let (first, last) = (period.first(), period.to);
    if first == last {
        return day(last);
    }
    let first = if first.year() == last.year() { first.format("%-d %B").to_string() } else { day(first) };
    format!("{first} to {}", day(last))
}

/// By what is known the briefing tells of its days.
#[must_use]
pub fn mark(address: &Address) -> String {
    let between = format!("Changes after {} and until {}", day(address.period.from), day(address.period.to));
    match address.known() {
        None => format!("{between}, by what is known today"),
        Some(known) if known.whole_day => format!("{between}, as our records stood on {}", day(known.day)),
        Some(known) => format!("{between}, as our records stood on {} UTC", known.moment.format("%-d %B %Y, %H:%M:%S")),
    }
}

/// What happened, after a count.
const fn done(change: Change) -> &'static str {
    match change {
        Change::Closed => "closed",
        Change::Reopened => "reopened",
        Change::SaidDone => "newly claimed done",
        Change::Overdue => "newly overdue",
        Change::FirstKnownOverdue => "first known to be overdue",
        Change::Slipped => "with a deadline moved later",
        Change::Raised => "newly raised",
        Change::Found => "with a finding recorded",
        Change::Moved => "moved to another group",
        Change::Gone => "no longer among these",
    }
}

/// What a group of statuses is called in a sentence about moves.
pub(super) const fn group(group: Group) -> &'static str {
    match group {
        Group::Open => "open",
        Group::SaidDone => "claimed",
        Group::VerifiedComplete => "verified",
        Group::ClosedWithoutAction => "closed without action",
        Group::ClosedAccordingToSource => "closed by someone else’s word",
        Group::NotRecorded => "status not public",
    }
}

/// A change and its count as a heading: `Closed: 12 recommendations`.
#[must_use]
pub fn heading(record_type: RecordType, change: Change, count: u64) -> String {
    format!("{}: {} {}", change.label(), grouped(count), record_type.counted(count))
}

/// A count and what it counts, after its number: `recommendations closed`.
pub(super) fn counted(record_type: RecordType, change: Change, count: u64) -> String {
    format!("{} {}", record_type.counted(count), done(change))
}

/// The columns of a list of items.
pub const LISTED: [&str; 6] =
    ["Reference", "Force", "Wording", "What changed", "Force last updated it", "Inspectors last looked"];

/// How long before the last day of a briefing each side last said anything of an item: the last two columns of [`LISTED`]. Paper is
/// read later, so that not even of its own day it says "today".
#[must_use]
pub fn freshness(said: Option<&ItemSummary>, last_day: NaiveDate) -> [String; 2] {
    let days = said.map_or([None; 2], |said| [said.updated_on, said.verified_on]);
    days.map(|day| last_said_of(day, last_day, true))
}

/// What happened to one item, in words.
#[must_use]
pub fn happened(item: &Item, change: Option<Change>) -> String {
    let stood = |end: Option<followup::progress::change::End>, none: &str| {
        end.map_or_else(|| none.to_owned(), |end| end.status.label().to_owned())
    };
    let before = stood(item.before, "Not yet raised");
    let after = stood(item.after, "No longer here");
    let due = item.after.and_then(|end| end.due).map(day);
    match change {
        Some(Change::Overdue | Change::FirstKnownOverdue) => due.map_or(after, |due| format!("Was due {due}")),
        Some(Change::Slipped) => item.slip().map_or(after, |slip| {
            let moved = format!("From {} to {}", day(slip.before), day(slip.after));
            match slip.original.filter(|original| *original != slip.before) {
                Some(original) => format!("{moved}; originally {}", day(original)),
                None => moved,
            }
        }),
        Some(Change::Closed) => match item.closed_on {
            Some(on) => format!("Closed {}; now {}", day(on), after.to_lowercase()),
            None => format!("{before} → {after}"),
        },
        Some(Change::SaidDone) => match item.said_done_on {
            Some(on) => format!("Claimed done {}; now {}", day(on), after.to_lowercase()),
            None => format!("{before} → {after}"),
        },
        Some(Change::Reopened) => match item.reopened_on {
            Some(on) => format!("Reopened {}; now {}", day(on), after.to_lowercase()),
            None => format!("{before} → {after}"),
        },
        Some(Change::Raised) => {
            due.map_or_else(|| format!("{after}; no due date"), |due| format!("{after}; due {due}"))
        }
        Some(Change::Found) => {
            let found = item.found.iter().map(|found| format!("{} ({})", found.finding, found.round));
            found.collect::<Vec<_>>().join("; ")
        }
        _ => format!("{before} → {after}"),
    }
}
