//! Runs of events between a force and the inspectorate whose texts the reader may not read: one line for all of them.

use std::collections::BTreeSet;

use chrono::Datelike as _;
use followup::{
    fact::{EventKind, Fact},
    force::ForceSlug,
    partial_date::{PartialDate, in_words},
    person::Reader,
    target::Target,
    view::recommendation::Entry,
};
use leptos::prelude::*;

use super::history::{date, for_whom, mark};
use crate::components::TimelineItem;

/// A line of a history.
pub(super) enum Line {
    /// An event.
    Event(Box<Entry>),
    /// Two or more events in a row, newest first.
    Run(Vec<Entry>),
}

/// The lines of a history as this reader sees it.
pub(super) fn lines(entries: Vec<Entry>, force: &ForceSlug, reader: &Reader) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut run: Vec<Entry> = Vec::new();
    for entry in entries {
        if is_closed_exchange(&entry, force, reader) {
            run.push(entry);
        } else {
            lines.extend(line(std::mem::take(&mut run)));
            lines.push(Line::Event(Box::new(entry)));
        }
    }
    lines.extend(line(run));
    lines
}

/// A single event says more by itself than as a run of one.
fn line(mut run: Vec<Entry>) -> Option<Line> {
    if run.len() < 2 { run.pop().map(|entry| Line::Event(Box::new(entry))) } else { Some(Line::Run(run)) }
}

/// Whether all that this reader learns of an event is that it took place. What changes how the item stands is no such event, nor is
/// what gives the force's own date, which is for everyone.
fn is_closed_exchange(entry: &Entry, force: &ForceSlug, reader: &Reader) -> bool {
    let is_exchange = matches!(
        entry.fact,
        Fact::UpdateRecorded { target: Target::Kept, .. } | Fact::EvidenceAdded { .. } | Fact::NoteRecorded { .. }
    );
    is_exchange && entry.later.is_empty() && !reader.may_read(entry.audience, force)
}

/// `13 updates between force and inspectorate, 2015 to 2026, not public`, with how many of each kind and their marks.
pub(super) fn item(run: &[Entry]) -> TimelineItem {
    let days = || run.iter().filter_map(|entry| entry.happened).map(PartialDate::last);
    let range = days().min().zip(days().max());
    let years = range.map(|(first, last)| match (first.year(), last.year()) {
        (first, last) if first == last => format!("{first}, "),
        (first, last) => format!("{first} to {last}, "),
    });
    let date = match range {
        Some((first, last)) if first == last => in_words(first),
        Some((first, last)) => format!("{} to {}", in_words(first), in_words(last)),
        None => date(None),
    };
    let by: BTreeSet<_> = run.iter().map(|entry| entry.actor.in_words()).collect();
    let kinds = EventKind::ALL.iter().filter_map(|kind| {
        let count = run.iter().filter(|entry| entry.fact.kind() == *kind).count();
        (count > 0).then(|| format!("{kind}: {count}"))
    });
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    let audience = run.first().map_or_else(String::new, |entry| for_whom(entry.audience).to_owned());
    TimelineItem {
        title: format!("{} updates between force and inspectorate, {}not public", run.len(), years.unwrap_or_default()),
        by: by.into_iter().collect::<Vec<_>>().join(" and "),
        date,
        datetime: None,
        recorded: audience,
        body: view! { <p class="govuk-body">{kinds}</p> }.into_any(),
        hashes: run.iter().map(|entry| mark(&entry.hash)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use followup::{
        event::Actor,
        identity::{Audience, PersonId, Role},
        person::Person,
    };

    use super::*;

    const NOBODY: PersonId = PersonId(uuid::Uuid::nil());
    const UPDATE: Fact = Fact::UpdateRecorded { owner_post: None, target: Target::Kept };

    fn entry(version: i32, fact: Fact, audience: Audience, happened: &str) -> Entry {
        let actor = Actor::Person { id: NOBODY, role: Role::ForceLiaisonOfficer };
        let happened = happened.parse().ok();
        Entry {
            version,
            fact,
            audience,
            happened,
            texts: Vec::new(),
            recorded_at: DateTime::UNIX_EPOCH,
            actor,
            hash: [7; 32],
            later: Vec::new(),
        }
    }

    fn history() -> Vec<Entry> {
        vec![
            entry(5, UPDATE, Audience::Force, "2026-11-20"),
            entry(4, Fact::NoteRecorded { asks: None }, Audience::Force, "2026-03-02"),
            entry(3, UPDATE, Audience::Force, "2015-06-01"),
            entry(2, Fact::Submitted {}, Audience::Everyone, "2015-05-01"),
            entry(1, UPDATE, Audience::Force, "2015-04-01"),
        ]
    }

    #[test]
    fn a_run_that_cannot_be_read_is_one_line() {
        let force: ForceSlug = "kent".parse().unwrap();
        let seen = lines(history(), &force, &Reader::Anyone);
        let [Line::Run(run), Line::Event(submitted), Line::Event(first)] = &seen[..] else { panic!("three lines") };
        assert_eq!((run.len(), submitted.version, first.version), (3, 2, 1));
        let item = item(run);
        assert_eq!(item.title, "3 updates between force and inspectorate, 2015 to 2026, not public");
        assert_eq!((item.date.as_str(), item.hashes.len()), ("1 June 2015 to 20 November 2026", 3));
    }

    #[test]
    fn those_who_may_read_the_events_see_each_of_them() {
        let force: ForceSlug = "kent".parse().unwrap();
        let inspector = Person { id: NOBODY, role: Role::Inspector, forces: Vec::new() };
        let seen = lines(history(), &force, &Reader::SignedIn(inspector));
        assert!(seen.len() == 5 && seen.iter().all(|line| matches!(line, Line::Event(_))));
    }
}
