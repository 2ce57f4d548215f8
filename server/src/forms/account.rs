//! What people do to their own account.

use app::{
    api::{
        error::ApiError,
        session::{change_password, end_all_sessions},
    },
    error::PageError,
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use chrono::TimeDelta;
use followup::service::accounts::AccountError;

use super::{Sent, again, follow_up::fields, on_to, password_link::refused, person, read, sign_in::too_many_attempts};
use crate::{function_context::FunctionContext, rendering, state::AppState};

/// `POST /account/password`: a new password ends all sessions, this one too, so one signs in again with it.
pub async fn password(State(state): State<AppState>, request: Request) -> Response {
    if let Err(error) = person(&request) {
        return rendering::problem(&state, request, error).await;
    }
    let Sent { request, answers } = match read(request).await {
        Ok(sent) => sent,
        Err(error) => return rendering::problem(&state, Request::default(), error).await,
    };
    match FunctionContext::new(&state, &request).run(change_password(fields(&answers))).await {
        Ok(()) => on_to("/sign-in?password=changed"),
        Err(ApiError::TooManyAttempts { seconds }) => {
            let wait = TimeDelta::seconds(seconds.saturating_sub(1).into());
            let answers = answers.with_error("current", AccountError::TooManyAttempts(wait).to_string());
            too_many_attempts(again(&state, request, answers, StatusCode::TOO_MANY_REQUESTS).await, seconds)
        }
        Err(error) => refused(&state, request, answers, error, "new").await,
    }
}

/// `POST /account/sign-out-everywhere`.
pub async fn sign_out_everywhere(State(state): State<AppState>, request: Request) -> Response {
    if let Err(error) = person(&request) {
        return rendering::problem(&state, request, error).await;
    }
    match FunctionContext::new(&state, &request).run(end_all_sessions()).await {
        Ok(()) => on_to("/sign-out?everywhere=yes"),
        Err(error) => rendering::problem(&state, request, PageError::from(error)).await,
    }
}
