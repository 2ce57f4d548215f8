//! Accounts, for administrators.

use followup::{
    account::Account,
    view::accounts::{AccountAdded, AccountChange, AccountView, Confirmation, LinkMade},
};
use leptos::prelude::*;

use super::{
    error::ApiError,
    form_answers::{AccountAnswers, AccountChangeAnswers, AccountForcesAnswers},
    protocol::{Read, Write},
};

/// Every account, by email address.
#[server(prefix = "/api/v1", endpoint = "accounts", protocol = Read)]
pub async fn read_accounts() -> Result<Vec<Account>, ApiError> {
    use followup::{identity::Permission, service::accounts};

    let (access, _) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    Ok(accounts::list(&access.database).await?)
}

/// One account, with what was done to it and what waits for a second person.
#[server(prefix = "/api/v1", endpoint = "account", protocol = Read)]
pub async fn read_account(id: String) -> Result<AccountView, ApiError> {
    use followup::{identity::Permission, service::accounts};

    let (access, person) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    Ok(accounts::view(&access.database, &person, on_server::parse_id(&id)?, access.now).await?)
}

/// What waits for a second person, for those who may be it, and what was answered last.
#[server(prefix = "/api/v1", endpoint = "accounts/confirmations", protocol = Read)]
pub async fn read_confirmations() -> Result<Vec<Confirmation>, ApiError> {
    use followup::{identity::Permission, service::confirmations};

    let (access, _) = super::access::Access::with_permission(Permission::ConfirmAuthorisers)?;
    Ok(confirmations::list(&access.database).await?)
}

/// Answers what waits for a second person: `answer` is confirmed, refused, or withdrawn by whoever asked for it.
#[server(prefix = "/api/v1", endpoint = "accounts/confirmations", protocol = Write)]
pub async fn answer_confirmation(id: String, answer: String) -> Result<(), ApiError> {
    use followup::{confirmation::ConfirmationId, identity::Permission, service::confirmations};

    let (access, person) = super::access::Access::with_permission(Permission::ConfirmAuthorisers)?;
    let id =
        id.parse().map(ConfirmationId).map_err(|_| ApiError::bad_argument("id", &id, "the id of a confirmation"))?;
    let allowed = "confirmed, refused or withdrawn";
    let answer = answer.parse().map_err(|_| ApiError::bad_argument("answer", &answer, allowed))?;
    Ok(confirmations::answer(&access.database, Some(&person), id, answer, access.now).await?)
}

/// Adds an account without a password. [`make_password_link`] lets its person choose a password. One in the role of authoriser waits for
/// a second person.
#[server(prefix = "/api/v1", endpoint = "accounts", protocol = Write)]
pub async fn add_account(answers: AccountAnswers) -> Result<AccountAdded, ApiError> {
    use followup::{identity::Permission, service::accounts};

    use super::acts::{answers_of, invalid};

    let (access, person) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    let mut answers = answers_of(&answers);
    let wanted = crate::form::account::new(&mut answers).ok_or_else(|| invalid(&answers))?;
    Ok(accounts::add_or_ask(&access.database, &person, wanted, access.now).await?)
}

/// Makes a one-time link for a new password, and returns the secret part of its address. It works for 24 hours. One for an authoriser
/// waits for a second person first.
#[server(prefix = "/api/v1", endpoint = "account/password-link", protocol = Write)]
pub async fn make_password_link(id: String) -> Result<LinkMade, ApiError> {
    use followup::{identity::Permission, service::accounts};

    let (access, person) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    let id = on_server::parse_id(&id)?;
    Ok(accounts::make_link_or_ask(&access.database, &person, id, access.now).await?)
}

/// Changes email address, name, role and forces of an account. A change of role to authoriser waits for a second person.
#[server(prefix = "/api/v1", endpoint = "account/change", protocol = Write)]
pub async fn change_account(id: String, answers: AccountChangeAnswers) -> Result<AccountChange, ApiError> {
    use followup::{identity::Permission, service::accounts};

    let (access, person) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    let (id, details) = (on_server::parse_id(&id)?, on_server::details(&answers)?);
    Ok(accounts::change(&access.database, &person, id, details, access.now).await?)
}

