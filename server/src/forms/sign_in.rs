//! Signing in and out.

use app::error::PageError;
use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    response::Response,
};
use chrono::TimeDelta;
use followup::{
    service::{
        accounts::seconds_in_words,
        sign_in::{self, Answer, Attempt},
    },
    store::audit::{self, AuditKind, Done},
};
use tower_sessions::Session;

use super::{Sent, account, again, on_to, read};
use crate::{
    client_address::client,
    rendering,
    session::{self, known_browser},
    state::AppState,
};

const WRONG: &str = "The email address or password is not right";

/// `POST /sign-in`.
pub async fn sign_in(State(state): State<AppState>, session: Session, request: Request) -> Response {
    let client = client(request.headers(), request.extensions(), state.sessions.behind_proxy);
    let Sent { request, mut answers } = match read(request).await {
        Ok(sent) => sent,
        Err(error) => return rendering::problem(&state, Request::default(), error).await,
    };
    let (email, password) = (answers.value("email"), answers.value("password"));
    if email.trim().is_empty() {
        answers.wrong("email", "Enter your email address");
    }
    if password.is_empty() {
        answers.wrong("password", "Enter your password");
    }
    if !answers.is_right() {
        return again(&state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let next = local(&answers.value("next"));
    let attempt = Attempt { email, password, client, demonstration: state.access.demonstration };
    let now = (state.clock)();
    match sign_in::sign_in(&state.database, attempt, now).await {
        Ok(Answer::SignedIn { account, browser }) => match session::begin(&session, &account, now).await {
            Ok(()) => known_browser::remember(on_to(&next), &browser),
            Err(error) => rendering::problem(&state, request, PageError::from(error)).await,
        },
        Ok(Answer::Refused) => {
            let answers = answers.with_error("email", WRONG);
            again(&state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Ok(Answer::Limited(wait)) => {
            let words =
                format!("There have been too many attempts to sign in. Wait {} and try again", seconds_in_words(wait));
            let answers = answers.with_error("email", words);
            too_many_attempts(again(&state, request, answers, StatusCode::TOO_MANY_REQUESTS).await, wait)
        }
        Err(error) => rendering::problem(&state, request, PageError::from(error)).await,
    }
}

/// Says to programs as well when the next attempt is judged.
pub fn too_many_attempts(mut response: Response, wait: TimeDelta) -> Response {
    let seconds = wait.num_seconds() + 1;
    response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    response
}

/// `POST /sign-out`.
pub async fn sign_out(State(state): State<AppState>, session: Session, request: Request) -> Response {
    let signed_in = account(&request);
    if let Err(error) = session::end(&session).await {
        return rendering::problem(&state, request, PageError::from(error)).await;
    }
    if let Some(account) = signed_in {
        let person = account.person();
        let done = Done { kind: AuditKind::SignedOut, by: Some(&person), subject: None, address: None };
        let written = async {
            let mut db = state.database.pool().acquire().await?;
            audit::write(&mut db, &done, (state.clock)()).await
        };
        if let Err(error) = written.await {
            // The session is over all the same, and that is what the person asked for.
            tracing::error!(%error, "a sign-out was not written down");
        }
    }
    on_to("/sign-out")
}

/// Where to go after signing in: a path of this site, whatever the address says.
fn local(next: &str) -> String {
    let ours =
        next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.chars().any(char::is_control);
    if ours { next.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn signing_in_leads_to_no_other_site() {
        assert_eq!(local("/forces/kent?as_at=2020-01-01"), "/forces/kent?as_at=2020-01-01");
        for next in
            ["", "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "/a\r\nb", "forces"]
        {
            assert_eq!(local(next), "/", "{next:?}");
        }
    }
}
