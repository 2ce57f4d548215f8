//! What administrators do to accounts.

use app::{
    api::{
        accounts::{add_account, disable_account, enable_account, make_password_link, set_account_forces},
        error::{ApiError, Sought},
    },
    error::PageError,
    form::Answers,
    request::session_control,
};
use axum::{
    extract::{Path, Request, State},
    response::Response,
};
use followup::identity::{Permission, PersonId};
use uuid::Uuid;

use super::{
    follow_up::fields,
    on_to,
    outcome::{self, Refusals},
    person, sent,
};
use crate::{function_context::FunctionContext, rendering, state::AppState};

/// `POST /admin/users/new`: adds an account, and leads to its page, which shows its one-time link.
pub async fn add(State(state): State<AppState>, request: Request) -> Response {
    let (request, answers) = match administrator(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let context = FunctionContext::new(&state, &request);
    let added = context.run(async {
        let id = add_account(fields(&answers)).await?;
        make_link(id).await?;
        Ok(id)
    });
    match added.await {
        Ok(id) => on_to(&format!("/admin/users/{}", id.0)),
        Err(error) => refused(&state, request, answers, error).await,
    }
}

/// `POST /admin/users/{id}`: what the pressed button says.
pub async fn change(State(state): State<AppState>, Path(id): Path<Uuid>, request: Request) -> Response {
    let (request, answers) = match administrator(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let context = FunctionContext::new(&state, &request);
    let (given, button) = (id.to_string(), answers.value("do"));
    let done = context.run(async {
        match button.as_str() {
            "link" => make_link(PersonId(id)).await,
            "disable" => disable_account(given).await,
            "enable" => enable_account(given).await,
            "forces" => set_account_forces(given, fields(&answers)).await,
            _ => Err(ApiError::not_found(Sought::Account, "An account with this address")),
        }
    });
    match done.await {
        Ok(()) => on_to(&format!("/admin/users/{id}")),
        Err(error) => refused(&state, request, answers, error).await,
    }
}

/// The form, if an administrator sent it; anyone else is refused before anything of it is judged.
async fn administrator(state: &AppState, request: Request) -> Result<(Request, Answers), Box<Response>> {
    let (request, answers) = sent(state, request).await?;
    if person(&request).is_ok_and(|person| person.may_ever(Permission::ManageAccounts).is_ok()) {
        return Ok((request, answers));
    }
    let reason = "Only administrators can see and change accounts".to_owned();
    Err(Box::new(rendering::problem(state, request, PageError::Forbidden { reason }).await))
}

/// Makes a link that the account's page shows once. It travels in no address: those are kept in histories and logs.
async fn make_link(id: PersonId) -> Result<(), ApiError> {
    let secret = make_password_link(id.0.to_string()).await?;
    Ok(session_control()?.keep_link(id, &secret).await?)
}

async fn refused(state: &AppState, request: Request, answers: Answers, error: ApiError) -> Response {
    let not_found = PageError::not_found("An account with this address", "/admin/users", "All accounts");
    outcome::refused(state, request, answers, error, Refusals { of_form: "do", not_found }).await
}
