//! What is said of the round itself: kind, dates, topic scheme, source.

use followup::{
    partial_date::PartialDate, round::RoundKind, round_draft::Details, text_limits::LONGEST_WORKING_TITLE,
    topic::Scheme,
};
use leptos::prelude::*;

use super::{Opened, framed, href};
use crate::{
    components::{Choice, RadioGroup, TextField},
    form::Answers,
    pages::follow_up::hidden,
};

/// The fields of the form, in its order.
pub(super) const FIELDS: [(&str, &str); 6] = [
    ("working_title", "Working title"),
    ("kind", "Kind of round"),
    ("fieldwork", "Fieldwork"),
    ("published", "Published"),
    ("scheme", "Topic scheme"),
    ("source_url", "Address of the report"),
];

const A_DATE: &str = "As exactly as it is known: 2026-09-12, 2026-09, 2026-Q3 or 2026.";

pub(super) fn page(opened: &Opened, answers: &Answers) -> AnyView {
    let draft = &opened.draft;
    let action = format!("{}/details", href(&draft.force, draft.id));
    let answers = if answers.is_empty() { standing(&draft.details) } else { answers.clone() };
    let form = view! {
        <form method="post" action=action novalidate>
            {hidden(draft.version)}
            {fields(&answers)}
            <button type="submit" class="govuk-button">"Save"</button>
        </form>
    };
    framed(opened, "Details of the round".to_owned(), &answers, form.into_any())
}

/// The form filled in with what stands.
pub(super) fn standing(details: &Details) -> Answers {
    let date = |date: Option<PartialDate>| date.map(PartialDate::iso).unwrap_or_default();
    Answers::default()
        .starting("working_title", details.working_title.clone())
        .starting("kind", details.kind.slug())
        .starting("fieldwork", date(details.fieldwork))
        .starting("published", date(details.published))
        .starting("scheme", details.scheme.slug())
        .starting("source_url", details.source_url.clone())
}

pub(super) fn fields(answers: &Answers) -> AnyView {
    let text = |name: &'static str, label: &'static str, hint: String| {
        let (value, error) = (answers.value(name), answers.error(name));
        view! { <TextField name label hint value error autocomplete="off"/> }.into_any()
    };
    let (kind, scheme) = (answers.value("kind"), answers.value("scheme"));
    let kinds = RoundKind::ALL.iter().map(|of| Choice::new(of.slug(), of.label(), of.slug() == kind)).collect();
    let schemes = Scheme::ALL.iter().rev().map(|of| Choice::new(of.slug(), of.label(), of.slug() == scheme)).collect();
    let title = format!(
        "For the draft only: a published round is called by its kind and date. Up to {LONGEST_WORKING_TITLE} characters."
    );
    view! {
        {text("working_title", "Working title (optional)", title)}
        <RadioGroup name="kind" legend="Kind of round" options=kinds error=answers.error("kind")/>
        {text("fieldwork", "Fieldwork began (optional)", A_DATE.to_owned())}
        {text("published", "Published", format!("{A_DATE} Leave it empty until it is known."))}
        <RadioGroup
            name="scheme"
            legend="Topic scheme"
            hint="The headings that its report uses. Only the 2024 scheme has grades."
            options=schemes
            error=answers.error("scheme")
        />
        {text("source_url", "Address of the report (optional)", "It begins with https:// or http://.".to_owned())}
    }
    .into_any()
}
