//! One-time links by which people choose a password.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{AccountError, NewPassword, changeable, keep, note};
use crate::{
    account::Account,
    audit::AuditKind,
    clock,
    identity::{PersonId, Role},
    person::Person,
    service::{confirmations, password_policy::PasswordPolicy},
    store::{
        account_confirmations, account_notices, accounts,
        audit::{self, CountedRefusal},
        database::Database,
        error::StoreError,
        password_links,
    },
    view::accounts::LinkMade,
};

/// Makes a one-time link for choosing a password, and returns its secret part. Whoever has it can take the account over:
/// the administrator hands it to the person and to nobody else.
pub async fn make_link(
    database: &Database,
    by: Option<&Person>,
    id: PersonId,
    now: DateTime<Utc>,
) -> Result<String, AccountError> {
    let mut tx = database.pool().begin().await?;
    let account = changeable(&mut tx, id).await?;
    let is_confirmed = account.role != Role::Authoriser
        || by.is_some()
        || account_confirmations::allows_link(&mut tx, id, None, now).await?;
    if !is_confirmed {
        confirmations::confirm_link_by_console(&mut tx, id, now).await?;
    }
    let token = new_token();
    password_links::insert(&mut tx, &token, id, by.map(|by| by.id), now).await?;
    link_is_made(&mut tx, by, &account, now).await?;
    tx.commit().await?;
    Ok(token)
}

fn new_token() -> String {
    hex::encode([clock::random_bytes(), clock::random_bytes()].concat())
}

/// Writes it down, and has the owner told where the account was in use.
async fn link_is_made(
    db: &mut PgConnection,
    by: Option<&Person>,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if account.has_password && by.is_none_or(|by| by.id != account.id) {
        account_notices::insert(&mut *db, account.id, AuditKind::PasswordLinkMade, &[], now).await?;
    }
    note(db, AuditKind::PasswordLinkMade, by, (account.id, &account.email), now).await
}

/// Makes a one-time link as an administrator does: one for an authoriser waits for a second person first.
///
/// # Errors
/// As [`make_link`], and where the same waits already.
pub async fn make_link_or_ask(
    database: &Database,
    by: &Person,
    id: PersonId,
    now: DateTime<Utc>,
) -> Result<LinkMade, AccountError> {
    let mut tx = database.pool().begin().await?;
    let account = changeable(&mut tx, id).await?;
    if account.role != Role::Authoriser {
        drop(tx);
        return Ok(LinkMade::Made(make_link(database, Some(by), id, now).await?));
    }
    let token = new_token();
    let waits = confirmations::link_or_ask(&mut tx, by, &account, &token, now).await?;
    if waits.is_none() {
        link_is_made(&mut tx, Some(by), &account, now).await?;
    }
    tx.commit().await?;
    Ok(waits.map_or(LinkMade::Made(token), LinkMade::Waits))
}

/// Whose password a link is for, if it can still be used.
pub async fn account_of_link(database: &Database, token: &str, now: DateTime<Utc>) -> Result<Account, AccountError> {
    let mut db = database.pool().acquire().await?;
    let account = match password_links::account_of(&mut db, token, now).await? {
        Some(id) => accounts::by_id(&mut db, id).await?.filter(|account| account.enabled),
        None => None,
    };
    if let Some(account) = account {
        return Ok(account);
    }
    let given = password_links::account_given(&mut db, token).await?;
    let refused = CountedRefusal { kind: AuditKind::DeadLinkTried, account: given, subject: None };
    audit::count(&mut db, &refused, now).await?;
    Err(AccountError::LinkOver)
}

/// Chooses a password by a one-time link, which is used up by it. A password that is not good enough leaves the link.
pub async fn redeem_link(
    database: &Database,
    token: &str,
    password: String,
    policy: &PasswordPolicy,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let account = account_of_link(database, token, now).await?;
    let mut db = database.pool().acquire().await?;
    let found = accounts::by_email(&mut db, &account.email).await?.ok_or(AccountError::LinkOver)?;
    drop(db);
    let password = NewPassword::hash(database, password, &found, policy).await?;
    let mut tx = database.pool().begin().await?;
    let id = password_links::redeem(&mut tx, token, now).await?.ok_or(AccountError::LinkOver)?;
    let account =
        accounts::by_id(&mut tx, id).await?.filter(|account| account.enabled).ok_or(AccountError::LinkOver)?;
    keep(&mut tx, Some(&account.person()), &account, &password, None, now).await?;
    Ok(tx.commit().await?)
}
