//! The form of what inspectors record of a force itself.

use app::{
    error::PageError,
    form::Answers,
    form_state::FormState,
    pages::{
        follow_up::LOOKED_AT,
        monitoring::{self as forms, Entry},
    },
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use followup::{
    clock::london_day,
    service::{
        follow_up::FollowUpError,
        monitoring::{self, Form},
    },
};

use super::{
    follow_up::{note, sent, unsaved},
    on_to, shown,
};
use crate::{rendering, state::AppState};

/// `POST /forces/{slug}/monitoring`: what the hidden field says.
pub async fn record(State(state): State<AppState>, Path(slug): Path<String>, request: Request) -> Response {
    let (by, request, mut answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let (form, entry) = (form(&slug, &answers), Entry::of(&answers.value("do")));
    let (Some(form), Some(entry)) = (form, entry) else {
        let way_on = format!("/forces/{slug}/monitoring");
        let error = PageError::not_found("The form that was sent", way_on, "Open the form again");
        return rendering::problem(&state, request, error).await;
    };
    if !answers.value("again").is_empty() {
        return shown(&state, request, answers, FormState::Write, StatusCode::OK).await;
    }
    let Some(step) = forms::step(entry, &mut answers) else {
        return shown(&state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if forms::is_delicate(&answers) && answers.value("looked_at").is_empty() {
        let answers = answers.with_error("looked_at", LOOKED_AT);
        return shown(&state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match monitoring::act(&state.database, &by, &form, &step, london_day((state.clock)())).await {
        Ok(taken) => on_to(&format!("/forces/{slug}/monitoring?saved={}", taken.version)),
        Err(error) => refused(&state, request, answers, error, entry).await,
    }
}

async fn refused(
    state: &AppState,
    request: Request,
    mut answers: Answers,
    error: FollowUpError,
    entry: Entry,
) -> Response {
    match error {
        FollowUpError::NotFound => {
            let error = PageError::not_found("A force at this address", "/forces", "Show all forces");
            rendering::problem(state, request, error).await
        }
        FollowUpError::NotAllowed(_) | FollowUpError::FormOfAnother => {
            rendering::problem(state, request, PageError::Forbidden { reason: error.to_string() }).await
        }
        FollowUpError::Conflict { since, .. } => {
            shown(state, request, answers, FormState::Conflict(since), StatusCode::CONFLICT).await
        }
        FollowUpError::Store(error) => unsaved(state, request, answers, &PageError::from(error)).await,
        // No step of monitoring holds a file.
        FollowUpError::Files(_) => rendering::problem(state, request, PageError::Internal).await,
        error @ FollowUpError::Invalid { .. } => {
            note(&mut answers, &error, entry.first_field());
            shown(state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// The version of the force that a form stands on, and its token, as its answers say them.
fn form(force: &str, answers: &Answers) -> Option<Form> {
    Some(Form {
        force: force.parse().ok()?,
        version: answers.value("version").parse().ok()?,
        token: answers.value("token").parse().ok()?,
        answers: answers.digest(),
    })
}
