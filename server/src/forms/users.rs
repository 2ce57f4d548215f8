//! What administrators do to accounts.

use app::{error::PageError, form::Answers};
use axum::{
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::Response,
};
use followup::{
    account::{AccountName, Email},
    force::ForceSlug,
    identity::{Permission, PersonId, Role},
    person::Person,
    service::accounts::{self, AccountError, Limit, Wanted},
};
use tower_sessions::Session;
use uuid::Uuid;

use super::{
    Sent, again,
    follow_up::{sent, unsaved},
    on_to,
};
use crate::{rendering, session::new_link, state::AppState};

/// `POST /admin/users/new`: adds an account, and leads to its page, which shows its one-time link.
pub async fn add(State(state): State<AppState>, session: Session, request: Request) -> Response {
    let (by, Sent { request, mut answers }) = match administrator(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let email: Option<Email> = answers.parsed("email");
    let name: Option<AccountName> = answers.parsed("name");
    let role: Option<Role> = answers.value("role").parse().ok();
    if role.is_none() {
        answers.wrong("role", "Choose a role");
    }
    let forces = forces(&mut answers);
    let (Some(email), Some(name), Some(role), Some(forces)) = (email, name, role, forces) else {
        return again(&state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let now = (state.clock)();
    let wanted = Wanted { email, name, role, forces };
    let added = async {
        let id = accounts::add(&state.database, Some(&by), wanted, now).await?;
        Ok((id, accounts::make_link(&state.database, Some(&by), id, now).await?))
    };
    match added.await {
        Ok((id, link)) => with_link(&state, &session, request, id, &link).await,
        Err(error) => refused(&state, request, answers, error).await,
    }
}

/// `POST /admin/users/{id}`: what the pressed button says.
pub async fn change(
    State(state): State<AppState>,
    session: Session,
    Path(id): Path<Uuid>,
    request: Request,
) -> Response {
    let (by, Sent { request, mut answers }) = match administrator(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let (id, now, database) = (PersonId(id), (state.clock)(), &state.database);
    let done = match answers.value("do").as_str() {
        "disable" => accounts::set_enabled(database, Some(&by), id, false, now).await,
        "enable" => accounts::set_enabled(database, Some(&by), id, true, now).await,
        "forces" => match forces(&mut answers) {
            Some(forces) => {
                let every = !answers.value("every_force").is_empty();
                if every && !forces.is_empty() {
                    let answers = answers.with_error("forces", "Choose some forces, or every force, not both");
                    return again(&state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await;
                }
                let limit = if every { Limit::EveryForce } else { Limit::To(&forces) };
                accounts::set_forces(database, &by, id, limit, now).await
            }
            None => return again(&state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await,
        },
        "link" => match accounts::make_link(database, Some(&by), id, now).await {
            Ok(link) => return with_link(&state, &session, request, id, &link).await,
            Err(error) => Err(error),
        },
        _ => Err(AccountError::NotFound),
    };
    match done {
        Ok(()) => on_to(&format!("/admin/users/{}", id.0)),
        Err(error) => refused(&state, request, answers, error).await,
    }
}

/// The form, if an administrator sent it; anyone else is refused, which is written down.
async fn administrator(state: &AppState, request: Request) -> Result<(Person, Sent), Box<Response>> {
    let (by, request, answers) = sent(state, request).await?;
    if Permission::ManageAccounts.is_of(by.role) {
        return Ok((by, Sent { request, answers }));
    }
    let reason = "Only administrators can see and change accounts".to_owned();
    Err(Box::new(rendering::problem(state, request, PageError::Forbidden { reason }).await))
}

fn forces(answers: &mut Answers) -> Option<Vec<ForceSlug>> {
    let forces: Result<Vec<ForceSlug>, _> = answers.values("forces").map(str::parse).collect();
    if forces.is_err() {
        answers.wrong("forces", "Choose forces from the list");
    }
    forces.ok()
}

/// On to the account's page, which shows the link once. It travels in no address: those are kept in histories and logs.
async fn with_link(state: &AppState, session: &Session, request: Request, id: PersonId, secret: &str) -> Response {
    // Nothing gets here whose origin is not ours: it is how this administrator reaches the service.
    let origin = request.headers().get(header::ORIGIN).and_then(|origin| origin.to_str().ok()).unwrap_or_default();
    match new_link::keep(session, id, origin.to_owned(), secret).await {
        Ok(()) => on_to(&format!("/admin/users/{}", id.0)),
        Err(error) => rendering::problem(state, request, PageError::from(error)).await,
    }
}

async fn refused(state: &AppState, request: Request, answers: Answers, error: AccountError) -> Response {
    let field = match error {
        AccountError::Store(error) => return unsaved(state, request, answers, &PageError::from(error)).await,
        AccountError::NotFound => {
            let error = PageError::not_found("An account with this address", "/admin/users", "All accounts");
            return rendering::problem(state, request, error).await;
        }
        AccountError::EmailTaken => "email",
        AccountError::ForcesMissing
        | AccountError::NoForceChosen
        | AccountError::ForcesNotForRole
        | AccountError::UnknownForces(_) => "forces",
        _ => "do",
    };
    let answers = answers.with_error(field, error.to_string());
    again(state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await
}
