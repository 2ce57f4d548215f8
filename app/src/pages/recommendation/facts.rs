//! How a recommendation stands: the tag, what either side says, its deadline, and where all of it is from.

use followup::{
    finding::KnownFrom,
    inspectorate_status::InspectorateStatus,
    partial_date::in_words,
    position::Position,
    source_status::SourceVocabulary,
    view::register::{RegisterRow, RowDeadline},
};
use leptos::prelude::*;

use crate::{
    components::{StatusTag, SummaryList, SummaryRow},
    point::AskedPoint,
};

/// Three lists: status, deadline, and what it is.
#[component]
pub(super) fn Facts(
    row: RegisterRow,
    /// What the force's updates tell of its owner and its own target.
    told: Vec<SummaryRow>,
    force: String,
    at: AskedPoint,
) -> impl IntoView {
    let standing: Vec<_> = standing(&row).into_iter().chain(told).collect();
    let deadline = deadline(&row.deadline);
    let origin = origin(row, force, at);
    view! {
        <h2 class="govuk-heading-m">"How it stands"</h2>
        <SummaryList rows=standing/>
        <h2 class="govuk-heading-m">"Deadline"</h2>
        <SummaryList rows=deadline/>
        <h2 class="govuk-heading-m">"What it is and where it is from"</h2>
        <SummaryList rows=origin/>
    }
}

fn standing(row: &RegisterRow) -> Vec<SummaryRow> {
    let force_reported = row.source_status.as_ref().is_some_and(|source| source.vocabulary == SourceVocabulary::Rag);
    let position = match row.position {
        // What a force's own report said stands below, as it was published.
        Position::NotRecorded if force_reported => "The force has not recorded its position here".to_owned(),
        Position::NotRecorded => "Nothing public says what the force claims".to_owned(),
        position => position.label().to_owned(),
    };
    let inspectorate = match (row.inspectorate_status, row.no_action_reason) {
        (InspectorateStatus::NotRecorded, _) => "Inspectors have not recorded a decision".to_owned(),
        (status, Some(reason)) => format!("{status}: {}", reason.label().to_lowercase()),
        (status, None) => status.label().to_owned(),
    };
    let status = row.status;
    let mut rows = vec![
        SummaryRow::new("Status", view! { <StatusTag status/> }),
        SummaryRow::new("Force position", position),
        SummaryRow::new("Inspectorate status", inspectorate),
    ];
    if let Some(source) = &row.source_status {
        let published = format!("{} ({})", source.word_and_date(), source.vocabulary);
        rows.push(SummaryRow::new("As last published", published));
    }
    rows
}

fn deadline(deadline: &RowDeadline) -> Vec<SummaryRow> {
    let mut rows = vec![
        SummaryRow::new("State", deadline.state_in_words.clone()),
        SummaryRow::new("Deadline", deadline.words.clone()),
    ];
    if let Some(due) = deadline.due {
        rows.push(SummaryRow::new("Due", due.to_string()));
    }
    if deadline.moves > 0 {
        let original = deadline.original.map_or_else(|| "No date".to_owned(), in_words);
        let times =
            if deadline.moves == 1 { "moved once".to_owned() } else { format!("moved {} times", deadline.moves) };
        rows.push(SummaryRow::new("Due at first", format!("{original} ({times})")));
    }
    // Who set a deadline that nobody is known to have set is no fact.
    if deadline.due.is_some() {
        rows.push(SummaryRow::new("Set by", deadline.set_by.label()));
    }
    rows
}

fn origin(row: RegisterRow, force: String, at: AskedPoint) -> Vec<SummaryRow> {
    let force_href = at.href(&format!("/forces/{}", row.force));
    let round_href = at.href(&format!("/forces/{}/rounds/{}", row.force, row.round.slug));
    let known_from = match row.known_from {
        KnownFrom::Raised => "From the round that raised it",
        KnownFrom::LaterRound => "Only because a later round spoke of it: left out of shares and counted beside them",
    };
    vec![
        SummaryRow::new("Force", view! { <a class="govuk-link" href=force_href>{force}</a> }),
        SummaryRow::new("Raised in", view! { <a class="govuk-link" href=round_href>{row.round.title}</a> }),
        SummaryRow::new("Topic", row.topic.with_scheme().to_string()),
        SummaryRow::new("Record type", row.record_type.label()),
        SummaryRow::new("How we know it", known_from),
        SummaryRow::new("Source", source(row.source_url)),
    ]
}

/// A source as a link where it is one, and else as it is written.
pub(in crate::pages) fn source(url: String) -> AnyView {
    let is_link = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    if is_link {
        let href = url.clone();
        view! { <a class="govuk-link app-source" href=href rel="noreferrer">{url}</a> }.into_any()
    } else if url.is_empty() {
        "Not given".into_any()
    } else {
        url.into_any()
    }
}
