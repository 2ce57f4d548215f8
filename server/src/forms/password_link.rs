//! Choosing a password by a one-time link.

use app::{
    api::{error::ApiError, session::choose_password},
    form::Answers,
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};

use super::{Sent, again, follow_up::fields, on_to, outcome::note, read};
use crate::{function_context::FunctionContext, rendering, state::AppState};

/// `POST /password/{token}`.
pub async fn choose(State(state): State<AppState>, Path(token): Path<String>, request: Request) -> Response {
    let Sent { request, answers } = match read(request).await {
        Ok(sent) => sent,
        Err(error) => return rendering::problem(&state, Request::default(), error).await,
    };
    match FunctionContext::new(&state, &request).run(choose_password(token, fields(&answers))).await {
        Ok(()) => on_to("/sign-in?password=changed"),
        Err(error) => refused(&state, request, answers, error, "new").await,
    }
}

/// The form again with what is wrong. It has passwords in it, so it is not kept where nothing could be saved.
pub(super) async fn refused(
    state: &AppState,
    request: Request,
    mut answers: Answers,
    error: ApiError,
    of_form: &str,
) -> Response {
    match error {
        ApiError::Invalid { fields } => {
            note(&mut answers, fields, of_form);
            again(state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        error => rendering::problem(state, request, error.into()).await,
    }
}
