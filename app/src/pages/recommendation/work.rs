//! What the person who reads can do to the item, what was just saved, and how fresh either side's word is.

use chrono::NaiveDate;
use followup::{
    partial_date::in_words,
    person::Action,
    store::{clock::london_time, recommendation::Recommendation},
};
use leptos::prelude::*;

use super::fact_in_words::title;
use crate::{
    components::{Alert, AlertKind},
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
fn freshness(found: &Recommendation) -> AnyView {
    let work = &found.row.work;
    let today = request::now().ok().map(followup::store::clock::london_day);
    let words = |day: Option<NaiveDate>| match (day, today) {
        (None, _) => "never".to_owned(),
        (Some(day), Some(today)) => format!("{} ({})", in_words(day), age(day, today)),
        (Some(day), None) => in_words(day),
    };
    view! {
        <p class="govuk-body app-secondary">
            {format!("Last update by the force: {}. Last looked at by inspectors: {}.", words(work.updated_on), words(work.verified_on))}
        </p>
    }
    .into_any()
}

fn age(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days if days < 0 => "a date known to its period only".to_owned(),
        days if days < 61 => format!("{days} days ago"),
        days if days < 730 => format!("{} months ago", days / 30),
        days => format!("{} years ago", days / 365),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_told_in_the_largest_unit_that_is_still_exact_enough() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        for (day, words) in [
            ("2026-11-23", "today"),
            ("2026-11-22", "yesterday"),
            ("2026-10-24", "30 days ago"),
            ("2026-05-23", "6 months ago"),
            ("2019-11-23", "7 years ago"),
        ] {
            assert_eq!(age(day.parse().unwrap(), today), words);
        }
    }
}
