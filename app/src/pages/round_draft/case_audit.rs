//! The case audit of a draft: counts of case files by grade, as the report has them.

use followup::{case_audit::CaseAudit, round_draft::Part};
use leptos::prelude::*;

use super::{Opened, framed, href};
use crate::{
    components::InsetText,
    fields::round_draft::CASE_AUDIT,
    form::{Answers, view::FormView},
    pages::{follow_up::hidden, force::published::does_not_add_up},
};

pub(super) fn page(opened: &Opened, answers: &Answers) -> AnyView {
    let draft = &opened.draft;
    let action = format!("{}/{}", href(&draft.force, draft.id), Part::CaseAudit.slug());
    let answers = if answers.is_empty() { standing(draft.case_audit) } else { answers.clone() };
    let note = draft.case_audit.as_ref().and_then(does_not_add_up);
    let note = note.map(|note| view! { <InsetText>{note}" We keep and show it as it is."</InsetText> });
    let form = view! {
        <p class="govuk-body">"Enter how many case files the round looked at, and how many got each grade. Leave all fields empty if there was no case audit."</p>
        {note}
        <form method="post" action=action novalidate>
            {hidden(draft.version)}
            {FormView::new(CASE_AUDIT, &answers).all()}
            <button type="submit" class="govuk-button">"Save"</button>
        </form>
    };
    framed(opened, "Case audit".to_owned(), &answers, form.into_any())
}

/// The form filled in with what stands.
pub(super) fn standing(audit: Option<CaseAudit>) -> Answers {
    let Some(CaseAudit { cases, good, adequate, requires_improvement, inadequate }) = audit else {
        return Answers::default();
    };
    let if_any = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    Answers::default()
        .starting("cases", cases.to_string())
        .starting("good", good.to_string())
        .starting("adequate", if_any(adequate))
        .starting("requires_improvement", if_any(requires_improvement))
        .starting("inadequate", inadequate.to_string())
}
