//! The form of what the round found of one earlier item.

use followup::{
    clock::london_day,
    finding::Finding,
    round_draft::{DraftFinding, Part},
    text_limits::LONGEST_TEXT,
    view::round_draft::Earlier,
};
use leptos::prelude::*;

use super::{Opened, framed, href};
use crate::{
    components::{Choice, RadioGroup, StatusTag, TextareaField, WarningText, freshness_in_words},
    form::{Answers, round_draft::NO_FINDING},
    pages::{follow_up::hidden, recommendations::ERASED},
    request,
};

/// The fields of the form, in its order.
pub(super) const FIELDS: [(&str, &str); 2] = [("finding", "Finding"), ("summary", "What the round said")];

pub(super) fn page(opened: &Opened, item: &Earlier, answers: &Answers) -> AnyView {
    let draft = &opened.draft;
    let action = format!("{}/{}", href(&draft.force, draft.id), Part::Findings.slug());
    let answers = match draft.findings.get(&item.reference) {
        Some(found) if answers.is_empty() => standing(found),
        _ => answers.clone(),
    };
    let chosen = answers.value("finding");
    let findings = Finding::ALL.iter().map(|of| Choice::new(of.slug(), of.label(), of.slug() == chosen));
    let none = Choice::new(NO_FINDING, "No finding: the round said nothing of it", chosen == NO_FINDING);
    let options = findings.chain([none]).collect();
    let fresh = request::now().ok().map(|now| freshness_in_words(item.updated_on, item.verified_on, london_day(now)));
    let fresh = fresh.map(|words| view! { <p class="govuk-body app-secondary">{words}"."</p> });
    let (reference, status) = (item.reference.to_string(), item.status);
    let wording = item.wording.words().unwrap_or(ERASED).to_owned();
    let about = format!("{}, raised in: {}. ", item.record_type.label(), item.raised_in);
    let form = view! {
        <p class="govuk-body-l app-wording">{wording}</p>
        <p class="govuk-body">{about}"Status: "<StatusTag status/></p>
        {fresh}
        <WarningText text="Never write the name of a child, or anything that could identify one."/>
        <form method="post" action=action novalidate>
            {hidden(draft.version)}
            <input type="hidden" name="item" value=reference.clone()/>
            <RadioGroup
                name="finding"
                legend="What did the round find?"
                hint="A finding closes nothing by itself, whatever its word."
                options
                error=answers.error("finding")
            />
            <TextareaField
                name="summary"
                label="What the round said (optional)"
                value=answers.value("summary")
                hint="In the words of the report. Everyone sees it once the round is published."
                longest=LONGEST_TEXT
                error=answers.error("summary")
            />
            <button type="submit" class="govuk-button">"Save"</button>
        </form>
    };
    framed(opened, format!("Finding on {reference}"), &answers, form.into_any())
}

/// The form filled in with what stands.
pub(super) fn standing(found: &DraftFinding) -> Answers {
    Answers::default().starting("finding", found.finding.slug()).starting("summary", found.summary.clone())
}
