//! What was just saved, and what the person who reads can do to the item.

use followup::{
    clock::london_time,
    identity::Permission,
    inspectorate_status::InspectorateStatus,
    view::recommendation::{Entry, RecommendationView},
};
use leptos::prelude::*;

use super::fact_in_words::title;
use crate::{
    components::{Alert, AlertKind},
    form::offer::offered,
    request,
};

/// What a form just led to, read from the record and not from the address: whoever is told that it was saved can rely on it.
pub(super) fn saved(found: &RecommendationView) -> Option<&Entry> {
    let version: i32 = request::query().get("saved")?.parse().ok()?;
    found.history.iter().find(|entry| entry.version == version)
}

/// The words that say that it was saved.
pub(super) fn saved_alert(saved: &Entry, found: &RecommendationView) -> AnyView {
    let text = format!("Saved: {}, {}.", title(&saved.fact, &found.rounds), london_time(saved.recorded_at));
    view! { <Alert kind=AlertKind::Success text/> }.into_any()
}

/// The next steps of this person; nothing for those who only read.
pub(super) fn actions(found: &RecommendationView) -> Option<AnyView> {
    let person = request::account()?.person();
    let (reference, force) = (&found.row.reference, &found.row.force);
    let update = person.may(Permission::Update, force).is_ok();
    let review = !offered(&person, found).is_empty();
    if update && found.row.status.is_closed() {
        let note = format!("/recommendations/{reference}/review?do=note");
        return Some(
            view! {
                <p class="govuk-body app-no-print">
                    "This is closed. You cannot add updates or evidence unless an authoriser reopens it. You can still "
                    <a class="govuk-link" href=note>"write a note"</a>"."
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
    let ended =
        matches!(found.row.inspectorate_status, InspectorateStatus::Complete | InspectorateStatus::NoFurtherAction);
    let evidence = (!ended && person.may(Permission::AddEvidence, force).is_ok()).then(|| {
        let href = format!("/recommendations/{reference}/evidence");
        view! { <a class="govuk-link" href=href>"Add evidence"</a> }
    });
    Some(
        view! {
            <div class="govuk-button-group app-no-print">
                <a class="govuk-button" href=href role="button">{words}</a>
                {evidence}
            </div>
        }
        .into_any(),
    )
}
