//! The page shown when a valid form was not saved, because the database is unreachable or the session has ended: it repeats the
//! answers and offers to send them again.

use leptos::prelude::*;

use crate::{
    components::{ErrorSummary, Link, PageHeading, SummaryList},
    form::{Answers, comparison::answered_rows, table},
    form_state::NotSavedReason,
    page::PageContent,
};

/// The message of the error summary.
const fn message(reason: NotSavedReason) -> &'static str {
    match reason {
        NotSavedReason::Unavailable => {
            "The service could not reach its database. Nothing was saved. Try again in a minute"
        }
        NotSavedReason::Fault => {
            "Something went wrong on our side. Nothing was saved. Try again, and tell us if it happens again"
        }
        NotSavedReason::SignedOut => {
            "You were signed out before this was sent. Nothing was saved. Sign in, then try again"
        }
    }
}

/// What was written, once more, in a form that can be sent again: the same form, so that it does its thing once.
pub fn page(action: &str, caption: &str, answers: &Answers, reason: NotSavedReason) -> PageContent {
    let rows = answered_rows(table::for_path(action, answers), answers);
    let action = action.to_owned();
    // A file that was sent is gone with its answer, so its form is opened afresh.
    let again = if answers.is_empty() || action.ends_with("/evidence") {
        let words = if action.ends_with("/evidence") {
            "Open the form again, and choose the file again"
        } else {
            "Open the form again"
        };
        view! { <p class="govuk-body"><a class="govuk-link" id="try-again" href=action>{words}</a></p> }.into_any()
    } else {
        sent_again(action, answers)
    };
    // The words are nowhere but on this page, so one signs in beside it.
    let (first, way) = match reason {
        NotSavedReason::SignedOut => ("#sign-in", Some(sign_in())),
        NotSavedReason::Unavailable | NotSavedReason::Fault => ("#try-again", None),
    };
    let errors = vec![Link::new(message(reason), first)];
    let main = view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                <ErrorSummary errors/>
                <PageHeading title="This was not saved" caption=caption.to_owned()/>
                <p class="govuk-body">"Your answers are below. Keep this page open and try again."</p>
                <SummaryList rows/>
                {way}
                {again}
            </div>
        </div>
    };
    PageContent::new(format!("Error: This was not saved – {caption}"), main)
}

fn sign_in() -> AnyView {
    view! {
        <p class="govuk-body">
            <a class="govuk-link" id="sign-in" href="/sign-in" target="_blank" rel="noopener">"Sign in (opens in a new tab)"</a>
        </p>
    }
    .into_any()
}

/// The same form, ready to be sent once more.
fn sent_again(action: String, answers: &Answers) -> AnyView {
    let kept = answers
        .given()
        .map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> }.into_any())
        .collect_view();
    view! {
        <form method="post" action=action novalidate>
            {kept}
            <button type="submit" id="try-again" class="govuk-button">"Try again"</button>
        </form>
    }
    .into_any()
}
