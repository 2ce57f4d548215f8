//! Accounts, for administrators.

use followup::account::Account;
use leptos::prelude::*;

use super::{error::ApiError, protocol::Read};

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
    use followup::{
        identity::{Permission, PersonId},
        service::accounts::{self, AccountError},
    };

    use super::error::Sought;

    let (access, _) = super::access::Access::with_permission(Permission::ManageAccounts)?;
    let unknown = || ApiError::not_found(Sought::Account, "An account with this address");
    let id = id.parse().map(PersonId).map_err(|_| unknown())?;
    accounts::find(&access.database, id).await.map_err(|error| match error {
        AccountError::Store(error) => error.into(),
        _ => unknown(),
    })
}
