//! Check answers: a review once more as it will be saved, with what it changes for readers.

use followup::view::recommendation::RecommendationView;
use leptos::prelude::*;

use super::{
    check, conflict, hidden,
    review_choices::{self, PIECES},
};
use crate::{
    components::{PageHeading, SummaryList, SummaryRow},
    fields::{Field, FieldKind},
    form::{
        Answers,
        comparison::{hidden_answers, questions},
        offer::Offer,
    },
};

pub(super) fn page(found: &RecommendationView, offer: Offer, answers: &Answers, effect: Vec<String>) -> AnyView {
    let reference = found.row.reference.to_string();
    let action = format!("/recommendations/{reference}/review");
    let answered = questions(offer.fields()).filter(|field| answers.values(field.name).any(|value| !value.is_empty()));
    let rows = answered.map(|field| SummaryRow::new(field.label, answer(found, field, answers))).collect();
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                <PageHeading title="Check your answers" caption=format!("{reference}: {}", offer.label().to_lowercase())/>
                <p class="govuk-body app-wording">{found.row.wording.clone()}</p>
                <SummaryList rows/>
                {check::effects(effect)}
                <form method="post" action=action novalidate>
                    {hidden(answers.value("version").parse().unwrap_or(found.version))}
                    {hidden_answers(answers, &[])}
                    {check::buttons()}
                </form>
            </div>
        </div>
    }
    .into_any()
}

/// An answer as it will read, with what may identify a person marked.
fn answer(found: &RecommendationView, field: &Field, answers: &Answers) -> AnyView {
    let value = answers.value(field.name);
    match field.name {
        PIECES => {
            let titles = review_choices::titles(found, answers.values(PIECES).map(str::to_owned));
            view! { <span class="app-said">{titles}</span> }.into_any()
        }
        "round" => {
            let visit = found.visits.iter().find(|visit| visit.round.slug.as_str() == value);
            visit.map_or(value, |visit| visit.round.title.clone()).into_any()
        }
        "audience" => conflict::audience_in_words(&value, field).into_any(),
        _ if field.may_hold_personal_data => check::marked(&value),
        _ => match field.kind {
            FieldKind::Tick { words } => words.into_any(),
            _ => field.in_words(&value).into_any(),
        },
    }
}
