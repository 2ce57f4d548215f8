//! What was told and asked of an item since the last decision on it, and which decisions kept it open.

use followup::{fact::Fact, view::recommendation::Entry};
use leptos::prelude::*;

use super::latest;
use crate::pages::recommendation::{entry_date, entry_texts, entry_title};

/// Everything that either side wrote since the last decision, newest first, without what the page shows already: the newest update,
/// the newest questions and the evidence.
pub(super) fn since(history: &[Entry]) -> Option<AnyView> {
    let shown = [latest::update(history), latest::returned(history)].map(|entry| entry.map(|entry| entry.version));
    let entries = history.iter().take_while(|entry| !is_decision(entry));
    let entries = entries.filter(|entry| is_told(entry) && !shown.contains(&Some(entry.version)));
    lines(entries)
}

/// The refusals and reopenings, newest first, each with its reason.
pub(super) fn refused_or_reopened(history: &[Entry]) -> Option<AnyView> {
    lines(history.iter().filter(|entry| keeps_open(entry)))
}

/// The last refusal or reopening, if the force has written nothing since.
pub(super) fn unanswered(history: &[Entry]) -> Option<AnyView> {
    let entries = history.iter().take_while(|entry| !matches!(entry.fact, Fact::UpdateRecorded { .. }));
    lines(entries.filter(|entry| keeps_open(entry)).take(1))
}

fn lines<'a>(entries: impl Iterator<Item = &'a Entry>) -> Option<AnyView> {
    let lines: Vec<_> = entries.map(line).collect();
    (!lines.is_empty()).then(|| view! { <ul class="govuk-list app-told">{lines}</ul> }.into_any())
}

fn line(entry: &Entry) -> AnyView {
    let told = format!("{}, {}", entry_date(entry), entry.actor.in_words());
    view! {
        <li>
            <p class="govuk-body"><strong>{entry_title(entry)}</strong>", "{told}</p>
            {entry_texts(entry)}
        </li>
    }
    .into_any()
}

const fn keeps_open(entry: &Entry) -> bool {
    matches!(entry.fact, Fact::ClosureRefused {} | Fact::Reopened {})
}

const fn is_decision(entry: &Entry) -> bool {
    keeps_open(entry) || matches!(entry.fact, Fact::ClosureAuthorised {})
}

/// Whether it holds words of either side that a decision is about.
const fn is_told(entry: &Entry) -> bool {
    matches!(
        entry.fact,
        Fact::UpdateRecorded { .. }
            | Fact::PositionSet { .. }
            | Fact::Submitted {}
            | Fact::Returned {}
            | Fact::NoteRecorded { .. }
            | Fact::StatusSet { .. }
            | Fact::DeadlineSet { .. }
    )
}
