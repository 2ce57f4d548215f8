//! The history of a recommendation, newest first; what was put right or erased since stands with what it changed.

use chrono::{DateTime, Utc};
use followup::{
    event::Actor,
    partial_date::{PartialDate, Precision, in_words},
    store::{
        clock::london_day,
        recommendation::{Body, Entry, Later, LaterKind, Text},
        register::RoundName,
    },
};
use leptos::prelude::*;

use super::fact_in_words::{RESTRICTED, in_words as text_in_words, label, title};
use crate::{
    components::{Timeline, TimelineItem},
    pages::recommendations::ERASED,
};

/// How many hexadecimal digits of a hash tell an event from its neighbours.
const MARK: usize = 8;

/// The timeline.
pub(super) fn history(entries: Vec<Entry>, rounds: &[RoundName]) -> impl IntoView + use<> {
    let items = entries.into_iter().map(|entry| item(entry, rounds)).collect::<Vec<_>>();
    view! {
        <h2 class="govuk-heading-m">"History"</h2>
        <Timeline items/>
    }
}

fn item(entry: Entry, rounds: &[RoundName]) -> TimelineItem {
    let recorded = recorded(entry.recorded_at, entry.actor);
    let later = entry.later.into_iter().map(|later| change(later, rounds)).collect_view();
    TimelineItem {
        title: title(&entry.fact, rounds),
        by: entry.actor.in_words(),
        date: entry.happened.map_or_else(|| "Date not known".to_owned(), |date| date.to_string()),
        datetime: entry.happened.and_then(machine_readable),
        body: view! { {texts(entry.texts)} <p class="govuk-body-s app-secondary">{recorded}</p> {later} }.into_any(),
        hash: Some(mark(&entry.hash)),
    }
}

/// HTML knows days, months and years; a quarter has no form of its own there.
fn machine_readable(date: PartialDate) -> Option<String> {
    (date.precision() != Precision::Quarter).then(|| date.iso())
}

fn recorded(moment: DateTime<Utc>, actor: Actor) -> String {
    let day = in_words(london_day(moment));
    match actor {
        Actor::Person { .. } => format!("Recorded on {day}"),
        Actor::Import { .. } | Actor::System => format!("Recorded here on {day}"),
    }
}

/// The texts of an event. Its texts are all for the same readers: to others one line says that there are some.
fn texts(texts: Vec<Text>) -> AnyView {
    if texts.iter().any(|text| text.body == Body::Restricted) {
        return view! { <p class="govuk-body app-secondary">{RESTRICTED}</p> }.into_any();
    }
    let text = |text: Text| {
        let label = label(&text.field).map(|label| format!("{label}: "));
        view! { <p class="govuk-body">{label}{text_in_words(text.body)}</p> }
    };
    texts.into_iter().map(text).collect_view().into_any()
}

/// What was done to the event since, with what stood there before.
fn change(later: Later, rounds: &[RoundName]) -> AnyView {
    let mark = mark(&later.hash);
    let when = format!("{}, {}", in_words(london_day(later.recorded_at)), later.actor.in_words());
    match later.kind {
        LaterKind::Corrected { before, happened, texts: was } => {
            let date = happened.map_or_else(|| "date not known".to_owned(), |date| date.to_string());
            view! {
                <div class="app-timeline__change">
                    <p class="govuk-body">"Corrected on "{when}". Until then it read: "<q>{title(&before, rounds)}</q>", "{date}"."</p>
                    {texts(was)}
                    <p class="app-timeline__hash">"Record mark "<code>{mark}</code></p>
                </div>
            }
            .into_any()
        }
        LaterKind::Erased { field, decided_by: [one, other] } => view! {
            <div class="app-timeline__change">
                <p class="govuk-body">{format!("{ERASED} on {when}: its {field}. Decided by {one} and {other}.")}</p>
                <p class="app-timeline__hash">"Record mark "<code>{mark}</code></p>
            </div>
        }
        .into_any(),
    }
}

fn mark(hash: &[u8; 32]) -> String {
    hash.iter().fold(String::new(), |mark, byte| format!("{mark}{byte:02x}")).chars().take(MARK).collect()
}
