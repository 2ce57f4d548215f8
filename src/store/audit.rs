//! What people did here that leaves no event: sign-ins, refusals, exports, reads of restricted text.

use std::net::IpAddr;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    database::Database,
    error::StoreError,
    parsing::{parsed, parsed_if_any},
};
use crate::{
    identity::{PersonId, Role},
    person::Person,
    vocabulary::vocabulary,
};

vocabulary! {
    /// What was done.
    AuditKind, "kind of audit entry" {
        /// Someone signed in.
        SignedIn = "signed-in" => "Signed in",
        /// Wrong address or password, or an account that cannot be used.
        SignInRefused = "sign-in-refused" => "Sign-in refused",
        /// Too many attempts.
        SignInLimited = "sign-in-limited" => "Sign-in limited",
        /// Someone signed out.
        SignedOut = "signed-out" => "Signed out",
        /// Someone ended all sessions of an account.
        SignedOutEverywhere = "signed-out-everywhere" => "Signed out everywhere",
        /// An account was made.
        AccountAdded = "account-added" => "Account added",
        /// Its role or forces changed.
        AccountChanged = "account-changed" => "Account changed",
        /// It can no longer be used.
        AccountDisabled = "account-disabled" => "Account disabled",
        /// It can be used again.
        AccountEnabled = "account-enabled" => "Account enabled",
        /// A password was chosen.
        PasswordSet = "password-set" => "Password set",
        /// The current password that a signed-in person gave to choose a new one was wrong.
        OwnPasswordRefused = "own-password-refused" => "Own password refused",
        /// The operator cleared the failed sign-ins that are counted on an account.
        AccountUnlocked = "account-unlocked" => "Account unlocked",
        /// A one-time link was made.
        PasswordLinkMade = "password-link-made" => "Password link made",
        /// Someone tried what they may not do.
        ActionRefused = "action-refused" => "Action refused",
        /// Rows left as a file.
        Exported = "exported" => "Exported",
        /// Someone read what is not for everyone.
        RestrictedTextRead = "restricted-text-read" => "Restricted text read",
    }
}

/// Something that was done.
#[derive(Debug, Clone)]
pub struct Done<'a> {
    /// What.
    pub kind: AuditKind,
    /// By whom, where somebody is signed in.
    pub by: Option<&'a Person>,
    /// To what: an account's address, or the path of a page.
    pub subject: Option<&'a str>,
    /// From where.
    pub address: Option<IpAddr>,
}

/// An entry as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: AuditKind,
    /// By whom.
    pub person: Option<PersonId>,
    /// In which role.
    pub role: Option<Role>,
    /// To what.
    pub subject: Option<String>,
}

/// Writes down what was done.
pub async fn write(db: &mut PgConnection, done: &Done<'_>, at: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into audit_entry (at, kind, person, role, subject, address)
        values ($1, $2::text::audit_kind, $3, $4::text::role_name, $5, $6::text::inet)",
        at,
        done.kind.slug(),
        done.by.map(|person| person.id.0),
        done.by.map(|person| person.role.slug()),
        done.subject,
        done.address.map(|address| address.to_string()),
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

struct Row {
    at: DateTime<Utc>,
    kind: String,
    person: Option<Uuid>,
    role: Option<String>,
    subject: Option<String>,
}

/// The newest entries, newest first.
pub async fn newest(db: &mut PgConnection, most: i64) -> Result<Vec<Entry>, StoreError> {
    sqlx::query_as!(
        Row,
        r#"select at, kind::text as "kind!", person, role::text as role, subject from audit_entry
        order by at desc, id desc limit $1"#,
        most,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(Entry {
            at: row.at,
            kind: parsed("audit_entry", &row.kind)?,
            person: row.person.map(PersonId),
            role: parsed_if_any("audit_entry", row.role.as_deref())?,
            subject: row.subject,
        })
    })
    .collect()
}
