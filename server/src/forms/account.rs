//! What people do to their own account.

use app::{error::PageError, request::SessionEnds};
use axum::{
    Json,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use followup::service::accounts::{self, AccountError};
use tower_sessions::Session;

use super::{
    Sent, again, on_to, person, read,
    sign_in::{client, too_many_attempts},
};
use crate::{rendering, session, state::AppState};

/// `POST /account/password`: a new password ends all sessions, this one too, so one signs in again with it.
pub async fn password(State(state): State<AppState>, session: Session, request: Request) -> Response {
    let person = match person(&request) {
        Ok(person) => person,
        Err(error) => return rendering::problem(&state, request, error).await,
    };
    let client = client(&state, &request);
    let Sent { request, mut answers } = match read(request).await {
        Ok(sent) => sent,
        Err(error) => return rendering::problem(&state, Request::default(), error).await,
    };
    let (current, new, repeated) = (answers.value("current"), answers.value("new"), answers.value("repeated"));
    if current.is_empty() {
        answers.wrong("current", "Enter your current password");
    }
    if new != repeated {
        answers.wrong("repeated", "The two new passwords are not the same");
    }
    if !answers.is_right() {
        return again(&state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match accounts::change_own_password(&state.database, &person, &client, current, new, (state.clock)()).await {
        Ok(()) => match session::end(&session).await {
            Ok(()) => on_to("/sign-in?password=changed"),
            Err(error) => rendering::problem(&state, request, PageError::from(error)).await,
        },
        Err(AccountError::Store(error)) => rendering::problem(&state, request, PageError::from(error)).await,
        Err(AccountError::TooManyAttempts(wait)) => {
            let answers = answers.with_error("current", AccountError::TooManyAttempts(wait).to_string());
            too_many_attempts(again(&state, request, answers, StatusCode::TOO_MANY_REQUESTS).await, wait)
        }
        Err(error) => {
            let field = if matches!(error, AccountError::WrongPassword) { "current" } else { "new" };
            let answers = answers.with_error(field, error.to_string());
            again(&state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// `POST /account/sign-out-everywhere`.
pub async fn sign_out_everywhere(State(state): State<AppState>, session: Session, request: Request) -> Response {
    let person = person(&request);
    let done = async {
        let person = person?;
        accounts::end_own_sessions(&state.database, &person, (state.clock)()).await.map_err(|error| match error {
            AccountError::Store(error) => PageError::from(error),
            error => PageError::Forbidden { reason: error.to_string() },
        })?;
        session::end(&session).await.map_err(PageError::from)
    };
    match done.await {
        Ok(()) => on_to("/sign-out?everywhere=yes"),
        Err(error) => rendering::problem(&state, request, error).await,
    }
}

/// `POST /account/stay-signed-in`: that it was asked for is what keeps the session; says how many seconds are left of it now.
/// The warning of a page asks this, which is script: there is no page to show.
pub async fn stay_signed_in(State(state): State<AppState>, request: Request) -> Response {
    match request.extensions().get::<SessionEnds>() {
        Some(ends) => {
            let left = (ends.at - (state.clock)()).num_seconds().max(0);
            Json(serde_json::json!({ "left": left })).into_response()
        }
        None => StatusCode::FORBIDDEN.into_response(),
    }
}
