//! What each form led to that is not about a recommendation: a form that is sent twice does the thing once.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::error::StoreError;
use crate::{answers_digest::AnswersDigest, closure::PersonId};

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
    /// The digest of what it said, where that is kept.
    pub answers: Option<Vec<u8>>,
}

/// What a token led to, if it was used before. The caller holds the lock of what the form is about.
///
/// # Errors
/// The database fails.
pub async fn of_token(db: &mut PgConnection, token: Uuid) -> Result<Option<Taken>, StoreError> {
    let row =
        sqlx::query!("select account, about, version, recorded_at, answers from form_taken where token = $1", token)
            .fetch_optional(db)
            .await?;
    Ok(row.map(|row| Taken {
        account: PersonId(row.account),
        about: row.about,
        version: row.version,
        recorded_at: row.recorded_at,
        answers: row.answers,
    }))
}

/// Keeps that a token, with these answers where they are told, led to a version of something.
///
/// # Errors
/// The database fails.
pub async fn keep(
    db: &mut PgConnection,
    token: Uuid,
    account: PersonId,
    about: String,
    version: i32,
    answers: Option<&AnswersDigest>,
) -> Result<Taken, StoreError> {
    let answers = answers.map(|answers| answers.bytes().to_vec());
    let recorded_at = sqlx::query_scalar!(
        "insert into form_taken (token, account, about, version, recorded_at, answers)
        values ($1, $2, $3, $4, clock_timestamp(), $5) returning recorded_at",
        token,
        account.0,
        about,
        version,
        answers.as_deref(),
    )
    .fetch_one(db)
    .await?;
    Ok(Taken { account, about, version, recorded_at, answers })
}
