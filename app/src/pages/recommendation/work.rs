//! What the person who reads can do to the item, what was just saved, and how fresh either side's word is.

use chrono::NaiveDate;
use followup::{
    clock::london_time,
    identity::Permission,
    partial_date::in_words,
    view::{recommendation::RecommendationView, register::Work},
};
use leptos::prelude::*;

use super::fact_in_words::title;
use crate::{
    components::{Alert, AlertKind, SILENCE, last_said},
    form::offer::offered,
    request,
};

/// The parts that stand only in the present view.
pub(super) fn section(found: &RecommendationView) -> AnyView {
    let saved = saved(found).map(|text| view! { <Alert kind=AlertKind::Success text/> });
    view! {
        {saved}
        {actions(found)}
    }
    .into_any()
}

/// What a form just led to, read from the record and not from the address: whoever is told that it was saved can rely on it.
fn saved(found: &RecommendationView) -> Option<String> {
    let version: i32 = request::query().get("saved")?.parse().ok()?;
    let entry = found.history.iter().find(|entry| entry.version == version)?;
    Some(format!("Saved: {}, {}.", title(&entry.fact, &found.rounds), london_time(entry.recorded_at)))
}

fn actions(found: &RecommendationView) -> Option<AnyView> {
    let person = request::account()?.person();
    let reference = &found.row.reference;
    let update = person.may(Permission::Update, &found.row.force).is_ok();
    let review = !offered(&person, found).is_empty();
    if update && found.row.status.is_closed() {
        let note = format!("/recommendations/{reference}/review?do=note");
        return Some(
            view! {
                <p class="govuk-body app-no-print">
                    "This has ended: it takes no more updates or evidence unless it is reopened. You can still "
                    <a class="govuk-link" href=note>"record a note"</a>"."
                </p>
            }
            .into_any(),
        );
    }
    let (href, words) = match (update, review) {
        (true, _) => (format!("/recommendations/{reference}/update"), "Update"),
        (false, true) => (format!("/recommendations/{reference}/review"), "Review"),
        (false, false) => return None,
    };
    Some(view! { <a class="govuk-button app-no-print" href=href role="button">{words}</a> }.into_any())
}

/// How long before the day that is looked at either side last said anything.
pub(super) fn freshness(work: &Work, today: NaiveDate) -> AnyView {
    let words = |day: Option<NaiveDate>| match day {
        None => SILENCE.to_owned(),
        Some(day) => format!("{} ({})", in_words(day), last_said(Some(day), today)),
    };
    let (force, inspectors) = (words(work.updated_on), words(work.verified_on));
    view! {
        <p class="govuk-body app-secondary">
            {format!("Last update by the force: {force}. Last looked at by inspectors: {inspectors}.")}
        </p>
    }
    .into_any()
}
