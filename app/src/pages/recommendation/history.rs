//! The history of an item, folded away, newest first; what was put right or erased since stands with what it changed.

use chrono::{DateTime, Utc};
use followup::{
    clock::{london_day, london_time},
    event::Actor,
    force::ForceSlug,
    identity::Audience,
    partial_date::{PartialDate, Precision, in_words},
    person::Reader,
    view::{
        recommendation::{Body, Entry, Later, LaterKind, Text},
        register::RoundName,
    },
};
use leptos::prelude::*;

use super::{
    fact_in_words::{RESTRICTED, in_words as text_in_words, label, title},
    force_account::post,
    history_filter::HistoryFilter,
    history_run::{self, Line, lines},
    put_right::{Said, put_right},
};
use crate::{
    components::{Details, Timeline, TimelineItem},
    pages::recommendations::ERASED,
    point::AskedPoint,
};

/// How many hexadecimal digits of a hash tell an event from its neighbours.
const MARK: usize = 8;

/// Whose item is read, and by whom.
type Read<'a> = (&'a ForceSlug, &'a Reader);

/// The timeline, or those of its events that the filter picks. It starts open where somebody asked for some of them.
pub(super) fn history(
    entries: Vec<Entry>,
    rounds: &[RoundName],
    filter: &HistoryFilter,
    path: &str,
    read: Read<'_>,
    at: AskedPoint,
) -> AnyView {
    let summary = match entries.len() {
        1 => "Full history (1 event, with its record mark)".to_owned(),
        count => format!("Full history ({count} events, with record marks)"),
    };
    let form = filter.form(&entries, path, at);
    let picked = entries.into_iter().filter(|entry| filter.picks(entry)).collect();
    let items: Vec<_> = lines(picked, read.0, read.1)
        .into_iter()
        .map(|line| match line {
            Line::Event(entry) => item(*entry, rounds, read),
            Line::Run(run) => history_run::item(&run),
        })
        .collect();
    let events = if items.is_empty() {
        view! { <p class="govuk-body">"No event of these kinds is in this view."</p> }.into_any()
    } else {
        view! { <Timeline items/> }.into_any()
    };
    view! {
        <Details summary open=filter.is_set()>
            <h2 class="govuk-visually-hidden" id="history">"History"</h2>
            {form}
            {events}
        </Details>
    }
    .into_any()
}

fn item(entry: Entry, rounds: &[RoundName], (force, reader): Read<'_>) -> TimelineItem {
    let post = post(&entry, force, reader).map(str::to_owned);
    let changes = changes(&entry, rounds);
    TimelineItem {
        title: title(&entry.fact, rounds),
        by: entry.actor.in_words(),
        date: date(entry.happened),
        datetime: entry.happened.and_then(machine_readable),
        recorded: format!("{}. {}", recorded(entry.recorded_at, entry.actor), for_whom(entry.audience)),
        body: view! { {texts(entry.texts, post)} {changes} }.into_any(),
        hashes: vec![mark(&entry.hash)],
    }
}

/// When an event happened, in words.
pub(in crate::pages) fn entry_date(entry: &Entry) -> String {
    date(entry.happened)
}

/// What an event says in a few words.
pub(in crate::pages) fn entry_title(entry: &Entry) -> String {
    title(&entry.fact, &[])
}

/// The texts of an event.
pub(in crate::pages) fn entry_texts(entry: &Entry) -> AnyView {
    texts(entry.texts.clone(), None)
}

pub(super) fn date(happened: Option<PartialDate>) -> String {
    happened.map_or_else(|| "Date not known".to_owned(), |date| date.to_string())
}

/// Whose eyes an event is for. Its line is told to more than may read its texts.
pub(super) const fn for_whom(audience: Audience) -> &'static str {
    match audience {
        Audience::Everyone => "Audience: everyone",
        Audience::Force => "Audience: the force and the inspectorate",
        Audience::Inspectorate => "Audience: the inspectorate",
    }
}

/// HTML knows days, months and years; a quarter has no form of its own there.
fn machine_readable(date: PartialDate) -> Option<String> {
    (date.precision() != Precision::Quarter).then(|| date.iso())
}

/// People work by the clock; what was imported is of a day.
fn recorded(moment: DateTime<Utc>, actor: Actor) -> String {
    match actor {
        Actor::Person { .. } => format!("Recorded on {}", london_time(moment)),
        Actor::Import { .. } | Actor::System => format!("Recorded here on {}", in_words(london_day(moment))),
    }
}

/// The texts of an event, with the post that an update names where its form asks for it: before what is said of its date. They
/// are all for the same readers: to others one line says that there are some.
pub(super) fn texts(texts: Vec<Text>, post: Option<String>) -> AnyView {
    if texts.iter().any(|text| text.body == Body::Restricted) {
        return view! { <p class="govuk-body app-secondary">{RESTRICTED}</p> }.into_any();
    }
    let text = |text: Text| {
        let label = label(&text.field).map(|label| format!("{label}: "));
        view! { <p class="govuk-body app-said">{label}{text_in_words(text.body)}</p> }
    };
    let post = post.map(|post| view! { <p class="govuk-body app-said">{format!("Post that owns it: {post}")}</p> });
    let (before, after): (Vec<_>, Vec<_>) = texts.into_iter().partition(|text| text.field != "target_reason");
    let [before, after] = [before, after].map(|texts| texts.into_iter().map(text).collect_view());
    view! { {before} {post} {after} }.into_any()
}

/// What was done to the event since, oldest first: for each correction what it said before and what it said from then on.
fn changes(entry: &Entry, rounds: &[RoundName]) -> AnyView {
    let mut now = (&entry.fact, entry.happened);
    let mut changes: Vec<AnyView> = Vec::new();
    for later in entry.later.iter().rev() {
        changes.push(change(later, now, rounds));
        if let LaterKind::Corrected { before, happened, .. } = &later.kind {
            now = (before, *happened);
        }
    }
    changes.reverse();
    changes.into_any()
}

fn change(later: &Later, (now, now_happened): Said<'_>, rounds: &[RoundName]) -> AnyView {
    let mark = mark(&later.hash);
    let when = format!("{}, {}", in_words(london_day(later.recorded_at)), later.actor.in_words());
    let told = match &later.kind {
        LaterKind::Corrected { before, happened, texts: was } => {
            put_right(&when, (before, *happened), (now, now_happened), was.clone(), rounds)
        }
        LaterKind::Erased { field, decided_by: [one, other] } => view! {
            <p class="govuk-body">{format!("{ERASED} on {when}: its {field}. Decided by {one} and {other}.")}</p>
        }
        .into_any(),
    };
    view! {
        <div class="app-timeline__change">
            {told}
            <p class="app-timeline__hash">{for_whom(later.audience)}". Record mark "<code>{mark}</code></p>
        </div>
    }
    .into_any()
}

pub(super) fn mark(hash: &[u8; 32]) -> String {
    hash.iter().fold(String::new(), |mark, byte| format!("{mark}{byte:02x}")).chars().take(MARK).collect()
}
