//! What nobody has published of a force, once and in one line.

use followup::{status::Status, view::force::ForceView};
use leptos::prelude::*;

/// The line; nothing where everything is known.
pub(super) fn line(view: &ForceView) -> Option<AnyView> {
    let missing = missing(view);
    (!missing.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-s" id="not-published">{format!("Not published for {}", view.force.name)}</h2>
            <p class="govuk-body">{missing.join(" · ")}</p>
        }
        .into_any()
    })
}

fn missing(view: &ForceView) -> Vec<String> {
    let items = view.items.len();
    let undue = view.items.iter().filter(|item| item.due.is_none()).count();
    let has_status = view.items.iter().any(|item| item.status != Status::NotRecorded);
    let mut missing = Vec::new();
    if !has_status && items > 0 {
        missing.push("Status, owner or closure of any item".to_owned());
    }
    if undue > 0 {
        missing.push(format!("Deadline of {undue} of {items}"));
    }
    if view.case_audits.is_empty() {
        missing.push("Case files by grade".to_owned());
    }
    if view.grades.is_empty() {
        missing.push("Grades (given since 2024)".to_owned());
    }
    if view.good_practice.is_empty() {
        missing.push("Good practice".to_owned());
    }
    if view.monitoring.stages.is_empty() {
        missing.push("Stage of monitoring".to_owned());
    }
    missing
}
