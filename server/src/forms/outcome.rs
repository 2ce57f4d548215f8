//! What a form leads to: the page to look at next, or its own page again with what was typed and why nothing was recorded.

use app::{
    api::{
        error::{ApiError, FieldError},
        form_answers::Envelope,
    },
    error::PageError,
    form::Answers,
    form_state::{FormState, NotSavedReason},
};
use axum::{extract::Request, http::StatusCode, response::Response};

use super::shown;
use crate::{rendering, state::AppState};

/// What differs between forms in how a refusal is shown.
pub struct Refusals {
    /// The field at which it stands that the whole of what the form asks for is refused.
    pub of_form: &'static str,
    /// What is answered where there is nothing that the form could be about.
    pub not_found: PageError,
}

/// The version that a form stands on and its token, as its answers say them; `None` for a form that no page of ours has made.
pub fn envelope(answers: &Answers) -> Option<Envelope> {
    let version = answers.value("version").parse().ok()?;
    let token = answers.value("token");
    token.parse::<uuid::Uuid>().ok()?;
    Some(Envelope { version, token })
}

/// The answer to a form whose function refused it.
pub async fn refused(
    state: &AppState,
    request: Request,
    mut answers: Answers,
    error: ApiError,
    refusals: Refusals,
) -> Response {
    match error {
        ApiError::Invalid { fields } => {
            note(&mut answers, fields, refusals.of_form);
            shown(state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        ApiError::Conflict { since, .. } => {
            shown(state, request, answers, FormState::Conflict(since), StatusCode::CONFLICT).await
        }
        ApiError::DraftChanged { by } => {
            shown(state, request, answers, FormState::DraftChanged(by), StatusCode::CONFLICT).await
        }
        ApiError::NotFound { .. } => rendering::problem(state, request, refusals.not_found).await,
        error @ (ApiError::Unavailable | ApiError::Internal | ApiError::SignInFirst) => {
            unsaved(state, request, answers, &error.into()).await
        }
        error => rendering::problem(state, request, error.into()).await,
    }
}

/// Puts what is wrong at its fields.
pub fn note(answers: &mut Answers, fields: Vec<FieldError>, of_form: &str) {
    for FieldError { field, message } in fields {
        answers.wrong(field.as_deref().unwrap_or(of_form), message);
    }
}

/// Nothing was saved, and what was typed is shown.
pub async fn unsaved(state: &AppState, request: Request, answers: Answers, error: &PageError) -> Response {
    let (why, status) = match error {
        PageError::Unavailable => (NotSavedReason::Unavailable, error.status()),
        PageError::SignInFirst => (NotSavedReason::SignedOut, StatusCode::FORBIDDEN),
        _ => (NotSavedReason::Fault, error.status()),
    };
    shown(state, request, answers, FormState::Unsaved(why), status).await
}
