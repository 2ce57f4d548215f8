//! Where an item is from: the round that raised it, its source, what kind of thing it is, and how we know of it.

use followup::{
    finding::{KnownFrom, RecordType},
    view::recommendation::RecommendationView,
};
use leptos::prelude::*;

use crate::{components::SourceLink, point::AskedPoint};

/// `Raised in: Inspection, September 2019 (source: BBC). A recommendation to Kent Police on: Police detention (2014 scheme).`
pub(super) fn sentence(found: &RecommendationView, at: AskedPoint) -> AnyView {
    let row = &found.row;
    let href = at.href(&format!("/forces/{}/rounds/{}", row.force, row.round.slug));
    let source = Some(row.source_url.clone()).filter(|source| !source.is_empty());
    let source = source.map(|source| view! { " (source: "<SourceLink source/>")" });
    let kind = match row.record_type {
        RecordType::Recommendation => "A recommendation to",
        RecordType::AreaOfConcern => "An area of concern about",
    };
    let what = format!(". {kind} {} on: {}.", found.force_full_name, row.topic.with_scheme());
    let known =
        (row.known_from == KnownFrom::LaterRound).then_some(" Known only because inspectors named it on return.");
    view! {
        <p class="govuk-body">
            <strong>"Raised in: "</strong>
            <a class="govuk-link" href=href>{row.round.title.clone()}</a>
            {source}{what}{known}
        </p>
    }
    .into_any()
}
