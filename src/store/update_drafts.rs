//! Drafts of updates: what a force has begun to write and not saved yet. Row security shows them to that force alone.

use crate::{
    identity::PersonId,
    reference::Reference,
    view::update_draft::{Typed, UpdateDraft},
};

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::error::StoreError;

/// One opening of the update form. A draft goes on where the same opening keeps it again, or a later one that was opened with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sitting {
    /// Which.
    pub own: Option<Uuid>,
    /// The one that had kept the draft the form was opened with; none where it was opened without.
    pub continues: Option<Uuid>,
}

/// The drafts about an item that the reader of this transaction may see, the newest first.
///
/// # Errors
/// The database fails.
pub async fn of_item(db: &mut PgConnection, reference: &Reference) -> Result<Vec<UpdateDraft>, StoreError> {
    let rows = sqlx::query!(
        r#"select d.account, a.name, d.version, d.answers as "answers: Json<Typed>", d.saved_at, d.sitting
        from update_draft d join account a on a.id = d.account
        where d.reference = $1 order by d.saved_at desc"#,
        reference.as_str(),
    )
    .fetch_all(db)
    .await?;
    let drafts = rows.into_iter().map(|row| UpdateDraft {
        account: PersonId(row.account),
        by: row.name,
        version: row.version,
        answers: row.answers.0,
        saved_at: row.saved_at,
        sitting: row.sitting,
    });
    Ok(drafts.collect())
}

/// Keeps what a person has typed, in place of what they had typed before in the same sitting. Says whether it was kept: of another
/// sitting a draft stays as it is.
///
/// # Errors
/// The database fails, or refuses because the item is not of the person's force.
pub async fn keep(
    db: &mut PgConnection,
    reference: &Reference,
    account: PersonId,
    version: i32,
    answers: &Typed,
    sitting: Sitting,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let kept = sqlx::query!(
        "insert into update_draft as draft (reference, account, force_slug, version, answers, saved_at, sitting)
        values ($1, $2, '', $3, $4, $5, $6)
        on conflict (reference, account) do update set version = $3, answers = $4, saved_at = $5, sitting = $6
        where draft.sitting is not distinct from $6 or draft.sitting is not distinct from $7",
        reference.as_str(),
        account.0,
        version,
        Json(answers) as _,
        now,
        sitting.own,
        sitting.continues,
    )
    .execute(db)
    .await?;
    Ok(kept.rows_affected() > 0)
}

/// Lets go of a person's draft about an item, if there is one.
///
/// # Errors
/// The database fails.
pub async fn discard(db: &mut PgConnection, reference: &Reference, account: PersonId) -> Result<(), StoreError> {
    sqlx::query!("delete from update_draft where reference = $1 and account = $2", reference.as_str(), account.0)
        .execute(db)
        .await?;
    Ok(())
}
