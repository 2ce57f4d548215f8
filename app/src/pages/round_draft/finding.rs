//! The form of what the round found of one earlier item.

use followup::{
    clock::london_day,
    round_draft::{DraftFinding, Part},
    view::round_draft::Earlier,
};
use leptos::prelude::*;

use super::{Opened, framed, href};
use crate::{
    components::{Freshness, ItemStatus},
    fields::round_draft::FINDING,
    form::{Answers, view::FormView},
    pages::{follow_up::hidden, recommendations::ERASED},
    request,
};

pub(super) fn page(opened: &Opened, item: &Earlier, answers: &Answers) -> AnyView {
    let draft = &opened.draft;
    let action = format!("{}/{}", href(&draft.force, draft.id), Part::Findings.slug());
    let answers = match draft.findings.get(&item.reference) {
        Some(found) if answers.is_empty() => standing(found),
        _ => answers.clone(),
    };
    let fields = FormView::new(FINDING, &answers);
    let (updated_on, verified_on) = (item.updated_on, item.verified_on);
    let fresh = request::now().ok().map(|now| {
        let today = london_day(now);
        view! { <p class="govuk-body"><Freshness updated_on verified_on today/></p> }
    });
    let fresh = fresh.filter(|_| updated_on.or(verified_on).is_some());
    let (reference, status, source) = (item.reference.to_string(), item.status, item.source_status.clone());
    let wording = item.wording.words().unwrap_or(ERASED).to_owned();
    let about = format!("{}, raised in: {}. ", item.record_type.label(), item.raised_in);
    let form = view! {
        <p class="govuk-body-l app-wording">{wording}</p>
        <p class="govuk-body">{about}"Status: "<ItemStatus status source/></p>
        {fresh}
        {fields.warning()}
        <form method="post" action=action novalidate>
            {hidden(draft.version)}
            <input type="hidden" name="item" value=reference.clone()/>
            {fields.field("finding")}
            {fields.field("summary")}
            <button type="submit" class="govuk-button">"Save"</button>
        </form>
    };
    framed(opened, format!("Finding on {reference}"), &answers, form.into_any())
}

/// The form filled in with what stands.
pub(super) fn standing(found: &DraftFinding) -> Answers {
    Answers::default().starting("finding", found.finding.slug()).starting("summary", found.summary.clone())
}
