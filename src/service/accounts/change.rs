//! Changing an account: what it would change is known before it is done, and both are one plan.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{AccountError, changeable, check_forces};
use crate::{
    account::{Account, Assignment, ForcesOf, forces_of},
    audit::{AuditKind, Change, ChangedField},
    confirmation::ConfirmationKind,
    force::ForceSlug,
    identity::{PersonId, Role},
    person::Person,
    service::confirmations,
    store::{
        account_notices,
        accounts::{self, AccountDetails},
        audit::{self, Done},
        database::Database,
        error::StoreError,
    },
    view::accounts::AccountChange,
};

/// Which forces an account is to be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit<'a> {
    /// All of them: for senior leaders.
    EveryForce,
    /// These.
    To(&'a [ForceSlug]),
}

/// Whether somebody can still manage accounts without this one.
pub(super) async fn keeps_an_administrator(db: &mut PgConnection, account: &Account) -> Result<bool, StoreError> {
    if account.role != Role::Administrator || !account.enabled {
        return Ok(true);
    }
    accounts::has_other_administrator(db, account.id).await
}

/// Changes address, name, role and forces of an account. A change of role to authoriser waits for a second person, the rest does not.
///
/// # Errors
/// The account cannot be changed so, or the database fails. Then nothing is changed.
pub async fn change(
    database: &Database,
    by: &Person,
    id: PersonId,
    wanted: AccountDetails,
    now: DateTime<Utc>,
) -> Result<AccountChange, AccountError> {
    let mut tx = database.pool().begin().await?;
    let planned = plan(&mut tx, id, wanted).await?;
    if planned.role_waits {
        confirmations::ask_about(&mut tx, by, ConfirmationKind::Role, &planned.account, now).await?;
    }
    if !planned.changes.is_empty() {
        if !accounts::update(&mut tx, id, &planned.details).await? {
            return Err(AccountError::EmailTaken);
        }
        changed(&mut tx, by, &planned.account, &planned.changes, now).await?;
    }
    tx.commit().await?;
    Ok(AccountChange { changes: planned.changes, role_waits: planned.role_waits })
}

/// What a change would do, without doing it.
///
/// # Errors
/// As [`change`].
pub async fn check_change(
    database: &Database,
    id: PersonId,
    wanted: AccountDetails,
) -> Result<AccountChange, AccountError> {
    let mut tx = database.pool().begin().await?;
    let planned = plan(&mut tx, id, wanted).await?;
    Ok(AccountChange { changes: planned.changes, role_waits: planned.role_waits })
}

/// A change that can be made.
struct PlannedChange {
    account: Account,
    details: AccountDetails,
    changes: Vec<Change>,
    role_waits: bool,
}

async fn plan(db: &mut PgConnection, id: PersonId, mut wanted: AccountDetails) -> Result<PlannedChange, AccountError> {
    accounts::lock(&mut *db, id).await?;
    let account = changeable(&mut *db, id).await?;
    let unknown = accounts::unknown_forces(&mut *db, wanted.assignment.forces()).await?;
    if !unknown.is_empty() {
        return Err(AccountError::UnknownForces(unknown));
    }
    if accounts::by_email(&mut *db, &wanted.email).await?.is_some_and(|found| found.account.id != id) {
        return Err(AccountError::EmailTaken);
    }
    let role_waits = wanted.assignment.role() == Role::Authoriser && account.role != Role::Authoriser;
    if role_waits {
        // Until then everything that the role decides stays as it is.
        wanted.assignment = Assignment::new(account.role, account.forces.clone())?;
    }
    if wanted.assignment.role() != Role::Administrator && !keeps_an_administrator(&mut *db, &account).await? {
        return Err(AccountError::LastAdministrator);
    }
    let pairs = [
        (ChangedField::Email, account.email.to_string(), wanted.email.to_string()),
        (ChangedField::Name, account.name.clone(), wanted.name.as_str().to_owned()),
        (ChangedField::Role, account.role.label().to_owned(), wanted.assignment.role().label().to_owned()),
        (ChangedField::Forces, forces_in_audit(&account.forces), forces_in_audit(wanted.assignment.forces())),
    ];
    let changes = pairs.into_iter().filter(|(_, old, new)| old != new);
    let changes: Vec<_> = changes.map(|(field, old, new)| Change { field, old, new }).collect();
    if changes.is_empty() && !role_waits {
        return Err(AccountError::NothingChanged);
    }
    Ok(PlannedChange { account, details: wanted, changes, role_waits })
}

/// Forces as the audit keeps them.
pub(in crate::service) fn forces_in_audit(forces: &[ForceSlug]) -> String {
    let mut slugs: Vec<_> = forces.iter().map(ForceSlug::as_str).collect();
    slugs.sort_unstable();
    slugs.join(", ")
}

/// Writes a change down, under the address that the account had, and has its owner told.
async fn changed(
    db: &mut PgConnection,
    by: &Person,
    account: &Account,
    changes: &[Change],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if by.id != account.id {
        account_notices::insert(&mut *db, account.id, AuditKind::AccountChanged, changes, now).await?;
    }
    let (kind, subject) = (AuditKind::AccountChanged, Some(account.email.as_str()));
    audit::write(db, &Done { kind, by: Some(by), subject, account: Some(account.id), changes }, now).await
}

/// Makes these the forces of an account; its role stays.
pub async fn set_forces(
    database: &Database,
    by: &Person,
    id: PersonId,
    limit: Limit<'_>,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut tx = database.pool().begin().await?;
    let account = changeable(&mut tx, id).await?;
    let forces = match limit {
        Limit::EveryForce => &[],
        // No force at all means every force to a senior leader: that is asked for in so many words.
        Limit::To([]) if forces_of(account.role) == ForcesOf::AnyNumber => return Err(AccountError::NoForceChosen),
        Limit::To(forces) => forces,
    };
    check_forces(&mut tx, account.role, forces).await?;
    let (old, new) = (forces_in_audit(&account.forces), forces_in_audit(forces));
    if old != new {
        accounts::set_forces(&mut tx, id, forces).await?;
        changed(&mut tx, by, &account, &[Change { field: ChangedField::Forces, old, new }], now).await?;
    }
    Ok(tx.commit().await?)
}
