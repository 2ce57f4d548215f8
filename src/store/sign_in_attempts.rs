//! Attempts to sign in, counted per account, per known browser and per client network.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use super::{error::StoreError, known_browsers::BrowserDigest};
use crate::{
    client_network::ClientNetwork,
    sign_in_pace::{FREE_PER_ACCOUNT, FREE_PER_CLIENT, Failures, WINDOW},
};

/// From where an account's password is tried.
#[derive(Debug, Clone, Copy)]
pub struct Origin {
    /// The client's network.
    pub client: ClientNetwork,
    /// The browser, if the account has signed in in it before.
    pub known_browser: Option<BrowserDigest>,
}

/// Whether an attempt may be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// It may, and is counted as failed until [`succeeded`] says otherwise: a hundred at once cannot all slip through.
    Admitted,
    /// It has to wait this long first. It was not counted.
    Wait(TimeDelta),
}

/// Admits an attempt on the account that `typed` names, or says how long it has to wait. To be called in a transaction, which
/// ends at once.
///
/// Attempts from a browser that the account knows count for that browser alone, and all others for the account and for their
/// network: so others cannot make the account's person wait in their own browser.
pub async fn begin(
    db: &mut PgConnection,
    typed: &str,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<Admission, StoreError> {
    let account = account_digest(typed);
    let network = origin.client.to_string();
    let browser = origin.known_browser.as_ref().map(<[u8; 32]>::as_slice);
    // One lock after the other, always in this order.
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 2))", &account)
        .fetch_one(&mut *db)
        .await?;
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 3))", &network).fetch_one(&mut *db).await?;
    let of_account = failures_of_account(db, &account, browser, now).await?;
    let mut wait = of_account.wait(FREE_PER_ACCOUNT, now);
    if browser.is_none() {
        wait = wait.max(failures_of_client(db, &network, now).await?.wait(FREE_PER_CLIENT, now));
    }
    if wait > TimeDelta::zero() {
        return Ok(Admission::Wait(wait));
    }
    sqlx::query!(
        "insert into sign_in_attempt (at, email_digest, address, browser, failed) values ($1, $2, $3::text::inet, $4, true)",
        now,
        &account,
        &network,
        browser,
    )
    .execute(db)
    .await?;
    Ok(Admission::Admitted)
}

/// How far the clocks of two processes may lie apart for the attempts of one to count for the other.
const CLOCK_SKEW: TimeDelta = TimeDelta::seconds(10);

/// What failed on an account: from one browser that it knows, or from everywhere else. Attempts further in the future, which a
/// clock that was wrong left behind, count for nothing.
async fn failures_of_account(
    db: &mut PgConnection,
    account: &[u8],
    browser: Option<&[u8]>,
    now: DateTime<Utc>,
) -> Result<Failures, StoreError> {
    Ok(sqlx::query_as!(
        Failures,
        r#"select count(*) as "count!", max(at) as last from sign_in_attempt
        where failed and email_digest = $1 and at > $3 and at <= $4 and browser is not distinct from $2"#,
        account,
        browser,
        now - WINDOW,
        now + CLOCK_SKEW,
    )
    .fetch_one(db)
    .await?)
}

/// What failed from one network, on whatever account, in browsers that the account did not know.
async fn failures_of_client(db: &mut PgConnection, network: &str, now: DateTime<Utc>) -> Result<Failures, StoreError> {
    Ok(sqlx::query_as!(
        Failures,
        r#"select count(*) as "count!", max(at) as last from sign_in_attempt
        where failed and address = $1::text::inet and at > $2 and at <= $3 and browser is null"#,
        network,
        now - WINDOW,
        now + CLOCK_SKEW,
    )
    .fetch_one(db)
    .await?)
}

/// The attempt came through: what failed on this account from the same browser or network no longer counts. What others
/// tried from elsewhere still does.
pub async fn succeeded(db: &mut PgConnection, typed: &str, origin: &Origin) -> Result<(), StoreError> {
    sqlx::query!(
        "update sign_in_attempt set failed = false
        where failed and email_digest = $1 and browser is not distinct from $2 and (browser is not null or address = $3::text::inet)",
        &account_digest(typed),
        origin.known_browser.as_ref().map(<[u8; 32]>::as_slice),
        origin.client.to_string(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The attempt was not judged after all, and does not count.
pub async fn withdraw(
    db: &mut PgConnection,
    typed: &str,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update sign_in_attempt set failed = false
        where failed and email_digest = $1 and at = $2 and address = $3::text::inet and browser is not distinct from $4",
        &account_digest(typed),
        now,
        origin.client.to_string(),
        origin.known_browser.as_ref().map(<[u8; 32]>::as_slice),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Lets nothing that failed on an account count any more, wherever it was tried. Says how many attempts that were.
pub async fn clear(db: &mut PgConnection, email: &str) -> Result<u64, StoreError> {
    let cleared = sqlx::query!(
        "update sign_in_attempt set failed = false where failed and email_digest = $1",
        &account_digest(email)
    )
    .execute(db)
    .await?;
    Ok(cleared.rows_affected())
}

/// Removes what no longer counts, and what a clock that was wrong dated in the future.
pub async fn forget(db: &mut PgConnection, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!("delete from sign_in_attempt where at <= $1 or at > $2", now - WINDOW, now + WINDOW)
        .execute(db)
        .await?;
    Ok(())
}

/// What was typed is kept as a digest only: people type their password into the wrong field.
fn account_digest(typed: &str) -> Vec<u8> {
    Sha256::digest(typed.trim().to_lowercase()).to_vec()
}
