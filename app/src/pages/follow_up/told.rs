//! What an inspector decides about: what the force says it did, what was asked of it last, and its evidence.

use followup::{
    clock::london_time,
    partial_date::in_words,
    view::{
        recommendation::{Entry, RecommendationView},
        register::{RegisterRow, Work},
    },
};
use leptos::prelude::*;

use super::{decided, latest};
use crate::{
    components::{Details, SummaryList, SummaryRow},
    pages::recommendation::{evidence_count, evidence_list, found_section},
    point::AskedPoint,
};

/// All of it for the one item that a page is about. Whoever is shown it was looked up by
/// the function that reads an item, which writes that down.
pub(super) fn sections(found: &RecommendationView) -> AnyView {
    let (work, history) = (&found.row.work, found.history.as_slice());
    let asked = asked(work, history).map(|asked| {
        view! {
            <h2 class="govuk-heading-m">"Latest questions to the force"</h2>
            {asked}
        }
    });
    let findings = AskedPoint::of_request().ok().map(|at| found_section(found, at));
    let since = decided::since(history).map(|since| {
        view! {
            <h2 class="govuk-heading-m" id="since">"Before that, since the last decision"</h2>
            {since}
        }
    });
    let decisions = decided::refused_or_reopened(history).map(|decisions| {
        view! {
            <h2 class="govuk-heading-m" id="decisions">"Earlier refusals and reopenings"</h2>
            {decisions}
        }
    });
    view! {
        {findings}
        <h2 class="govuk-heading-m" id="said">"What the force says"</h2>
        {said(work, history)}
        {asked}
        {since}
        <h2 class="govuk-heading-m" id="evidence">"Evidence"</h2>
        {evidence_list(history, "Evidence")}
        {decisions}
    }
    .into_any()
}

/// The same of one item among several, folded away under one line that says how much there is; `history` is as much of the item's
/// own as is judged. Whoever is shown it was looked up by the function that reads selected items, which writes that down.
pub(in crate::pages) fn folded(row: &RegisterRow, history: &[Entry]) -> AnyView {
    let work = &row.work;
    let summary = summary(row, history);
    let caption = format!("Evidence of {}", row.reference);
    let asked = asked(work, history).map(|asked| {
        view! {
            <h4 class="govuk-heading-s">"Latest questions to the force"</h4>
            {asked}
        }
    });
    let (said, evidence) = (said(work, history), evidence_list(history, &caption));
    view! {
        <Details summary>
            <h4 class="govuk-heading-s">"What the force says"</h4>
            {said}
            {asked}
            <h4 class="govuk-heading-s">"Evidence"</h4>
            {evidence}
        </Details>
    }
    .into_any()
}

/// `What Kent says of KENT-2019-01: submitted on 20 November 2026, with 2 pieces of evidence`.
fn summary(row: &RegisterRow, history: &[Entry]) -> String {
    let last = match (row.work.submitted_on, latest::update(history)) {
        (Some(day), _) => format!("submitted on {}", in_words(day)),
        (None, Some(update)) => format!("last update {}", london_time(update.recorded_at)),
        (None, None) => "no update yet".to_owned(),
    };
    let evidence = match evidence_count(history) {
        0 => "without evidence".to_owned(),
        1 => "with 1 piece of evidence".to_owned(),
        pieces => format!("with {pieces} pieces of evidence"),
    };
    format!("{} on {}: {last}, {evidence}", row.force_name, row.reference)
}

fn said(work: &Work, history: &[Entry]) -> AnyView {
    let rows = said_rows(work, history);
    if rows.is_empty() {
        return view! { <p class="govuk-body">"No update from the force yet."</p> }.into_any();
    }
    view! { <SummaryList rows/> }.into_any()
}

fn said_rows(work: &Work, history: &[Entry]) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    if let Some(day) = work.submitted_on {
        rows.push(SummaryRow::new("Submitted for review on", in_words(day)));
    }
    if let Some(update) = latest::update(history) {
        let post = latest::post(history).unwrap_or_else(|| latest::text(update, "owner_post"));
        rows.extend([
            SummaryRow::new("Last update", london_time(update.recorded_at)),
            words("What was done", latest::text(update, "activity")),
            words("What changed for children", latest::text(update, "outcome")),
            words("Next step", latest::text(update, "next_step")),
            SummaryRow::new("Post that owns it", post),
        ]);
        let target = work.target_on.map_or_else(|| "None".to_owned(), in_words);
        rows.push(SummaryRow::new("The force’s own target date", target));
        if let Some(reason) = latest::words(update, "target_reason") {
            rows.push(words("Why the date changed", reason.to_owned()));
        }
    }
    rows
}

fn asked(work: &Work, history: &[Entry]) -> Option<AnyView> {
    let asked = latest::returned(history)?;
    let open = work.returned_on.is_some();
    let answered = if open { "Not yet" } else { "Yes, the force submitted it again" };
    let rows = vec![
        SummaryRow::new("Asked", london_time(asked.recorded_at)),
        words("Questions", latest::text(asked, "questions")),
        SummaryRow::new("Answered", answered),
    ];
    Some(view! { <SummaryList rows/> }.into_any())
}

fn words(key: &'static str, words: String) -> SummaryRow {
    SummaryRow::new(key, view! { <span class="app-said">{words}</span> })
}
