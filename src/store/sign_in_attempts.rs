//! Attempts to sign in, counted per account and per address over a while.

use std::net::IpAddr;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use super::error::StoreError;

/// How far back attempts count.
pub const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// Failed attempts on one account within the window, after which the next is refused unread.
pub const PER_ACCOUNT: i64 = 10;

/// The same for one address: a whole office may share it.
pub const PER_ADDRESS: i64 = 50;

/// Counts an attempt as failed before anything is compared, so that a hundred at once cannot all slip through. `false` where
/// there were too many. To be called in a transaction, which ends at once.
pub async fn begin(
    db: &mut PgConnection,
    typed: &str,
    address: Option<IpAddr>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let digest = digest(typed);
    let address = address.map(|address| address.to_string());
    // One lock after the other, always in this order.
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 2))", &digest)
        .fetch_one(&mut *db)
        .await?;
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended(coalesce($1, ''), 3))", address.as_deref())
        .fetch_one(&mut *db)
        .await?;
    let counted = sqlx::query!(
        r#"select (select count(*) from sign_in_attempt where failed and at > $3 and email_digest = $1) as "of_account!",
            (select count(*) from sign_in_attempt where failed and at > $3 and address = $2::text::inet) as "of_address!""#,
        &digest,
        address.as_deref(),
        now - WINDOW,
    )
    .fetch_one(&mut *db)
    .await?;
    if counted.of_account >= PER_ACCOUNT || counted.of_address >= PER_ADDRESS {
        return Ok(false);
    }
    sqlx::query!(
        "insert into sign_in_attempt (at, email_digest, address, failed) values ($1, $2, $3::text::inet, true)",
        now,
        &digest,
        address.as_deref(),
    )
    .execute(db)
    .await?;
    Ok(true)
}

/// The attempt came through: what failed on this account before no longer counts.
pub async fn succeeded(db: &mut PgConnection, typed: &str) -> Result<(), StoreError> {
    sqlx::query!("update sign_in_attempt set failed = false where failed and email_digest = $1", &digest(typed))
        .execute(db)
        .await?;
    Ok(())
}

/// Removes what no longer counts.
pub async fn forget(db: &mut PgConnection, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!("delete from sign_in_attempt where at <= $1", now - WINDOW).execute(db).await?;
    Ok(())
}

fn digest(typed: &str) -> Vec<u8> {
    Sha256::digest(typed.trim().to_lowercase()).to_vec()
}
