//! Demonstration accounts, one for each role: made only when asked for by name, in a database that holds no others.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{confirmations, passwords};
use crate::{
    account::{AccountName, Email},
    force::ForceSlug,
    identity::{PersonId, Role},
    store::{
        accounts::{self, NewAccount},
        database::Database,
        error::StoreError,
    },
};

/// A demonstration account: what one signs in with, in which role, for which force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemonstrationAccount {
    /// The address; it can receive no mail.
    pub email: &'static str,
    /// The name it is listed under.
    pub name: &'static str,
    /// In which role.
    pub role: Role,
    /// For which force.
    pub force: Option<&'static str>,
}

/// Everybody knows it: it stands on the sign-in page.
pub const PASSWORD: &str = "only for demonstration";

/// The accounts: one per role, liaison officers for two forces.
pub const ACCOUNTS: [DemonstrationAccount; 6] = [
    account("inspector@demonstration.example", "Demonstration inspector", Role::Inspector, None),
    account("authoriser@demonstration.example", "Demonstration authoriser", Role::Authoriser, None),
    account(
        "kent@demonstration.example",
        "Demonstration liaison officer, Kent",
        Role::ForceLiaisonOfficer,
        Some("kent"),
    ),
    account(
        "warwickshire@demonstration.example",
        "Demonstration liaison officer, Warwickshire",
        Role::ForceLiaisonOfficer,
        Some("warwickshire"),
    ),
    account("leader@demonstration.example", "Demonstration senior leader", Role::SeniorLeader, None),
    account("administrator@demonstration.example", "Demonstration administrator", Role::Administrator, None),
];

const fn account(
    email: &'static str,
    name: &'static str,
    role: Role,
    force: Option<&'static str>,
) -> DemonstrationAccount {
    DemonstrationAccount { email, name, role, force }
}

/// Why there are no demonstration accounts.
#[derive(Debug, thiserror::Error)]
pub enum DemonstrationError {
    /// The database is in real use.
    #[error(
        "this database holds accounts of real people: demonstration accounts, whose password everyone knows, are not made beside them"
    )]
    OtherAccounts,
    /// The forces are not loaded yet.
    #[error("the register does not hold the force {0} yet: import the forces first")]
    ForceMissing(&'static str),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for DemonstrationError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Makes the accounts that are missing and stamps the database as a demonstration, for good.
pub async fn ensure(database: &Database, now: DateTime<Utc>) -> Result<(), DemonstrationError> {
    // Before the transaction, which must hold nothing while a password is hashed.
    let hash = passwords::hash(PASSWORD.to_owned()).await?;
    let mut tx = database.pool().begin().await?;
    // Two processes that start at once make them once.
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('ncpi demonstration', 0))").fetch_one(&mut *tx).await?;
    let stamped = is_stamped(&mut tx).await?;
    let there = accounts::all(&mut tx).await?;
    if !stamped && there.iter().any(|account| !account.demonstration) {
        return Err(DemonstrationError::OtherAccounts);
    }
    if !stamped {
        sqlx::query!("insert into demonstration_stamp (stamped_at) values ($1)", now).execute(&mut *tx).await?;
    }
    let missing = ACCOUNTS.iter().filter(|wanted| there.iter().all(|account| account.email.as_str() != wanted.email));
    for wanted in missing {
        let forces: Vec<ForceSlug> = wanted.force.iter().filter_map(|force| force.parse().ok()).collect();
        if let (Some(force), false) = (wanted.force, accounts::unknown_forces(&mut tx, &forces).await?.is_empty()) {
            return Err(DemonstrationError::ForceMissing(force));
        }
        let wrong = |error| StoreError::inconsistent("account", error);
        let new = NewAccount {
            id: PersonId(Uuid::new_v5(&Uuid::NAMESPACE_DNS, wanted.email.as_bytes())),
            email: wanted.email.parse::<Email>().map_err(wrong)?,
            name: wanted.name.parse::<AccountName>().map_err(wrong)?,
            role: wanted.role,
            forces,
            password_hash: Some(hash.clone()),
            demonstration: true,
        };
        if new.role == Role::Authoriser {
            confirmations::confirm_new_by_console(&mut tx, &new, now).await?;
        }
        accounts::insert(&mut tx, &new, now).await?;
    }
    Ok(tx.commit().await?)
}

async fn is_stamped(db: &mut sqlx::PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar!(r#"select exists (select from demonstration_stamp) as "stamped!""#).fetch_one(db).await
}
