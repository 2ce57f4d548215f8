//! One-time links by which a person chooses a password. The link is kept as a digest only.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use super::error::StoreError;
use crate::identity::PersonId;

/// How long a link can be used.
pub const VALID_FOR: TimeDelta = TimeDelta::hours(24);

/// Keeps a new link of an account; earlier ones of the account can no longer be used. `by` is nobody where the console makes it. The
/// database refuses one for an authoriser that was not confirmed to whoever makes it.
pub async fn insert(
    db: &mut PgConnection,
    token: &str,
    account: PersonId,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    end_all(&mut *db, account, now).await?;
    sqlx::query!(
        "insert into password_link (digest, account, made_at, expires_at, made_by) values ($1, $2, $3, $4, $5)",
        digest(token),
        account.0,
        now,
        now + VALID_FOR,
        by.map(|PersonId(id)| id),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends the links of an account that still wait.
pub async fn end_all(db: &mut PgConnection, account: PersonId, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!("update password_link set used_at = $2 where account = $1 and used_at is null", account.0, now)
        .execute(db)
        .await?;
    Ok(())
}

/// Whose link this is, if it can still be used.
pub async fn account_of(
    db: &mut PgConnection,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>, StoreError> {
    let account = sqlx::query_scalar!(
        "select account from password_link where digest = $1 and used_at is null and expires_at > $2",
        digest(token),
        now,
    )
    .fetch_optional(db)
    .await?;
    Ok(account.map(PersonId))
}

/// Whose a link is that was given once, whether it can be used or not.
pub async fn account_given(db: &mut PgConnection, token: &str) -> Result<Option<PersonId>, StoreError> {
    let account = sqlx::query_scalar!("select account from password_link where digest = $1", digest(token))
        .fetch_optional(db)
        .await?;
    Ok(account.map(PersonId))
}

/// Uses a link up. `None` where somebody did so before, or it is over.
pub async fn redeem(db: &mut PgConnection, token: &str, now: DateTime<Utc>) -> Result<Option<PersonId>, StoreError> {
    let account = sqlx::query_scalar!(
        "update password_link set used_at = $2 where digest = $1 and used_at is null and expires_at > $2 returning account",
        digest(token),
        now,
    )
    .fetch_optional(db)
    .await?;
    Ok(account.map(PersonId))
}

fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}
