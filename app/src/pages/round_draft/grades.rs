//! The grades of a draft: one for each topic of the 2024 scheme, or none yet.

use std::collections::BTreeMap;

use followup::{
    grade::Grade,
    round_draft::Part,
    topic::{Scheme, Topic},
};
use leptos::prelude::*;

use super::{Opened, framed, href};
use crate::{
    components::InsetText,
    fields::round_draft::GRADES,
    form::{Answers, round_draft::grade_field, view::FormView},
    pages::follow_up::hidden,
};

pub(super) fn page(opened: &Opened, answers: &Answers) -> AnyView {
    let draft = &opened.draft;
    let action = format!("{}/{}", href(&draft.force, draft.id), Part::Grades.slug());
    let answers = if answers.is_empty() { standing(&draft.grades) } else { answers.clone() };
    let body = if draft.details.scheme == Scheme::Of2024 {
        view! {
            <form method="post" action=action novalidate id="grades">
                {hidden(draft.version)}
                {FormView::new(GRADES, &answers).all()}
                <button type="submit" class="govuk-button">"Save"</button>
            </form>
        }
        .into_any()
    } else {
        let text =
            "This round uses the 2014 scheme, which has no grades. If the scheme is wrong, change the details first.";
        view! { <InsetText>{text}</InsetText> }.into_any()
    };
    framed(opened, "Grades".to_owned(), &answers, body)
}

/// The form filled in with what stands.
pub(super) fn standing(grades: &BTreeMap<Topic, Grade>) -> Answers {
    let start =
        |answers: Answers, (topic, grade): (&Topic, &Grade)| answers.starting(&grade_field(*topic), grade.slug());
    grades.iter().fold(Answers::default(), start)
}
