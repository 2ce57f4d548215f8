//! What each form led to: a form that is sent twice does the thing once.

use sqlx::PgConnection;
use uuid::Uuid;

use super::{database::Database, error::StoreError, parsing::parsed};
use crate::{answers_digest::AnswersDigest, identity::PersonId, reference::Reference, view::saved::Saved};

/// A form that was taken before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Whose form it was.
    pub account: PersonId,
    /// What it led to.
    pub saved: Saved,
    /// The digest of what it said; `None` of forms from before that was kept.
    pub answers: Option<Vec<u8>>,
}

/// What a token led to for an item, if it was used before. The caller holds the lock of the item's stream.
///
/// # Errors
/// The database fails.
pub async fn of_token(
    db: &mut PgConnection,
    token: Uuid,
    reference: &Reference,
) -> Result<Option<Submission>, StoreError> {
    let row = sqlx::query!(
        "select f.account, f.reference, f.recorded_at, f.answers, e.version
        from form_submission f join event e on e.seq = f.seq where f.token = $1 and f.reference = $2",
        token,
        reference.as_str(),
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let saved = Saved {
            reference: parsed("form_submission", &row.reference)?,
            version: row.version,
            recorded_at: row.recorded_at,
        };
        Ok(Submission { account: PersonId(row.account), saved, answers: row.answers })
    })
    .transpose()
}

/// Everything that one form of a person led to, by reference.
///
/// # Errors
/// The database fails.
pub async fn of_form(database: &Database, token: Uuid, account: PersonId) -> Result<Vec<Saved>, StoreError> {
    let mut db = database.read().acquire().await?;
    let rows = sqlx::query!(
        "select f.reference, f.recorded_at, e.version
        from form_submission f join event e on e.seq = f.seq
        where f.token = $1 and f.account = $2 order by f.reference",
        token,
        account.0,
    )
    .fetch_all(&mut *db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let reference = parsed("form_submission", &row.reference)?;
            Ok(Saved { reference, version: row.version, recorded_at: row.recorded_at })
        })
        .collect()
}

/// Keeps that a token, with these answers, led to the last event of an item's stream, and says what is saved.
///
/// # Errors
/// The database fails.
pub async fn keep(
    db: &mut PgConnection,
    token: Uuid,
    reference: &Reference,
    account: PersonId,
    answers: &AnswersDigest,
) -> Result<Saved, StoreError> {
    let last = sqlx::query!(
        "select seq, version, recorded_at from event
        where stream_kind = 'recommendation' and stream_id = $1 order by version desc limit 1",
        reference.as_str(),
    )
    .fetch_one(&mut *db)
    .await?;
    sqlx::query!(
        "insert into form_submission (token, reference, account, recorded_at, seq, answers)
        values ($1, $2, $3, $4, $5, $6)",
        token,
        reference.as_str(),
        account.0,
        last.recorded_at,
        last.seq,
        answers.bytes(),
    )
    .execute(db)
    .await?;
    Ok(Saved { reference: reference.clone(), version: last.version, recorded_at: last.recorded_at })
}
