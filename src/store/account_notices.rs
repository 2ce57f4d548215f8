//! Notices to an account's owner about what others did to it.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};

use super::{error::StoreError, parsing::parsed};
use crate::{
    audit::{AuditKind, Change},
    identity::PersonId,
    view::accounts::Notice,
};

/// Has the owner of an account told.
pub async fn insert(
    db: &mut PgConnection,
    account: PersonId,
    kind: AuditKind,
    changes: &[Change],
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into account_notice (account, at, kind, changes) values ($1, $2, $3::text::audit_kind, $4)",
        account.0,
        at,
        kind.slug(),
        Json(changes) as _,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What the owner has not read yet, oldest first.
pub async fn unread(db: &mut PgConnection, account: PersonId) -> Result<Vec<Notice>, StoreError> {
    sqlx::query!(
        r#"select at, kind::text as "kind!", changes as "changes: Json<Vec<Change>>" from account_notice
        where account = $1 and read_at is null order by at, id limit 20"#,
        account.0,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| Ok(Notice { at: row.at, kind: parsed("account_notice", &row.kind)?, changes: row.changes.0 }))
    .collect()
}

/// The owner has read what was there until a moment.
pub async fn mark_read(
    db: &mut PgConnection,
    account: PersonId,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update account_notice set read_at = $3 where account = $1 and at <= $2 and read_at is null",
        account.0,
        until,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}
