//! The form of one recommendation or area of concern in a draft.

use followup::{
    round_draft::{DraftItem, Part},
    topic::Topic,
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{Opened, framed, href};
use crate::{
    fields::round_draft::ITEM,
    form::{Answers, comparison::questions, view::FormView},
    pages::follow_up::hidden,
};

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
    let fields = FormView::new(ITEM, &answers);
    let form = view! {
        {fields.warning()}
        <form method="post" action=action novalidate>
            {hidden(draft.version)}
            <input type="hidden" name="item" value=id/>
            {self::fields(opened, fields)}
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
        .starting("date", item.deadline.date.map(|date| date.to_string()).unwrap_or_default())
        .starting("wording", item.wording.clone())
}

/// The fields, with the topics of the draft's own scheme.
fn fields(opened: &Opened, form: FormView<'_>) -> AnyView {
    let shown = questions(ITEM).map(|field| match field.name {
        "topic" => {
            let topics = Topic::of(opened.draft.details.scheme).map(|topic| (topic.slug(), topic.label()));
            form.offering("topic", form.choices("topic", topics))
        }
        name => form.field(name),
    });
    shown.collect_view().into_any()
}
