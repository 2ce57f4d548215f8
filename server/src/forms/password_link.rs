//! Choosing a password by a one-time link.

use app::error::PageError;
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use followup::service::accounts::{self, AccountError};

use super::{Sent, again, on_to, read};
use crate::{rendering, state::AppState};

/// `POST /password/{token}`.
pub async fn choose(State(state): State<AppState>, Path(token): Path<String>, request: Request) -> Response {
    let Sent { request, mut answers } = match read(request).await {
        Ok(sent) => sent,
        Err(error) => return rendering::problem(&state, Request::default(), error).await,
    };
    let (new, repeated) = (answers.value("new"), answers.value("repeated"));
    if new != repeated {
        answers.wrong("repeated", "The two passwords are not the same");
        return again(&state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match accounts::redeem_link(&state.database, &token, new, (state.clock)()).await {
        Ok(()) => on_to("/sign-in?password=changed"),
        Err(AccountError::Store(error)) => rendering::problem(&state, request, PageError::from(error)).await,
        Err(AccountError::LinkOver) => rendering::problem(&state, request, PageError::LinkOver).await,
        Err(error) => {
            let answers = answers.with_error("new", error.to_string());
            again(&state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
