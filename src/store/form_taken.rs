//! What each form led to that is not about a recommendation: a form that is sent twice does the thing once.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::error::StoreError;
use crate::{answers_digest::AnswersDigest, identity::PersonId};

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
    /// The digest of what it said; `None` of forms from before that was kept.
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

/// Who made a draft or another thing what it is since a version of it, oldest first.
///
/// # Errors
/// The database fails.
pub async fn since(db: &mut PgConnection, about: &str, version: i32) -> Result<Vec<PersonId>, StoreError> {
    let accounts = sqlx::query_scalar!(
        "select account from form_taken where about = $1 and version > $2 order by version",
        about,
        version,
    )
    .fetch_all(db)
    .await?;
    Ok(accounts.into_iter().map(PersonId).collect())
}

/// Keeps that a token, with these answers, led to a version of something.
///
/// # Errors
/// The database fails.
pub async fn keep(
    db: &mut PgConnection,
    token: Uuid,
    account: PersonId,
    about: String,
    version: i32,
    answers: &AnswersDigest,
) -> Result<Taken, StoreError> {
    let answers = answers.bytes().to_vec();
    let recorded_at = sqlx::query_scalar!(
        "insert into form_taken (token, account, about, version, recorded_at, answers)
        values ($1, $2, $3, $4, clock_timestamp(), $5) returning recorded_at",
        token,
        account.0,
        about,
        version,
        &answers,
    )
    .fetch_one(db)
    .await?;
    Ok(Taken { account, about, version, recorded_at, answers: Some(answers) })
}
