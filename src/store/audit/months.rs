//! The months of the audit: made ahead of time, and removed whole when they are old.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Done, write};
use crate::{
    audit::AuditKind,
    store::{database::Database, error::StoreError},
};

/// Makes the partitions of this month and the next three, where they are missing. An entry of a month that has none is kept all the
/// same, so this may fail and be tried again.
///
/// # Errors
/// The database fails, or others keep it from the lock that it needs.
pub async fn make_months_ahead(database: &Database) -> Result<i32, StoreError> {
    let made = sqlx::query_scalar!(r#"select audit_months_ahead() as "made!""#).fetch_one(database.pool()).await?;
    Ok(made)
}

/// Removes all entries of the months before the one that begins on this day, and writes that down. Needs the owner of the schema.
///
/// # Errors
/// A month that is not twelve months old yet, an account that is not the owner's, or the database fails.
pub async fn prune(owner: &Database, before: NaiveDate, now: DateTime<Utc>) -> Result<i64, StoreError> {
    let mut tx = owner.pool().begin().await?;
    let removed = sqlx::query_scalar!(r#"select audit_prune($1) as "removed!""#, before).fetch_one(&mut *tx).await?;
    let subject = format!("{removed} entries from before {before}");
    let done = Done { kind: AuditKind::AuditPruned, by: None, subject: Some(&subject), account: None, changes: &[] };
    write(&mut tx, &done, now).await?;
    tx.commit().await?;
    Ok(removed)
}
