//! The forms by which administrators change accounts, and a second person confirms.

use followup::{
    identity::PersonId,
    view::accounts::{AccountAdded, LinkMade},
};

use super::{FormPage, FormRequest, FormRoute, Outcome, not_ours};
use crate::{
    api::{accounts, error::ApiError},
    error::PageError,
    form::Answers,
    form_state::FormState,
    request,
};

/// `POST /admin/users/new`: adds an account, and leads to its page, which shows its one-time link.
pub(super) const NEW: FormRoute =
    FormRoute { page: page("/admin/users/new", |_| "email"), press: |form| Box::pin(add(form)) };

/// `POST /admin/users/{id}`: what the pressed button says.
pub(super) const ACT: FormRoute =
    FormRoute { page: page("/admin/users/{id}", |_| "do"), press: |form| Box::pin(act(form)) };

/// `POST /admin/users/{id}/change`: shows what would change, then changes it.
pub(super) const CHANGE: FormRoute =
    FormRoute { page: page("/admin/users/{id}/change", |_| "role"), press: |form| Box::pin(change(form)) };

/// `POST /admin/confirmations`: answers what waits for a second person.
pub(super) const CONFIRMATIONS: FormRoute = FormRoute {
    page: FormPage {
        way_back: |_| ("/admin/confirmations".to_owned(), "Changes to authorisers"),
        ..page("/admin/confirmations", |_| "answer")
    },
    press: |form| Box::pin(confirm(form)),
};

const fn page(route: &'static str, error_field: fn(&Answers) -> &'static str) -> FormPage {
    FormPage {
        route,
        keeps_text: true,
        error_field,
        not_found: |_| PageError::not_found("An account with this address", "/admin/users", "All accounts"),
        way_back: |_| ("/admin/users".to_owned(), "All accounts"),
    }
}

async fn add(form: &FormRequest) -> Result<Outcome, ApiError> {
    match accounts::add_account(form.fields()).await? {
        AccountAdded::Added(id) => make_link(id).await,
        AccountAdded::Waits(_) => Ok(Outcome::GoTo("/admin/users?asked=account".to_owned())),
    }
}

async fn act(form: &FormRequest) -> Result<Outcome, ApiError> {
    let id = accounts::read_account(form.parameter("id")).await?.account.id;
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

async fn change(form: &FormRequest) -> Result<Outcome, ApiError> {
    let id = form.parameter("id");
    match form.button().as_str() {
        "change" => Ok(Outcome::show(FormState::Write)),
        "save" => {
            let made = accounts::change_account(id.clone(), form.fields()).await?;
            let done = if made.role_waits { "waits" } else { "changed" };
            Ok(Outcome::GoTo(format!("/admin/users/{id}?done={done}")))
        }
        _ => {
            accounts::check_account_change(id, form.fields()).await?;
            Ok(Outcome::show(FormState::Check))
        }
    }
}

async fn confirm(form: &FormRequest) -> Result<Outcome, ApiError> {
    let answer = form.answers.value("answer");
    accounts::answer_confirmation(form.answers.value("confirmation"), answer.clone()).await?;
    Ok(Outcome::GoTo(format!("/admin/confirmations?done={answer}")))
}

/// Makes a link, and leads to the account's page, which shows it once. It travels in no address: those are kept in histories and logs.
async fn make_link(id: PersonId) -> Result<Outcome, ApiError> {
    match accounts::make_password_link(id.0.to_string()).await? {
        LinkMade::Made(secret) => {
            request::session_control()?.keep_link(id, &secret).await?;
            Ok(account_page(id))
        }
        LinkMade::Waits(_) => Ok(Outcome::GoTo(format!("/admin/users/{}?done=asked", id.0))),
    }
}

fn account_page(id: PersonId) -> Outcome {
    Outcome::GoTo(format!("/admin/users/{}", id.0))
}
