//! Two people for an authoriser: what an administrator asks for, and what another administrator or an authoriser answers.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::accounts::{AccountError, Wanted, changeable, forces_in_audit};
use crate::{
    account::Account,
    audit::{AuditKind, Change, ChangedField},
    clock,
    confirmation::{ConfirmationAnswer, ConfirmationId, ConfirmationKind, may_answer},
    identity::{PersonId, Role},
    person::Person,
    store::{
        account_confirmations::{self, AskedConfirmation, LockedConfirmation},
        account_notices,
        accounts::{self, NewAccount},
        audit::{self, Done},
        database::Database,
        error::StoreError,
        password_links,
    },
    view::accounts::Confirmation,
};

#[cfg(test)]
mod tests;

/// Those that wait, and those answered last.
///
/// # Errors
/// The database fails.
pub async fn list(database: &Database) -> Result<Vec<Confirmation>, StoreError> {
    account_confirmations::list(&mut *database.pool().acquire().await?, None).await
}

/// Asks for a new authoriser.
pub(super) async fn ask_for_account(
    db: &mut PgConnection,
    by: &Person,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<ConfirmationId, AccountError> {
    if accounts::by_email(&mut *db, &wanted.email).await?.is_some() {
        return Err(AccountError::EmailTaken);
    }
    let asked = AskedConfirmation {
        id: new_id(),
        kind: ConfirmationKind::NewAccount,
        account: PersonId(Uuid::from_bytes(clock::random_bytes())),
        new: Some((&wanted.email, &wanted.name)),
        asked_by: Some(by.id),
    };
    ask(db, by, &asked, wanted.email.as_str(), now).await
}

/// Asks that an account becomes an authoriser's, or for a one-time link for one.
pub(super) async fn ask_about(
    db: &mut PgConnection,
    by: &Person,
    kind: ConfirmationKind,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<ConfirmationId, AccountError> {
    let asked = AskedConfirmation { id: new_id(), kind, account: account.id, new: None, asked_by: Some(by.id) };
    ask(db, by, &asked, account.email.as_str(), now).await
}

async fn ask(
    db: &mut PgConnection,
    by: &Person,
    asked: &AskedConfirmation<'_>,
    subject: &str,
    now: DateTime<Utc>,
) -> Result<ConfirmationId, AccountError> {
    if !account_confirmations::insert(&mut *db, asked, now).await? {
        return Err(AccountError::AlreadyAsked);
    }
    let changes = changes(asked.kind, None);
    let done = Done {
        kind: AuditKind::ConfirmationAsked,
        by: Some(by),
        subject: Some(subject),
        account: Some(asked.account),
        changes: &changes,
    };
    audit::write(db, &done, now).await?;
    Ok(asked.id)
}

/// The console confirms the authoriser whom it is about to add: it counts as two people.
pub(super) async fn confirm_new_by_console(
    db: &mut PgConnection,
    new: &NewAccount,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let kind = ConfirmationKind::NewAccount;
    let named = Some((&new.email, &new.name));
    let asked = AskedConfirmation { id: new_id(), kind, account: new.id, new: named, asked_by: None };
    account_confirmations::insert(db, &asked, now).await?;
    Ok(())
}

/// The console confirms the link that it is about to make.
pub(super) async fn confirm_link_by_console(
    db: &mut PgConnection,
    account: PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let kind = ConfirmationKind::Link;
    let asked = AskedConfirmation { id: new_id(), kind, account, new: None, asked_by: None };
    account_confirmations::insert(db, &asked, now).await?;
    Ok(())
}

fn new_id() -> ConfirmationId {
    ConfirmationId(Uuid::from_bytes(clock::random_bytes()))
}

/// What an entry of the audit says that it is about: a role, or nothing where it is a link.
fn changes(kind: ConfirmationKind, account: Option<&Account>) -> Vec<Change> {
    let old = account.map(|account| account.role.label().to_owned()).unwrap_or_default();
    let role = Change { field: ChangedField::Role, old, new: Role::Authoriser.label().to_owned() };
    match kind {
        ConfirmationKind::NewAccount | ConfirmationKind::Role => vec![role],
        ConfirmationKind::Link => Vec::new(),
    }
}

/// Answers; `by` is nobody where the console does. What is confirmed is done in the same transaction.
///
/// # Errors
/// Somebody who may not answer, what was answered before or can no longer be done, or the database fails.
pub async fn answer(
    database: &Database,
    by: Option<&Person>,
    id: ConfirmationId,
    answer: ConfirmationAnswer,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut tx = database.pool().begin().await?;
    let asked = account_confirmations::lock(&mut tx, id).await?.ok_or(AccountError::NotFound)?;
    if let Some(by) = by {
        may_answer(by, answer, asked.asked_by, asked.account).map_err(AccountError::NotToAnswer)?;
    }
    if asked.is_answered {
        return Err(AccountError::AlreadyAnswered);
    }
    account_confirmations::answer(&mut tx, id, answer, by.map(|by| by.id), now).await?;
    let account = accounts::by_id(&mut tx, asked.account).await?;
    let subject = match (&asked.new, &account) {
        (Some((email, _)), _) => email.to_string(),
        (None, Some(account)) => account.email.to_string(),
        (None, None) => return Err(AccountError::NotFound),
    };
    let kind = match answer {
        ConfirmationAnswer::Confirmed => AuditKind::Confirmed,
        ConfirmationAnswer::Refused => AuditKind::ConfirmationRefused,
        ConfirmationAnswer::Withdrawn => AuditKind::ConfirmationWithdrawn,
    };
    let changes = changes(asked.kind, account.as_ref());
    let done = Done { kind, by, subject: Some(&subject), account: Some(asked.account), changes: &changes };
    audit::write(&mut tx, &done, now).await?;
    if answer == ConfirmationAnswer::Confirmed {
        carry_out(&mut tx, by, &asked, account, now).await?;
    }
    Ok(tx.commit().await?)
}

async fn carry_out(
    db: &mut PgConnection,
    by: Option<&Person>,
    asked: &LockedConfirmation,
    account: Option<Account>,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    match (asked.kind, account) {
        (ConfirmationKind::NewAccount, None) => add(db, by, asked, now).await,
        (ConfirmationKind::Role, Some(account)) if account.enabled && account.role != Role::Authoriser => {
            let account = changeable(&mut *db, account.id).await?;
            let forces = forces_in_audit(&account.forces);
            let mut changes = changes(asked.kind, Some(&account));
            if !forces.is_empty() {
                changes.push(Change { field: ChangedField::Forces, old: forces, new: String::new() });
            }
            accounts::make_authoriser(&mut *db, account.id).await?;
            account_notices::insert(&mut *db, account.id, AuditKind::AccountChanged, &changes, now).await?;
            let done = Done {
                kind: AuditKind::AccountChanged,
                by,
                subject: Some(account.email.as_str()),
                account: Some(account.id),
                changes: &changes,
            };
            Ok(audit::write(db, &done, now).await?)
        }
        // The link is made by whoever asked for it.
        (ConfirmationKind::Link, Some(account)) if account.enabled => Ok(()),
        _ => Err(AccountError::ChangedSince),
    }
}

async fn add(
    db: &mut PgConnection,
    by: Option<&Person>,
    asked: &LockedConfirmation,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let Some((email, name)) = asked.new.clone() else { return Err(AccountError::ChangedSince) };
    let new = NewAccount {
        id: asked.account,
        email: email.clone(),
        name,
        role: Role::Authoriser,
        forces: Vec::new(),
        password_hash: None,
        demonstration: false,
    };
    if !accounts::insert(&mut *db, &new, now).await? {
        return Err(AccountError::EmailTaken);
    }
    let done = Done {
        kind: AuditKind::AccountAdded,
        by,
        subject: Some(email.as_str()),
        account: Some(asked.account),
        changes: &[],
    };
    Ok(audit::write(db, &done, now).await?)
}

/// Makes a link for an authoriser if one was confirmed to whoever asks; else asks for the confirmation. `None` where it waits.
pub(super) async fn link_or_ask(
    db: &mut PgConnection,
    by: &Person,
    account: &Account,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<ConfirmationId>, AccountError> {
    if account_confirmations::allows_link(&mut *db, account.id, Some(by.id), now).await? {
        password_links::insert(db, token, account.id, Some(by.id), now).await?;
        return Ok(None);
    }
    ask_about(db, by, ConfirmationKind::Link, account, now).await.map(Some)
}

/// Confirms or refuses from the console what waits for an address.
///
/// # Errors
/// Nothing waits for it, or [`answer`] fails.
pub async fn answer_by_console(
    database: &Database,
    email: &crate::account::Email,
    given: ConfirmationAnswer,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut db = database.pool().acquire().await?;
    let waiting = account_confirmations::waiting_for_email(&mut db, email).await?;
    drop(db);
    answer(database, None, waiting.ok_or(AccountError::NotFound)?, given, now).await
}
