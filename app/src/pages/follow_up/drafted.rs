//! Drafts on the update form: the person's own, which is in the form already, and those of colleagues.

use followup::{
    closure::PersonId,
    store::{clock::london_time, update_drafts::UpdateDraft},
};
use leptos::prelude::*;

use crate::{components::InsetText, form::Answers};

/// Keeps what is typed while it is typed, a moment after the last key, and says so. The nonce lets it run; without it the button
/// does the same.
const SCRIPT: &str = "const form = document.currentScript.closest('form');\
    const said = document.getElementById('draft-said');\
    let timer, last;\
    const keep = async () => {\
    const typed = new URLSearchParams(new FormData(form));\
    typed.set('stage', 'draft');\
    typed.set('quiet', 'yes');\
    if (typed.toString() === last) return;\
    last = typed.toString();\
    try {\
    const answer = await fetch(form.action, { method: 'POST', body: typed, redirect: 'manual' });\
    if (!answer.ok) throw answer;\
    said.textContent = await answer.text();\
    } catch {\
    last = '';\
    said.textContent = 'The draft could not be kept. Copy what you wrote before you leave this page.';\
    }\
    };\
    form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(keep, 1000); });\
    form.addEventListener('submit', () => clearTimeout(timer));";

/// Where the form says that it was kept, and what keeps it.
pub(super) fn keeping() -> AnyView {
    view! {
        <p class="govuk-body app-secondary" id="draft-said" role="status"></p>
        <script nonce=leptos::nonce::use_nonce()>{SCRIPT}</script>
    }
    .into_any()
}

/// The form as its draft has it.
pub(super) fn answers(draft: &UpdateDraft) -> Answers {
    Answers::of_draft(draft.answers.iter().map(|(field, value)| (field.as_str(), value.as_str())))
}

/// Which drafts there are.
pub(super) fn notice(drafts: &[UpdateDraft], own: PersonId, shown: Option<PersonId>, action: &str) -> AnyView {
    let mine = drafts.iter().find(|draft| draft.account == own).map(|draft| {
        let when = london_time(draft.saved_at);
        let action = action.to_owned();
        view! {
            <InsetText>
                <p class="govuk-body">{format!("Your draft, kept on {when}. Only your force sees it.")}</p>
                <form method="post" action=action>
                    <button type="submit" name="stage" value="discard" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">
                        "Discard the draft"
                    </button>
                </form>
            </InsetText>
        }
    });
    let others = drafts.iter().filter(|draft| draft.account != own).map(|draft| {
        let is_shown = shown == Some(draft.account);
        let words = format!("{}, kept on {}", draft.by, london_time(draft.saved_at));
        let href = format!("{action}?draft={}", draft.account.0);
        if is_shown {
            view! { <li>"In the form below: the draft of "{words}"."</li> }.into_any()
        } else {
            view! { <li><a class="govuk-link" href=href>"Draft of "{words}</a></li> }.into_any()
        }
    });
    let others: Vec<_> = others.collect();
    let others = (!others.is_empty()).then(|| {
        view! {
            <p class="govuk-body">"Somebody else of your force is writing about this as well:"</p>
            <ul class="govuk-list govuk-list--bullet">{others}</ul>
        }
    });
    view! { {mine} {others} }.into_any()
}
