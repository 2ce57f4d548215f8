//! What is said of the round itself: kind, dates, topic scheme, source.

use followup::{partial_date::PartialDate, round_draft::Details};
use leptos::prelude::*;

use super::{Opened, framed, href};
use crate::{
    fields::round_draft::DETAILS,
    form::{Answers, view::FormView},
    pages::follow_up::hidden,
};

pub(super) fn page(opened: &Opened, answers: &Answers) -> AnyView {
    let draft = &opened.draft;
    let action = format!("{}/details", href(&draft.force, draft.id));
    let answers = if answers.is_empty() { standing(&draft.details) } else { answers.clone() };
    let form = view! {
        <form method="post" action=action novalidate>
            {hidden(draft.version)}
            {FormView::new(DETAILS, &answers).all()}
            <button type="submit" class="govuk-button">"Save"</button>
        </form>
    };
    framed(opened, "Details of the round".to_owned(), &answers, form.into_any())
}

/// The form filled in with what stands.
pub(super) fn standing(details: &Details) -> Answers {
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    Answers::default()
        .starting("working_title", details.working_title.clone())
        .starting("kind", details.kind.slug())
        .starting("fieldwork", date(details.fieldwork))
        .starting("published", date(details.published))
        .starting("scheme", details.scheme.slug())
        .starting("source_url", details.source_url.clone())
}
