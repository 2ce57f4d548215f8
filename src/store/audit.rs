//! The audit: what people did here that leaves no event. Writing it, and counting what anybody can cause.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, types::Json};

use super::{database::Database, error::StoreError};
use crate::{
    audit::{AuditKind, Change},
    client_network::ClientNetwork,
    identity::PersonId,
    person::Person,
    sign_in_pace::window_start,
};

mod months;
mod reading;
mod request_trace;
#[cfg(test)]
mod tests;

pub use months::{make_months_ahead, prune};
pub use reading::{AuditExport, export, newest_about_account, page};
pub use request_trace::{RequestTrace, with_request_trace};

/// Something that was done. Address and name of the request are added by [`write`].
#[derive(Debug, Clone)]
pub struct Done<'a> {
    /// What.
    pub kind: AuditKind,
    /// By whom, where somebody is signed in.
    pub by: Option<&'a Person>,
    /// To what: an account's address, or the path of a page.
    pub subject: Option<&'a str>,
    /// To which account.
    pub account: Option<PersonId>,
    /// What changed by it.
    pub changes: &'a [Change],
}

impl<'a> Done<'a> {
    /// Something that a person did.
    #[must_use]
    pub const fn by(person: &'a Person, kind: AuditKind, subject: &'a str) -> Self {
        Self { kind, by: Some(person), subject: Some(subject), account: None, changes: &[] }
    }
}

/// Writes down what was done.
///
/// # Errors
/// The database fails or refuses.
pub async fn write(db: &mut PgConnection, done: &Done<'_>, at: DateTime<Utc>) -> Result<(), StoreError> {
    let RequestTrace { address, request_id } = RequestTrace::current();
    sqlx::query!(
        "insert into audit_entry (at, kind, person, role, subject, account, changes, address, request_id)
        values ($1, $2::text::audit_kind, $3, $4::text::role_name, $5, $6, $7, $8::text::inet, $9)",
        at,
        done.kind.slug(),
        done.by.map(|person| person.id.0),
        done.by.map(|person| person.role.slug()),
        done.subject,
        done.account.map(|PersonId(id)| id),
        (!done.changes.is_empty()).then(|| Json(done.changes)) as _,
        address.map(|address| address.to_string()),
        request_id,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Writes down what was done by itself, where nothing else is written with it.
///
/// # Errors
/// The primary is away or refuses: then nothing was written down, and what was to be done should not be.
pub async fn note(database: &Database, done: &Done<'_>, at: DateTime<Utc>) -> Result<(), StoreError> {
    write(&mut *database.pool().acquire().await?, done, at).await
}

/// Something refused that anybody can cause as often as they like: it is counted, one entry for each account, client network and
/// window of time.
#[derive(Debug, Clone, Copy)]
pub struct CountedRefusal<'a> {
    /// What.
    pub kind: AuditKind,
    /// The account that it was tried on, where there is one. What was typed is not kept: people type their password there.
    pub account: Option<PersonId>,
    /// The account's address, or the page.
    pub subject: Option<&'a str>,
}

/// Counts a refusal.
///
/// # Errors
/// The database fails.
pub async fn count(db: &mut PgConnection, refused: &CountedRefusal<'_>, at: DateTime<Utc>) -> Result<(), StoreError> {
    let RequestTrace { address, request_id } = RequestTrace::current();
    let network = address.map(|address| ClientNetwork::containing(address).to_string());
    sqlx::query!(
        r#"select audit_count($1, $2::text::audit_kind, $3, $4::text::inet, $5, $6, $7) as "counted?: String""#,
        window_start(at),
        refused.kind.slug(),
        refused.account.map(|PersonId(id)| id),
        network,
        refused.subject,
        request_id,
        at,
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

/// [`count`] by itself.
///
/// # Errors
/// The primary is away or refuses.
pub async fn note_count(
    database: &Database,
    refused: &CountedRefusal<'_>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    count(&mut *database.pool().acquire().await?, refused, at).await
}
