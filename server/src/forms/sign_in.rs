//! Signing in and out.

use app::{
    api::{error::ApiError, session},
    error::PageError,
};
use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    response::Response,
};
use chrono::TimeDelta;
use followup::service::accounts::seconds_in_words;

use super::{Sent, again, follow_up::fields, on_to, password_link::refused, read};
use crate::{function_context::FunctionContext, rendering, state::AppState};

/// `POST /sign-in`.
pub async fn sign_in(State(state): State<AppState>, request: Request) -> Response {
    let Sent { request, answers } = match read(request).await {
        Ok(sent) => sent,
        Err(error) => return rendering::problem(&state, Request::default(), error).await,
    };
    match FunctionContext::new(&state, &request).run(session::sign_in(fields(&answers))).await {
        Ok(start) => on_to(&destination(answers.value("next"), start)),
        Err(ApiError::TooManyAttempts { seconds }) => {
            let wait = TimeDelta::seconds(seconds.saturating_sub(1).into());
            let words =
                format!("There have been too many attempts to sign in. Wait {} and try again", seconds_in_words(wait));
            let answers = answers.with_error("email", words);
            too_many_attempts(again(&state, request, answers, StatusCode::TOO_MANY_REQUESTS).await, seconds)
        }
        Err(error) => refused(&state, request, answers, error, "email").await,
    }
}

/// Says to programs as well when the next attempt is judged.
pub fn too_many_attempts(mut response: Response, seconds: u32) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    response
}

/// `POST /sign-out`.
pub async fn sign_out(State(state): State<AppState>, request: Request) -> Response {
    match FunctionContext::new(&state, &request).run(session::sign_out()).await {
        Ok(()) => on_to("/sign-out"),
        Err(error) => rendering::problem(&state, request, PageError::from(error)).await,
    }
}

/// Where to go after signing in: the page that was asked for, if it is of this site; else where this person's work begins.
fn destination(next: String, start: String) -> String {
    let is_ours =
        next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.chars().any(char::is_control);
    if is_ours && next != "/" { next } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_to_no_other_site() {
        let to = |next: &str| destination(next.to_owned(), "/worklist".to_owned());
        assert_eq!(to("/forces/kent?as_at=2020-01-01"), "/forces/kent?as_at=2020-01-01");
        for next in
            ["", "/", "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "/a\r\nb", "forces"]
        {
            assert_eq!(to(next), "/worklist", "{next:?}");
        }
    }
}
