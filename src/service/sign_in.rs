//! Signing in: one answer for every way to be wrong, and a pace at which passwords may be tried.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;

use super::passwords::{self, Comparison};
use crate::{
    account::{Account, Email},
    audit::AuditKind,
    client_network::ClientNetwork,
    clock,
    store::{
        accounts,
        audit::{self, CountedRefusal, Done},
        database::Database,
        error::StoreError,
        known_browsers, sessions,
        sign_in_attempts::{self, Admission, Origin},
        unfinished_forms,
    },
};

#[cfg(test)]
mod tests;

/// Where a password is typed.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// The address, if it is known. Clients without one are counted together.
    pub address: Option<IpAddr>,
    /// The token of the browser, if it holds one from an earlier sign-in.
    pub browser: Option<String>,
}

impl Client {
    /// The client as attempts on an account count it.
    pub(super) async fn origin(
        &self,
        db: &mut PgConnection,
        account: Option<&Account>,
        now: DateTime<Utc>,
    ) -> Result<Origin, StoreError> {
        let client = self.address.map_or(ClientNetwork::UNKNOWN, ClientNetwork::containing);
        let browser = self.browser.as_deref().map(known_browsers::digest);
        let known_browser = match (browser, account) {
            (Some(browser), Some(account)) if known_browsers::is_known(db, &browser, account.id, now).await? => {
                Some(browser)
            }
            _ => None,
        };
        Ok(Origin { client, known_browser })
    }
}

/// What is typed into the sign-in form, and where.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// As typed.
    pub email: String,
    /// As typed.
    pub password: String,
    /// Where it is typed.
    pub client: Client,
    /// Whether demonstration accounts work on this server.
    pub demonstration: bool,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The person is who they say.
    SignedIn {
        /// Who.
        account: Account,
        /// The token by which the browser is known, from now on for as long as one is kept.
        browser: String,
    },
    /// No such account, a wrong password, or an account that cannot be used: the answer does not tell which.
    Refused,
    /// Too many failed attempts; nothing was compared, and nothing is until this time has passed.
    Limited(TimeDelta),
}

/// Judges an attempt, counts it and writes it down.
pub async fn sign_in(database: &Database, attempt: Attempt, now: DateTime<Utc>) -> Result<Answer, StoreError> {
    let Attempt { email: typed, password, client, demonstration } = attempt;
    // What cannot be an address is no account's, and takes the same way.
    let email = (!typed.chars().any(char::is_control)).then(|| Email::on_record(&typed));
    let mut tx = database.pool().begin().await?;
    let found = match &email {
        Some(email) => accounts::by_email(&mut tx, email).await?,
        None => None,
    };
    let origin = client.origin(&mut tx, found.as_ref().map(|found| &found.account), now).await?;
    if let Admission::Wait(wait) = sign_in_attempts::begin(&mut tx, &typed, &origin, now).await? {
        let known = found.as_ref().map(|found| &found.account);
        audit::count(&mut tx, &refused(AuditKind::SignInLimited, known), now).await?;
        tx.commit().await?;
        return Ok(Answer::Limited(wait));
    }
    // Nothing is held while the password is hashed.
    tx.commit().await?;
    let (account, hash) = found.map_or((None, None), |found| (Some(found.account), found.password_hash));
    let (compared, new_hash) = match compare(password, hash.clone()).await {
        Ok(compared) => compared,
        Err(error) => {
            // Nothing was compared, so nothing was wrong.
            let mut db = database.pool().acquire().await?;
            sign_in_attempts::withdraw(&mut db, &typed, &origin, now).await?;
            return Err(error);
        }
    };
    let tried = account.clone();
    let account =
        account.filter(|account| compared.is_same() && account.enabled && (demonstration || !account.demonstration));

    let mut tx = database.pool().begin().await?;
    let Some(account) = account else {
        audit::count(&mut tx, &refused(AuditKind::SignInRefused, tried.as_ref()), now).await?;
        tx.commit().await?;
        return Ok(Answer::Refused);
    };
    let person = account.person();
    let done = Done { account: Some(account.id), ..Done::by(&person, AuditKind::SignedIn, account.email.as_str()) };
    audit::write(&mut tx, &done, now).await?;
    if let (Some(old), Some(new)) = (&hash, &new_hash) {
        accounts::replace_hash(&mut tx, account.id, old, new).await?;
    }
    sign_in_attempts::succeeded(&mut tx, &typed, &origin).await?;
    let browser = remember_browser(&mut tx, client.browser, &account, now).await?;
    tx.commit().await?;
    Ok(Answer::SignedIn { account, browser })
}

/// What was typed stays out where it is not an account's: people type their password there.
fn refused(kind: AuditKind, account: Option<&Account>) -> CountedRefusal<'_> {
    CountedRefusal {
        kind,
        account: account.map(|account| account.id),
        subject: account.map(|account| account.email.as_str()),
    }
}

/// Compares a password, and hashes it anew where the hash is from before passwords were normalized.
async fn compare(password: String, hash: Option<String>) -> Result<(Comparison, Option<String>), StoreError> {
    let compared = passwords::compare(password.clone(), hash).await?;
    let new = if compared == Comparison::SameAsTyped { Some(passwords::hash(password).await?) } else { None };
    Ok((compared, new))
}

/// Makes the browser one that the account knows, and returns its token: a new one where it holds none of ours.
async fn remember_browser(
    db: &mut PgConnection,
    token: Option<String>,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    if let Some(token) = token
        && let browser = known_browsers::digest(&token)
        && known_browsers::is_ours(db, &browser).await?
    {
        known_browsers::remember(db, &browser, account.id, now).await?;
        return Ok(token);
    }
    let token = hex::encode([clock::random_bytes(), clock::random_bytes()].concat());
    known_browsers::remember(db, &known_browsers::digest(&token), account.id, now).await?;
    Ok(token)
}

/// Removes sessions that are over, attempts that no longer count, browsers that were not used for long and old unfinished forms.
pub async fn forget_old(database: &Database, now: DateTime<Utc>) -> Result<(), StoreError> {
    sessions::delete_expired(database.pool(), now).await?;
    let mut db = database.pool().acquire().await?;
    sign_in_attempts::forget(&mut db, now).await?;
    unfinished_forms::forget_old(&mut db, now).await?;
    known_browsers::forget_old(&mut db, now).await
}
