//! Sessions as they are kept: under the digest of what the browser holds.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sqlx::PgPool;

use super::error::StoreError;

/// A session's data, and until when it can be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Whatever the session holds, as one JSON object.
    pub data: Value,
    /// It is over from then on.
    pub expires_at: DateTime<Utc>,
}

fn digest(id: &str) -> Vec<u8> {
    Sha256::digest(id).to_vec()
}

/// The session with this identity, unless it is over at `now`.
pub async fn load(pool: &PgPool, id: &str, now: DateTime<Utc>) -> Result<Option<Session>, StoreError> {
    Ok(sqlx::query_as!(
        Session,
        "select data, expires_at from session where digest = $1 and expires_at > $2",
        digest(id),
        now,
    )
    .fetch_optional(pool)
    .await?)
}

/// Keeps a new session. `false` where there is one with this identity already.
pub async fn create(pool: &PgPool, id: &str, session: &Session) -> Result<bool, StoreError> {
    let created = sqlx::query!(
        "insert into session (digest, data, expires_at) values ($1, $2, $3) on conflict do nothing",
        digest(id),
        session.data,
        session.expires_at,
    )
    .execute(pool)
    .await?;
    Ok(created.rows_affected() == 1)
}

/// Keeps what a session holds now. A session that was ended meanwhile stays ended.
pub async fn save(pool: &PgPool, id: &str, session: &Session) -> Result<(), StoreError> {
    sqlx::query!(
        "update session set data = $2, expires_at = $3 where digest = $1",
        digest(id),
        session.data,
        session.expires_at,
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// Ends a session.
pub async fn delete(pool: &PgPool, id: &str) -> Result<(), StoreError> {
    sqlx::query!("delete from session where digest = $1", digest(id)).execute(pool).await?;
    Ok(())
}

/// Removes sessions that are over, and how many that were.
pub async fn delete_expired(pool: &PgPool, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let deleted = sqlx::query!("delete from session where expires_at <= $1", now).execute(pool).await?;
    Ok(deleted.rows_affected())
}
