//! What the person who reads can do to the item, what was just saved, and how fresh either side's word is.

use chrono::NaiveDate;
use followup::{
    partial_date::in_words,
    person::Action,
    store::{
        clock::{london_day, london_time},
        recommendation::Recommendation,
    },
};
use leptos::prelude::*;

use super::fact_in_words::title;
use crate::{
    components::{Alert, AlertKind, SILENCE, last_said},
    pages::follow_up::offered,
    request,
};

/// The parts that stand only in the present view.
pub(super) fn section(found: &Recommendation) -> AnyView {
    let saved = saved(found).map(|text| view! { <Alert kind=AlertKind::Success text/> });
    view! {
        {saved}
        {actions(found)}
        {freshness(found)}
    }
    .into_any()
}

/// What a form just led to, read from the record and not from the address: whoever is told that it was saved can rely on it.
fn saved(found: &Recommendation) -> Option<String> {
    let version: i32 = request::query().get("saved")?.parse().ok()?;
    let entry = found.history.iter().find(|entry| entry.version == version)?;
    Some(format!("Saved: {}, {}.", title(&entry.fact, &found.rounds), london_time(entry.recorded_at)))
}

fn actions(found: &Recommendation) -> Option<AnyView> {
    let person = request::account()?.person();
    let reference = &found.row.reference;
    let update = person.may(Action::Update, &found.row.force).is_ok();
    let review = !offered(&person, found).is_empty();
    let (href, words) = match (update, review) {
        (true, _) => (format!("/recommendations/{reference}/update"), "Update"),
        (false, true) => (format!("/recommendations/{reference}/review"), "Review"),
        (false, false) => return None,
    };
    Some(view! { <a class="govuk-button app-no-print" href=href role="button">{words}</a> }.into_any())
}

/// How long ago either side last said anything.
fn freshness(found: &Recommendation) -> Option<AnyView> {
    let today = request::now().ok().map(london_day)?;
    let words = |day: Option<NaiveDate>| match day {
        None => SILENCE.to_owned(),
        Some(day) => format!("{} ({})", in_words(day), last_said(Some(day), today)),
    };
    let work = &found.row.work;
    let (force, inspectors) = (words(work.updated_on), words(work.verified_on));
    Some(
        view! {
            <p class="govuk-body app-secondary">
                {format!("Last update by the force: {force}. Last looked at by inspectors: {inspectors}.")}
            </p>
        }
        .into_any(),
    )
}
