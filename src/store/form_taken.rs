//! What each form led to that is not about a recommendation: a form that is sent twice does the thing once.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::error::StoreError;
use crate::closure::PersonId;

/// A form that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Whose form it was.
    pub account: PersonId,
    /// What it was about: the name of a stream, or of a draft.
    pub about: String,
    /// The version that it made of that.
    pub version: i32,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// What a token led to, if it was used before. The caller holds the lock of what the form is about.
///
/// # Errors
/// The database fails.
pub async fn of_token(db: &mut PgConnection, token: Uuid) -> Result<Option<Taken>, StoreError> {
    let row = sqlx::query!("select account, about, version, recorded_at from form_taken where token = $1", token)
        .fetch_optional(db)
        .await?;
    Ok(row.map(|row| Taken {
        account: PersonId(row.account),
        about: row.about,
        version: row.version,
        recorded_at: row.recorded_at,
    }))
}

/// Keeps that a token led to a version of something.
///
/// # Errors
/// The database fails.
pub async fn keep(
    db: &mut PgConnection,
    token: Uuid,
    account: PersonId,
    about: String,
    version: i32,
) -> Result<Taken, StoreError> {
    let recorded_at = sqlx::query_scalar!(
        "insert into form_taken (token, account, about, version, recorded_at) values ($1, $2, $3, $4, clock_timestamp())
        returning recorded_at",
        token,
        account.0,
        about,
        version,
    )
    .fetch_one(db)
    .await?;
    Ok(Taken { account, about, version, recorded_at })
}
