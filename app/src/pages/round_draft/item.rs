//! The form of one recommendation or area of concern in a draft.

use followup::{
    deadline::Basis,
    finding::RecordType,
    partial_date::PartialDate,
    round_draft::{DraftItem, Part},
    text_limits::LONGEST_TEXT,
    topic::Topic,
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{Opened, framed, href};
use crate::{
    components::{Choice, RadioGroup, SelectField, TextField, TextareaField, WarningText},
    form::Answers,
    pages::follow_up::hidden,
};

/// The fields of the form, in its order.
pub(super) const FIELDS: [(&str, &str); 6] = [
    ("reference", "Reference"),
    ("record_type", "Kind"),
    ("topic", "Topic"),
    ("deadline", "Deadline"),
    ("date", "Date"),
    ("wording", "What it asks"),
];

pub(super) fn page(opened: &Opened, item: Option<(Uuid, &DraftItem)>, answers: &Answers) -> AnyView {
    let draft = &opened.draft;
    let action = format!("{}/{}", href(&draft.force, draft.id), Part::Recommendations.slug());
    let answers = match item {
        Some((_, item)) if answers.is_empty() => standing(item),
        _ => answers.clone(),
    };
    let id = item.map_or_else(|| "new".to_owned(), |(id, _)| id.to_string());
    let heading = match item {
        Some((_, item)) => format!("Change {}", item.reference),
        None => "Add a recommendation or area of concern".to_owned(),
    };
    let form = view! {
        <WarningText text="Never write the name of a child, or anything that could identify one."/>
        <form method="post" action=action novalidate>
            {hidden(draft.version)}
            <input type="hidden" name="item" value=id/>
            {fields(opened, &answers)}
            <button type="submit" class="govuk-button">"Save"</button>
        </form>
    };
    framed(opened, heading, &answers, form.into_any())
}

/// The form filled in with what stands.
pub(super) fn standing(item: &DraftItem) -> Answers {
    Answers::default()
        .starting("reference", item.reference.to_string())
        .starting("record_type", item.record_type.slug())
        .starting("topic", item.topic.slug())
        .starting("deadline", item.deadline.basis.slug())
        .starting("date", item.deadline.date.map(PartialDate::iso).unwrap_or_default())
        .starting("wording", item.wording.clone())
}

fn fields(opened: &Opened, answers: &Answers) -> AnyView {
    let chosen = answers.value("record_type");
    let kinds = RecordType::ALL.iter().map(|of| Choice::new(of.slug(), of.label(), of.slug() == chosen)).collect();
    let chosen = answers.value("topic");
    let topics =
        Topic::of(opened.draft.details.scheme).map(|of| Choice::new(of.slug(), of.label(), of.slug() == chosen));
    let topics = [Choice::new("", "Choose a topic", false)].into_iter().chain(topics).collect();
    let chosen = answers.value("deadline");
    let bases = Basis::ALL.iter().map(|of| {
        // To whoever writes the report down, the source is that report.
        let words = if *of == Basis::NotStated { "Not stated in the report" } else { of.label() };
        Choice::new(of.slug(), words, of.slug() == chosen)
    });
    let bases = bases.collect();
    view! {
        <TextField
            name="reference"
            label="Reference"
            hint="What it is called for good: letters, digits and single hyphens, for example KENT-2026-01."
            value=answers.value("reference")
            error=answers.error("reference")
            autocomplete="off"
        />
        <RadioGroup name="record_type" legend="What is it?" options=kinds error=answers.error("record_type")/>
        <SelectField name="topic" label="Topic" options=topics error=answers.error("topic")/>
        <RadioGroup name="deadline" legend="By when is it due?" options=bases error=answers.error("deadline")/>
        <TextField
            name="date"
            label="Date, for a fixed date or one set by the force"
            hint="As exactly as it is known: 2027-05-01, 2027-05, 2027-Q2 or 2027."
            value=answers.value("date")
            error=answers.error("date")
            autocomplete="off"
        />
        <TextareaField
            name="wording"
            label="What it asks of the force"
            value=answers.value("wording")
            hint="In the words of the report."
            longest=LONGEST_TEXT
            error=answers.error("wording")
        />
    }
    .into_any()
}
