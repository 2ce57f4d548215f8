//! What each form led to, so that a form that is sent twice acts once.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{database::Database, error::StoreError, parsing::parsed};
use crate::{answers_digest::AnswersDigest, identity::PersonId, view::saved::Saved};

/// What a form led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Who sent it.
    pub account: PersonId,
    /// The version that it made of what it was about.
    pub version: i32,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// The digest of its answers; `None` of forms from before that was kept.
    pub answers: Option<Vec<u8>>,
}

/// The receipt of a token for what a form is about: the name of a stream, or of a draft. The caller holds its lock.
///
/// # Errors
/// The database fails.
pub async fn find(db: &mut PgConnection, token: Uuid, about: &str) -> Result<Option<Receipt>, StoreError> {
    let row = sqlx::query!(
        "select account, version, recorded_at, answers from form_receipt where token = $1 and about = $2",
        token,
        about,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Receipt {
        account: PersonId(row.account),
        version: row.version,
        recorded_at: row.recorded_at,
        answers: row.answers,
    }))
}

/// What one form of a person led to on recommendations, by reference.
///
/// # Errors
/// The database fails.
pub async fn for_recommendations(
    database: &Database,
    token: Uuid,
    account: PersonId,
) -> Result<Vec<Saved>, StoreError> {
    let mut db = database.reading().await?;
    let rows = sqlx::query!(
        r#"select substr(about, length('recommendation ') + 1) as "reference!", version, recorded_at
        from form_receipt where token = $1 and account = $2 and about like 'recommendation %' order by about"#,
        token,
        account.0,
    )
    .fetch_all(&mut *db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let reference = parsed("form_receipt", &row.reference)?;
            Ok(Saved { reference, version: row.version, recorded_at: row.recorded_at })
        })
        .collect()
}

/// Who made a draft or another thing what it is since a version of it, oldest first.
///
/// # Errors
/// The database fails.
pub async fn authors_since(db: &mut PgConnection, about: &str, version: i32) -> Result<Vec<PersonId>, StoreError> {
    let accounts = sqlx::query_scalar!(
        "select account from form_receipt where about = $1 and version > $2 order by version",
        about,
        version,
    )
    .fetch_all(db)
    .await?;
    Ok(accounts.into_iter().map(PersonId).collect())
}

/// Keeps what a form led to. The time is that of the event with this version, where it is about a stream, else now.
///
/// # Errors
/// The database fails.
pub async fn keep(
    db: &mut PgConnection,
    token: Uuid,
    about: &str,
    account: PersonId,
    version: i32,
    answers: &AnswersDigest,
) -> Result<Receipt, StoreError> {
    let answers = answers.bytes().to_vec();
    let (kind, id) = about.split_once(' ').unwrap_or_default();
    let recorded_at = sqlx::query_scalar!(
        "insert into form_receipt (token, about, account, version, answers, recorded_at)
        values ($1, $2, $3, $4, $5, coalesce(
            (select recorded_at from event where stream_kind::text = $6 and stream_id = $7 and version = $4),
            clock_timestamp()
        ))
        returning recorded_at",
        token,
        about,
        account.0,
        version,
        &answers,
        kind,
        id,
    )
    .fetch_one(db)
    .await?;
    Ok(Receipt { account, version, recorded_at, answers: Some(answers) })
}
