//! Signing in and out.

use app::{error::PageError, worklist_address};
use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    response::Response,
};
use chrono::TimeDelta;
use followup::{
    account::Account,
    identity::Role,
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
    let next = answers.value("next");
    let attempt = Attempt { email, password, client, demonstration: state.access.demonstration };
    let now = (state.clock)();
    match sign_in::sign_in(&state.database, attempt, now).await {
        Ok(Answer::SignedIn { account, browser }) => match session::begin(&session, &account, now).await {
            Ok(()) => known_browser::remember(on_to(&destination(&next, &account)), &browser),
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

/// Where to go after signing in: the page that was asked for, if it is of this site; else where this person's work begins.
fn destination(next: &str, account: &Account) -> String {
    let is_ours =
        next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.chars().any(char::is_control);
    if is_ours && next != "/" { next.to_owned() } else { start_page(account) }
}

/// A liaison officer begins with their force, an inspector and an authoriser with their worklist, everybody else with the overview, but
/// whoever may read of one force only with that force.
fn start_page(account: &Account) -> String {
    let of_force = match account.forces.as_slice() {
        [force] => Some(format!("/forces/{force}")),
        _ => None,
    };
    match (account.role, of_force) {
        (Role::ForceLiaisonOfficer | Role::SeniorLeader, Some(of_force)) => of_force,
        (Role::ForceLiaisonOfficer | Role::Inspector | Role::Authoriser, _) => worklist_address::PATH.to_owned(),
        (Role::SeniorLeader | Role::Administrator, _) => "/".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use followup::identity::PersonId;
    use uuid::Uuid;

    use super::*;

    fn account(role: Role, forces: &[&str]) -> Account {
        Account {
            id: PersonId(Uuid::nil()),
            email: "ann@example.org".parse().unwrap(),
            name: "Ann Other".to_owned(),
            role,
            forces: forces.iter().map(|force| force.parse().unwrap()).collect(),
            enabled: true,
            has_password: true,
            demonstration: false,
            generation: 0,
        }
    }

    #[test]
    fn signing_in_leads_to_no_other_site() {
        let leader = account(Role::SeniorLeader, &[]);
        assert_eq!(destination("/forces/kent?as_at=2020-01-01", &leader), "/forces/kent?as_at=2020-01-01");
        for next in
            ["", "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "/a\r\nb", "forces"]
        {
            assert_eq!(destination(next, &leader), "/", "{next:?}");
        }
    }

    #[test]
    fn people_begin_where_their_work_is() {
        for (role, forces, page) in [
            (Role::ForceLiaisonOfficer, &["kent"][..], "/forces/kent"),
            (Role::ForceLiaisonOfficer, &["kent", "essex"], "/worklist"),
            (Role::Inspector, &[], "/worklist"),
            (Role::Authoriser, &[], "/worklist"),
            (Role::SeniorLeader, &[], "/"),
            (Role::SeniorLeader, &["kent"], "/forces/kent"),
            (Role::SeniorLeader, &["kent", "essex"], "/"),
            (Role::Administrator, &[], "/"),
        ] {
            assert_eq!(destination("", &account(role, forces)), page, "{role} of {forces:?}");
        }
        let officer = account(Role::ForceLiaisonOfficer, &["kent"]);
        assert_eq!(destination("/account", &officer), "/account");
    }
}
