//! What an inspector decides about: what the force says it did, what was asked of it last, and its evidence.

use followup::{
    fact::Fact,
    partial_date::in_words,
    store::{clock::london_time, recommendation::Recommendation},
};
use leptos::prelude::*;

use super::latest;
use crate::{
    components::{SummaryList, SummaryRow},
    pages::recommendation::evidence_section,
};

/// Both sections. Whoever is shown them was looked up by [`followup::service::reading::recommendation`], which writes that down.
pub(super) fn sections(found: &Recommendation) -> AnyView {
    let said = said(found);
    let said = if said.is_empty() {
        view! { <p class="govuk-body">"The force has not told here what it did."</p> }.into_any()
    } else {
        view! { <SummaryList rows=said/> }.into_any()
    };
    let asked = asked(found);
    let asked = (!asked.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">"What the force was asked last"</h2>
            <SummaryList rows=asked/>
        }
    });
    view! {
        <h2 class="govuk-heading-m" id="said">"What the force says"</h2>
        {said}
        {asked}
        {evidence_section(found, false)}
    }
    .into_any()
}

fn said(found: &Recommendation) -> Vec<SummaryRow> {
    let work = &found.row.work;
    let mut rows = Vec::new();
    if let Some(day) = work.submitted_on {
        rows.push(SummaryRow::new("Submitted for review on", in_words(day)));
    }
    if let Some(update) = latest::update(found) {
        let post = match &update.fact {
            Fact::UpdateRecorded { owner_post: Some(post), .. } => post.clone(),
            _ => "Not given".to_owned(),
        };
        rows.extend([
            SummaryRow::new("Last update", london_time(update.recorded_at)),
            words("What was done", latest::text(update, "activity")),
            words("What changed for children", latest::text(update, "outcome")),
            words("Next step", latest::text(update, "next_step")),
            SummaryRow::new("Who owns it", post),
        ]);
        let target = work.target_on.map_or_else(|| "None".to_owned(), in_words);
        rows.push(SummaryRow::new("The force’s own target date", target));
        if let Some(reason) = latest::words(update, "target_reason") {
            rows.push(words("Why that date moved", reason.to_owned()));
        }
    }
    rows
}

fn asked(found: &Recommendation) -> Vec<SummaryRow> {
    let Some(asked) = latest::returned(found) else { return Vec::new() };
    let open = found.row.work.returned_on.is_some();
    let answered = if open { "No submission since" } else { "The force has submitted it again since" };
    vec![
        SummaryRow::new("Asked", london_time(asked.recorded_at)),
        words("Questions", latest::text(asked, "questions")),
        SummaryRow::new("Answered", answered),
    ]
}

fn words(key: &'static str, words: String) -> SummaryRow {
    SummaryRow::new(key, view! { <span class="app-said">{words}</span> })
}
