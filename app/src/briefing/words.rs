//! The sentences of a briefing. None of them says more than the record: that nothing is recorded is not that nothing happened.

use chrono::NaiveDate;
use followup::{
    finding::RecordType,
    progress::change::{Between, Change, ChangeList, Changes, Group, Item, Picked, Tally},
    view::change::ItemSummary,
};

use super::{Address, Span, day};
use crate::components::{grouped, last_said_of};

/// What is told of first: what a leader must act on or may be glad of.
const TOLD_FIRST: [Change; 6] =
    [Change::Closed, Change::Reopened, Change::SaidDone, Change::Overdue, Change::Slipped, Change::Raised];

/// Two days in words.
pub(super) fn period(Between { from, to }: Between) -> String {
    format!("{} to {}", day(from), day(to))
}

/// By what is known the briefing tells of its days.
#[must_use]
pub fn mark(address: &Address) -> String {
    let between = format!("What changed after {} and until {}", day(address.period.from), day(address.period.to));
    match address.known() {
        None => format!("{between}, by what is known today"),
        Some(known) if known.whole_day => format!("{between}, as our records stood on {}", day(known.day)),
        Some(known) => format!("{between}, as our records stood on {} UTC", known.moment.format("%-d %B %Y, %H:%M:%S")),
    }
}

/// What happened, in a sentence; the record types apart.
pub(super) fn headline(changes: &Changes, of: &str, record_types: &[RecordType]) -> String {
    let said: Vec<String> =
        record_types.iter().filter_map(|record_type| of_type(*record_type, &changes.tally(*record_type))).collect();
    let when = period(changes.period);
    if said.is_empty() {
        return format!(
            "{of}, {when}: nothing is recorded to have changed. That is what our sources hold, not what forces did."
        );
    }
    format!("{of}, {when}: {}.", said.join("; "))
}

/// `4 recommendations closed, 1 reopened`; `None` where nothing happened.
fn of_type(record_type: RecordType, tally: &Tally) -> Option<String> {
    let mut said = TOLD_FIRST.iter().map(|change| (*change, tally.changed(*change))).filter(|(_, count)| *count > 0);
    let noun = |count| format!("{} {}", grouped(count), record_type.counted(count));
    let Some((change, count)) = said.next() else {
        let found = tally.changed(Change::Found);
        return (found > 0).then(|| format!("{} with a finding recorded", noun(found)));
    };
    let first = format!("{} {}", noun(count), done(change));
    Some(said.fold(first, |said, (change, count)| format!("{said}, {} {}", grouped(count), done(change))))
}

/// What happened, after a count.
const fn done(change: Change) -> &'static str {
    match change {
        Change::Closed => "closed",
        Change::Reopened => "reopened",
        Change::SaidDone => "newly said done but not verified",
        Change::Overdue => "newly overdue",
        Change::Slipped => "with a deadline moved later",
        Change::Raised => "newly raised",
        Change::Found => "with a finding recorded",
        Change::Moved => "moved to another group",
        Change::Gone => "no longer among these",
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
        Some(Change::Overdue) => due.map_or(after, |due| format!("Was due {due}")),
        Some(Change::Slipped) => item.slip().map_or(after, |slip| {
            let moved = format!("From {} to {}", day(slip.before), day(slip.after));
            match slip.original.filter(|original| *original != slip.before) {
                Some(original) => format!("{moved}; originally {}", day(original)),
                None => moved,
            }
        }),
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

/// What the figures leave out, in words beside them.
pub(super) fn notes(changes: &Changes, address: &Address, record_types: &[RecordType]) -> Vec<Vec<Span>> {
    let mut notes = Vec::new();
    for record_type in record_types {
        let silent = changes.tally(*record_type).after(Group::NotRecorded);
        if silent > 0 {
            let words = format!("{} {}", grouped(silent), record_type.counted(silent));
            let href = address.register(address.period.to, *record_type, Some(Group::NotRecorded.parameter()));
            notes.push(vec![
                Span::plain("Of "),
                Span::link(words, href),
                Span::plain(" our sources do not say how they stand: whether anything moved among them is not known."),
            ]);
        }
        for whole in [true, false] {
            let count = changes.undated(*record_type, whole).count() as u64;
            if count == 0 {
                continue;
            }
            let words = format!("{} {}", grouped(count), record_type.counted(count));
            let listed = ChangeList { record_type: *record_type, picked: Picked::Undated { whole }, page: 1 };
            let (has, stands) = if count == 1 { ("has", "stands") } else { ("have", "stand") };
            let rest = if whole {
                format!(" {has} no date, or one that has not come, and {stands} in no past view.")
            } else {
                format!(
                    " {has} a finding, status or other fact with no date, or one that has not come, which counts on neither day."
                )
            };
            notes.push(vec![Span::link(words, address.list(listed)), Span::plain(rest)]);
        }
    }
    notes
}
