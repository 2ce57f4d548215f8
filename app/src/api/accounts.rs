//! Accounts, for administrators.

use followup::{account::Account, identity::PersonId};
use leptos::prelude::*;

use super::{
    error::ApiError,
    form_answers::{AccountAnswers, AccountForcesAnswers},
    protocol::{Read, Write},
};

/// Every account, by email address.
#[server(prefix = "/api/v1", endpoint = "accounts", protocol = Read)]
pub async fn read_accounts() -> Result<Vec<Account>, ApiError> {
    use followup::{identity::Permission, service::accounts};

    let (access, _) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    Ok(accounts::list(&access.database).await?)
}

/// One account.
#[server(prefix = "/api/v1", endpoint = "account", protocol = Read)]
pub async fn read_account(id: String) -> Result<Account, ApiError> {
    use followup::{identity::Permission, service::accounts};

    let (access, _) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    Ok(accounts::find(&access.database, on_server::parse_id(&id)?).await?)
}

/// Adds an account without a password, and returns its id. [`make_password_link`] lets its person choose a password.
#[server(prefix = "/api/v1", endpoint = "accounts", protocol = Write)]
pub async fn add_account(answers: AccountAnswers) -> Result<PersonId, ApiError> {
    use followup::{identity::Permission, service::accounts};

    use super::acts::{answers_of, invalid};

    let (access, person) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    let mut answers = answers_of(&answers);
    let wanted = crate::form::account::new(&mut answers).ok_or_else(|| invalid(&answers))?;
    Ok(accounts::add(&access.database, Some(&person), wanted, access.now).await?)
}

/// Makes a one-time link for a new password, and returns the secret part of its address. It works for 24 hours.
#[server(prefix = "/api/v1", endpoint = "account/password-link", protocol = Write)]
pub async fn make_password_link(id: String) -> Result<String, ApiError> {
    use followup::{identity::Permission, service::accounts};

    let (access, person) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    let id = on_server::parse_id(&id)?;
    Ok(accounts::make_link(&access.database, Some(&person), id, access.now).await?)
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
    };

    use crate::api::{
        access::Access,
        error::{ApiError, FieldError, Sought},
    };

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
                AccountError::ForcesMissing
                | AccountError::NoForceChosen
                | AccountError::ForcesNotForRole
                | AccountError::UnknownForces(_) => "forces",
                AccountError::Demonstration | AccountError::Yourself => {
                    return Self::Invalid { fields: vec![FieldError::of_form(error.to_string())] };
                }
            };
            Self::Invalid { fields: vec![FieldError::new(field, error.to_string())] }
        }
    }
}
