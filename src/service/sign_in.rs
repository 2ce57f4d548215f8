//! Signing in: one answer for every way to be wrong, and a limit to how often one may be.

use std::net::IpAddr;

use chrono::{DateTime, Utc};

use super::passwords;
use crate::{
    account::{Account, Email},
    store::{
        accounts,
        audit::{self, AuditKind, Done},
        database::Database,
        error::StoreError,
        sessions, sign_in_attempts,
    },
};

#[cfg(test)]
mod tests;

/// What is typed into the sign-in form, and from where.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// As typed.
    pub email: String,
    /// As typed.
    pub password: String,
    /// From where, if that is known.
    pub address: Option<IpAddr>,
    /// Whether demonstration accounts work on this server.
    pub demonstration: bool,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The person is who they say.
    SignedIn(Account),
    /// No such account, a wrong password, or an account that cannot be used: the answer does not tell which.
    Refused,
    /// Too many attempts; nothing was compared.
    Limited,
}

/// Judges an attempt, counts it and writes it down.
pub async fn sign_in(database: &Database, attempt: Attempt, now: DateTime<Utc>) -> Result<Answer, StoreError> {
    let Attempt { email: typed, password, address, demonstration } = attempt;
    // What is no address cannot be an account's, yet takes the same way.
    let email: Option<Email> = typed.parse().ok();
    let mut tx = database.pool().begin().await?;
    if !sign_in_attempts::begin(&mut tx, &typed, address, now).await? {
        let done = Done { kind: AuditKind::SignInLimited, by: None, subject: None, address };
        audit::write(&mut tx, &done, now).await?;
        tx.commit().await?;
        return Ok(Answer::Limited);
    }
    let found = match &email {
        Some(email) => accounts::by_email(&mut tx, email).await?,
        None => None,
    };
    // Nothing is held while the password is hashed.
    tx.commit().await?;
    let (account, hash) = found.map_or((None, None), |found| (Some(found.account), found.password_hash));
    let right = passwords::matches(password, hash).await?;
    let account = account.filter(|account| right && account.enabled && (demonstration || !account.demonstration));

    let mut tx = database.pool().begin().await?;
    let person = account.as_ref().map(Account::person);
    let done = Done {
        kind: if account.is_some() { AuditKind::SignedIn } else { AuditKind::SignInRefused },
        by: person.as_ref(),
        // What was typed stays out where it is not an account's: people type their password there.
        subject: account.as_ref().map(|account| account.email.as_str()),
        address,
    };
    audit::write(&mut tx, &done, now).await?;
    if account.is_some() {
        sign_in_attempts::succeeded(&mut tx, &typed).await?;
    }
    tx.commit().await?;
    Ok(account.map_or(Answer::Refused, Answer::SignedIn))
}

/// Removes sessions that are over and attempts that no longer count.
pub async fn forget_old(database: &Database, now: DateTime<Utc>) -> Result<(), StoreError> {
    sessions::delete_expired(database.pool(), now).await?;
    let mut db = database.pool().acquire().await?;
    sign_in_attempts::forget(&mut db, now).await
}
