//! The page shown when a valid form was not saved, because the database is unreachable or the session has ended: it repeats the
//! answers and offers to send them again.

use std::{fmt::Display, str::FromStr};

use followup::{
    deadline::Basis,
    duty::Duty,
    finding::{Finding, RecordType},
    identity::Audience,
    position::Position,
    round::RoundKind,
    topic::{Scheme, Topic},
};
use leptos::prelude::*;

use crate::{
    components::{ErrorSummary, Link, PageHeading, SummaryList, SummaryRow},
    form::Answers,
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

/// Names of fields that say how a form works and nothing of what was written; which pieces of evidence were ticked says nothing to
/// a reader either. All of them are sent again.
const CONTROL_FIELDS: [&str; 7] = ["version", "token", "stage", "do", "pieces", "sitting", "continues"];

/// What was written, once more, in a form that can be sent again: the same form, so that it does its thing once.
pub fn page(
    action: &str,
    caption: &str,
    fields: &[(&'static str, &'static str)],
    answers: &Answers,
    reason: NotSavedReason,
) -> PageContent {
    let action = action.to_owned();
    let label = |name: &str| match fields.iter().find(|(field, _)| *field == name) {
        Some((_, label)) => (*label).to_owned(),
        None => in_words(name),
    };
    let written: Vec<_> = answers.given().filter(|(name, _)| !CONTROL_FIELDS.contains(name)).collect();
    let rows = written.iter().filter(|(_, value)| !value.trim().is_empty()).map(|(name, value)| {
        let value = said(name, value);
        SummaryRow::new(label(name), view! { <span class="app-said">{value}</span> })
    });
    let rows = rows.collect();
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
                <p class="govuk-body">"What you wrote stands below. Keep this page open, and try again."</p>
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

/// The name of a field as a label: `working_title` reads “Working title”.
fn in_words(field: &str) -> String {
    let words = field.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What was answered, as the form itself says it: of a choice its words, else what was typed.
fn said(field: &str, value: &str) -> String {
    let label = match field {
        "position" => worded::<Position>(value),
        "audience" => worded::<Audience>(value),
        "finding" => worded::<Finding>(value),
        "record_type" => worded::<RecordType>(value),
        "topic" => worded::<Topic>(value),
        "kind" => worded::<RoundKind>(value),
        "scheme" => worded::<Scheme>(value),
        "duty" => worded::<Duty>(value),
        "deadline" => worded::<Basis>(value),
        "status" | "ending" | "decision" | "no_action_reason" | "verification" | "relation" => Some(in_words(value)),
        _ => None,
    };
    label.unwrap_or_else(|| value.to_owned())
}

fn worded<Word: FromStr + Display>(value: &str) -> Option<String> {
    value.parse::<Word>().ok().map(|word| word.to_string())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_said_in_words_and_what_was_typed_as_it_was() {
        assert_eq!(said("position", "ready-for-review"), "Ready for review");
        assert_eq!(said("audience", "force"), "Force");
        assert_eq!(said("ending", "no-further-action"), "No further action");
        assert_eq!(said("activity", "in-progress"), "in-progress");
        assert_eq!(said("position", "no such word"), "no such word");
    }
}