/// What [`change_account`] would change. Nothing is saved.
#[server(prefix = "/api/v1", endpoint = "account/change/check", protocol = Write)]
pub async fn check_account_change(id: String, answers: AccountChangeAnswers) -> Result<AccountChange, ApiError> {
    use followup::{identity::Permission, service::accounts};

    let (access, _) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    let (id, details) = (on_server::parse_id(&id)?, on_server::details(&answers)?);
    Ok(accounts::check_change(&access.database, id, details).await?)
}

/// Sets the forces of an account; its role stays.
#[server(prefix = "/api/v1", endpoint = "account/forces", protocol = Write)]
pub async fn set_account_forces(id: String, answers: AccountForcesAnswers) -> Result<(), ApiError> {
    use followup::{
        identity::Permission,
        service::accounts::{self, Limit},
    };

    use super::acts::{answers_of, invalid};

    let (access, person) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    let id = on_server::parse_id(&id)?;
    let mut answers = answers_of(&answers);
    let forces = crate::form::account::forces(&mut answers).ok_or_else(|| invalid(&answers))?;
    let every = !answers.value("every_force").is_empty();
    let limit = if every { Limit::EveryForce } else { Limit::To(&forces) };
    Ok(accounts::set_forces(&access.database, &person, id, limit, access.now).await?)
}

/// Disables an account, which ends its sessions at once.
#[server(prefix = "/api/v1", endpoint = "account/disable", protocol = Write)]
pub async fn disable_account(id: String) -> Result<(), ApiError> {
    on_server::set_enabled(&id, false).await
}

/// Enables an account again.
#[server(prefix = "/api/v1", endpoint = "account/enable", protocol = Write)]
pub async fn enable_account(id: String) -> Result<(), ApiError> {
    on_server::set_enabled(&id, true).await
}

#[cfg(feature = "ssr")]
mod on_server {
    use followup::{
        identity::{Permission, PersonId},
        service::accounts::{self, AccountError},
        store::accounts::AccountDetails,
    };

    use crate::api::{
        access::Access,
        acts::{answers_of, invalid},
        error::{ApiError, FieldError, Sought},
        form_answers::AccountChangeAnswers,
    };

    pub(super) fn details(answers: &AccountChangeAnswers) -> Result<AccountDetails, ApiError> {
        let mut answers = answers_of(answers);
        crate::form::account::change(&mut answers).ok_or_else(|| invalid(&answers))
    }

    fn unknown() -> ApiError {
        ApiError::not_found(Sought::Account, "An account with this address")
    }

    pub(super) fn parse_id(given: &str) -> Result<PersonId, ApiError> {
        given.parse().map(PersonId).map_err(|_| unknown())
    }

    pub(super) async fn set_enabled(id: &str, enabled: bool) -> Result<(), ApiError> {
        let (access, person) = Access::with_permission(Permission::ManageAccounts)?;
        let id = parse_id(id)?;
        Ok(accounts::set_enabled(&access.database, Some(&person), id, enabled, access.now).await?)
    }

    impl From<AccountError> for ApiError {
        fn from(error: AccountError) -> Self {
            let field = match error {
                AccountError::Store(error) => return error.into(),
                AccountError::NotFound => return unknown(),
                AccountError::LinkOver => return Self::LinkOver,
                AccountError::TooManyAttempts(wait) => {
                    let seconds = u32::try_from(wait.num_seconds() + 1).unwrap_or(u32::MAX);
                    return Self::TooManyAttempts { seconds };
                }
                AccountError::EmailTaken => "email",
                AccountError::WrongPassword => "current",
                AccountError::Weak(_) => "new",
                AccountError::Assignment(_) | AccountError::NoForceChosen | AccountError::UnknownForces(_) => "forces",
                AccountError::NotToAnswer(reason) => {
                    crate::request::note_denial();
                    return Self::Forbidden { reason: reason.to_string() };
                }
                AccountError::Demonstration
                | AccountError::Yourself
                | AccountError::LastAdministrator
                | AccountError::AlreadyAsked
                | AccountError::AlreadyAnswered
                | AccountError::ChangedSince
                | AccountError::NothingChanged => {
                    return Self::Invalid { fields: vec![FieldError::of_form(error.to_string())] };
                }
            };
            Self::Invalid { fields: vec![FieldError::new(field, error.to_string())] }
        }
    }
}
