//! The forms by which administrators change accounts.

use followup::identity::PersonId;

use super::{FormPage, FormRequest, FormRoute, Outcome, not_ours};
use crate::{
    api::{accounts, error::ApiError},
    error::PageError,
    request,
};

/// `POST /admin/users/new`: adds an account, and leads to its page, which shows its one-time link.
pub(super) const NEW: FormRoute = FormRoute { page: page("/admin/users/new"), press: |form| Box::pin(add(form)) };

/// `POST /admin/users/{id}`: what the pressed button says.
pub(super) const CHANGE: FormRoute =
    FormRoute { page: page("/admin/users/{id}"), press: |form| Box::pin(change(form)) };

const fn page(route: &'static str) -> FormPage {
    FormPage {
        route,
        keeps_text: true,
        error_field: |_| "do",
        not_found: |_| PageError::not_found("An account with this address", "/admin/users", "All accounts"),
        way_back: |_| ("/admin/users".to_owned(), "All accounts"),
    }
}

async fn add(form: &FormRequest) -> Result<Outcome, ApiError> {
    let id = accounts::add_account(form.fields()).await?;
    make_link(id).await
}

async fn change(form: &FormRequest) -> Result<Outcome, ApiError> {
    let id = accounts::read_account(form.parameter("id")).await?.id;
    let given = id.0.to_string();
    match form.answers.value("do").as_str() {
        "link" => return make_link(id).await,
        "disable" => accounts::disable_account(given).await?,
        "enable" => accounts::enable_account(given).await?,
        "forces" => accounts::set_account_forces(given, form.fields()).await?,
        _ => return Err(not_ours("do")),
    }
    Ok(account_page(id))
}

/// Makes a link, and leads to the account's page, which shows it once. It travels in no address: those are kept in histories and logs.
async fn make_link(id: PersonId) -> Result<Outcome, ApiError> {
    let secret = accounts::make_password_link(id.0.to_string()).await?;
    request::session_control()?.keep_link(id, &secret).await?;
    Ok(account_page(id))
}

fn account_page(id: PersonId) -> Outcome {
    Outcome::GoTo(format!("/admin/users/{}", id.0))
}
