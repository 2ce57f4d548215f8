//! Drafts on the update form: the person's own, which is in the form already, and those of colleagues. Where somebody has one of
//! their own, a colleague's stands beside it: in the form it would take its place with the first key.

use followup::{
    clock::{self, london_time},
    identity::PersonId,
    view::update_draft::UpdateDraft,
};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    components::{InsetText, SummaryList, SummaryRow},
    fields::update::FIELDS,
    form::Answers,
};

/// The form as its draft has it. Whose own draft it is goes on with it; a colleague's is the start of another.
pub(super) fn answers(draft: &UpdateDraft, own: PersonId) -> Answers {
    let answers = Answers::of_draft(draft.answers.iter().map(|(field, value)| (field.as_str(), value.as_str())));
    match draft.sitting.filter(|_| draft.account == own) {
        Some(sitting) => answers.starting("continues", sitting.to_string()),
        None => answers,
    }
}

/// The hidden fields that say in which opening of the form this is written, and which draft it was opened with. They go along from
/// page to page until the update is saved.
pub(super) fn sitting(answers: &Answers) -> AnyView {
    let own: Uuid = answers.value("sitting").parse().unwrap_or_else(|_| Uuid::from_bytes(clock::random_bytes()));
    view! {
        <input type="hidden" name="sitting" value=own.to_string()/>
        <input type="hidden" name="continues" value=answers.value("continues")/>
    }
    .into_any()
}

/// A colleague's draft, to be read.
fn read_only(draft: &UpdateDraft) -> AnyView {
    let rows = FIELDS.iter().filter_map(|field| {
        let text = draft.answers.get(field.name).filter(|text| !text.trim().is_empty())?;
        Some(SummaryRow::new(field.label, view! { <span class="app-said">{field.in_words(text)}</span> }))
    });
    let rows: Vec<_> = rows.collect();
    view! { <SummaryList rows/> }.into_any()
}

/// Which drafts there are. `shown` is whose draft was asked for.
pub(super) fn notice(drafts: &[UpdateDraft], own: PersonId, shown: Option<PersonId>, action: &str) -> AnyView {
    let has_own = drafts.iter().any(|draft| draft.account == own);
    let mine = drafts.iter().find(|draft| draft.account == own).map(|draft| {
        let when = london_time(draft.saved_at);
        let action = action.to_owned();
        view! {
            <InsetText>
                <p class="govuk-body">{format!("Your draft, saved on {when}. Only your force can see it.")}</p>
                <form method="post" action=action>
                    <button type="submit" name="button" value="discard" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">
                        "Discard the draft"
                    </button>
                </form>
            </InsetText>
        }
    });
    let others = drafts.iter().filter(|draft| draft.account != own).map(|draft| {
        let is_shown = shown == Some(draft.account);
        let words = format!("{}, saved on {}", draft.by, london_time(draft.saved_at));
        let href = format!("{action}?draft={}", draft.account.0);
        if is_shown && has_own {
            let words = format!("Draft by {words}. Your own draft is in the form below.");
            view! { <li>{words} {read_only(draft)}</li> }.into_any()
        } else if is_shown {
            view! { <li>"The form below shows the draft by "{words}"."</li> }.into_any()
        } else {
            view! { <li><a class="govuk-link" href=href>"Draft by "{words}</a></li> }.into_any()
        }
    });
    let others: Vec<_> = others.collect();
    let others = (!others.is_empty()).then(|| {
        view! {
            <p class="govuk-body">"Someone else in your force is also writing an update:"</p>
            <ul class="govuk-list govuk-list--bullet">{others}</ul>
        }
    });
    view! { {mine} {others} }.into_any()
}
