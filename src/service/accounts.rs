//! What is done to accounts: adding, disabling, passwords, one-time links. Each leaves a line in the audit.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    password_policy::{PasswordPolicy, PolicyError},
    passwords::{self, WeakPassword},
    sign_in::Client,
};
use crate::{
    account::{Account, AccountName, Email, ForcesOf, forces_of},
    clock,
    force::ForceSlug,
    identity::{PersonId, Role},
    person::Person,
    store::{
        accounts::{self, NewAccount, WithHash},
        audit::{self, AuditKind, Done},
        database::Database,
        error::StoreError,
        known_browsers::{self, BrowserDigest},
        password_links,
        sign_in_attempts::{self, Admission},
    },
};

#[cfg(test)]
mod tests;

/// Why nothing was done to an account. Texts fit for the screen and the command line.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// There is one with this address.
    #[error("There is already an account with this email address")]
    EmailTaken,
    /// There is none.
    #[error("There is no such account")]
    NotFound,
    /// A liaison officer of nowhere.
    #[error("Choose at least one force for a force liaison officer")]
    ForcesMissing,
    /// A senior leader who is limited to nothing, which would lift the limit.
    #[error("Choose at least one force, or tick that this person may see every force")]
    NoForceChosen,
    /// Forces where the role has none.
    #[error("Clear the forces. Only force liaison officers and senior leaders can have them")]
    ForcesNotForRole,
    /// Forces that the register does not know.
    #[error("No force has the address {}", .0.join(", "))]
    UnknownForces(Vec<String>),
    /// Demonstration accounts stay as they are, so that everyone can use them.
    #[error("This is a demonstration account: it stays as it is")]
    Demonstration,
    /// Nobody locks themselves out.
    #[error("You cannot disable your own account, or change its role")]
    Yourself,
    /// The password is not good enough.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// The current password was wrong.
    #[error("Current password is not right")]
    WrongPassword,
    /// The current password was wrong too often; nothing was compared.
    #[error("There have been too many attempts. Wait {} and try again", seconds_in_words(*.0))]
    TooManyAttempts(TimeDelta),
    /// The link was used, is over, or never was.
    #[error("This link has been used, has run out, or was replaced by a newer one")]
    LinkOver,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<PolicyError> for AccountError {
    fn from(error: PolicyError) -> Self {
        match error {
            PolicyError::Weak(weak) => weak.into(),
            PolicyError::Store(error) => error.into(),
        }
    }
}

impl From<sqlx::Error> for AccountError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What an account is made from.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What one will sign in with.
    pub email: Email,
    /// Whose it is.
    pub name: AccountName,
    /// In which role.
    pub role: Role,
    /// For which forces.
    pub forces: Vec<ForceSlug>,
}

/// Adds an account that has no password yet. `by` is nobody where the command line does it.
pub async fn add(
    database: &Database,
    by: Option<&Person>,
    wanted: Wanted,
    now: DateTime<Utc>,
) -> Result<PersonId, AccountError> {
    let mut tx = database.pool().begin().await?;
    check_forces(&mut tx, wanted.role, &wanted.forces).await?;
    let id = PersonId(Uuid::from_bytes(clock::random_bytes()));
    let Wanted { email, name, role, forces } = wanted;
    let new = NewAccount { id, email: email.clone(), name, role, forces, password_hash: None, demonstration: false };
    if !accounts::insert(&mut tx, &new, now).await? {
        return Err(AccountError::EmailTaken);
    }
    note(&mut tx, AuditKind::AccountAdded, by, &email, now).await?;
    tx.commit().await?;
    Ok(id)
}

pub(super) async fn check_forces(db: &mut PgConnection, role: Role, forces: &[ForceSlug]) -> Result<(), AccountError> {
    match forces_of(role) {
        ForcesOf::None if !forces.is_empty() => return Err(AccountError::ForcesNotForRole),
        ForcesOf::AtLeastOne if forces.is_empty() => return Err(AccountError::ForcesMissing),
        _ => {}
    }
    let unknown = accounts::unknown_forces(db, forces).await?;
    if unknown.is_empty() { Ok(()) } else { Err(AccountError::UnknownForces(unknown)) }
}

/// Which forces an account is to be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit<'a> {
    /// All of them: for senior leaders.
    EveryForce,
    /// These.
    To(&'a [ForceSlug]),
}

/// All accounts, by address.
pub async fn list(database: &Database) -> Result<Vec<Account>, StoreError> {
    accounts::all(&mut *database.pool().acquire().await?).await
}

/// One account.
pub async fn find(database: &Database, id: PersonId) -> Result<Account, AccountError> {
    let mut db = database.pool().acquire().await?;
    accounts::by_id(&mut db, id).await?.ok_or(AccountError::NotFound)
}

/// An account that may be changed.
async fn changeable(db: &mut PgConnection, id: PersonId) -> Result<Account, AccountError> {
    let account = accounts::by_id(db, id).await?.ok_or(AccountError::NotFound)?;
    if account.demonstration { Err(AccountError::Demonstration) } else { Ok(account) }
}

/// Sets an account's password, for the command line.
pub async fn set_password(
    database: &Database,
    email: &Email,
    password: String,
    policy: &PasswordPolicy,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let mut db = database.pool().acquire().await?;
    let found = accounts::by_email(&mut db, email).await?.ok_or(AccountError::NotFound)?;
    drop(db);
    let password = NewPassword::hash(database, password, &found, policy).await?;
    let mut tx = database.pool().begin().await?;
    let account = changeable(&mut tx, found.account.id).await?;
    keep(&mut tx, None, &account, &password, None, now).await?;
    Ok(tx.commit().await?)
}

/// Changes one's own password; the current one must be given again. Wrong ones are counted and slowed down as at sign-in, and
/// leave a trace: a session that was left open must not be a way to guess the password.
pub async fn change_own_password(
    database: &Database,
    person: &Person,
    client: &Client,
    current: String,
    new: String,
    policy: &PasswordPolicy,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let address = client.address;
    let mut tx = database.pool().begin().await?;
    let account = changeable(&mut tx, person.id).await?;
    let email = account.email.clone();
    let done = |kind| Done { kind, by: Some(person), subject: Some(email.as_str()), address };
    let found = accounts::by_email(&mut tx, &account.email).await?.ok_or(AccountError::NotFound)?;
    let origin = client.origin(&mut tx, Some(&account), now).await?;
    if let Admission::Wait(wait) = sign_in_attempts::begin(&mut tx, email.as_str(), &origin, now).await? {
        audit::write(&mut tx, &done(AuditKind::SignInLimited), now).await?;
        tx.commit().await?;
        return Err(AccountError::TooManyAttempts(wait));
    }
    // Nothing is held while passwords are hashed.
    tx.commit().await?;
    let right = match passwords::compare(current, found.password_hash.clone()).await {
        Ok(compared) => compared.is_same(),
        Err(error) => {
            let mut db = database.pool().acquire().await?;
            sign_in_attempts::withdraw(&mut db, email.as_str(), &origin, now).await?;
            return Err(error.into());
        }
    };
    if !right {
        audit::note(database, &done(AuditKind::OwnPasswordRefused), now).await?;
        return Err(AccountError::WrongPassword);
    }
    let mut db = database.pool().acquire().await?;
    sign_in_attempts::succeeded(&mut db, email.as_str(), &origin).await?;
    drop(db);
    let new = NewPassword::hash(database, new, &found, policy).await?;
    let mut tx = database.pool().begin().await?;
    accounts::lock(&mut tx, person.id).await?;
    let proved_for = account.generation;
    let account = changeable(&mut tx, person.id).await?;
    // While passwords were hashed the account may have been disabled, or got another password.
    if !account.enabled || account.generation != proved_for {
        return Err(AccountError::WrongPassword);
    }
    keep(&mut tx, Some(person), &account, &new, origin.known_browser.as_ref(), now).await?;
    Ok(tx.commit().await?)
}

/// A time to wait, in words: whole seconds, rounded up.
#[must_use]
pub fn seconds_in_words(wait: TimeDelta) -> String {
    let seconds = (wait.num_milliseconds().max(0) + 999) / 1000;
    if seconds == 1 { "1 second".to_owned() } else { format!("{seconds} seconds") }
}

/// A new password that is good enough, as its hash. Made before a transaction begins: hashing takes tens of milliseconds on
/// purpose, and may have to wait for others.
struct NewPassword {
    hash: String,
}

impl NewPassword {
    async fn hash(
        database: &Database,
        password: String,
        of: &WithHash,
        policy: &PasswordPolicy,
    ) -> Result<Self, AccountError> {
        let account = &of.account;
        policy.judge(database, &password, &[account.email.as_str(), &account.name]).await?;
        if of.password_hash.is_some() && passwords::compare(password.clone(), of.password_hash.clone()).await?.is_same()
        {
            return Err(WeakPassword::Unchanged.into());
        }
        Ok(Self { hash: passwords::hash(password).await? })
    }
}

async fn keep(
    db: &mut PgConnection,
    by: Option<&Person>,
    account: &Account,
    password: &NewPassword,
    proved: Option<&BrowserDigest>,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    accounts::set_password(&mut *db, account.id, &password.hash).await?;
    // A link that still waits was made for the password that is replaced now.
    password_links::end_all(&mut *db, account.id, now).await?;
    known_browsers::forget_others(&mut *db, account.id, proved).await?;
    Ok(note(db, AuditKind::PasswordSet, by, &account.email, now).await?)
}

/// Lets the failed sign-ins on an account count no more. Says how many there were.
pub async fn unlock(database: &Database, email: &Email, now: DateTime<Utc>) -> Result<u64, AccountError> {
    let mut tx = database.pool().begin().await?;
    accounts::by_email(&mut tx, email).await?.ok_or(AccountError::NotFound)?;
    let cleared = sign_in_attempts::clear(&mut tx, email.as_str()).await?;
    note(&mut tx, AuditKind::AccountUnlocked, None, email, now).await?;
    tx.commit().await?;
    Ok(cleared)
}

/// Makes a one-time link for choosing a password, and returns its secret part. Whoever has it can take the account over:
/// the administrator hands it to the person and to nobody else.
pub async fn make_link(
    database: &Database,
    by: Option<&Person>,
    id: PersonId,
    now: DateTime<Utc>,
) -> Result<String, AccountError> {
    let mut tx = database.pool().begin().await?;
    let account = changeable(&mut tx, id).await?;
    let token = hex::encode([clock::random_bytes(), clock::random_bytes()].concat());
    password_links::insert(&mut tx, &token, id, now).await?;
    note(&mut tx, AuditKind::PasswordLinkMade, by, &account.email, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// Whose password a link is for, if it can still be used.
pub async fn account_of_link(database: &Database, token: &str, now: DateTime<Utc>) -> Result<Account, AccountError> {
    let mut db = database.pool().acquire().await?;
    let id = password_links::account_of(&mut db, token, now).await?.ok_or(AccountError::LinkOver)?;
    accounts::by_id(&mut db, id).await?.filter(|account| account.enabled).ok_or(AccountError::LinkOver)
}

/// Chooses a password by a one-time link, which is used up by it. A password that is not good enough leaves the link.
pub async fn redeem_link(
    database: &Database,
    token: &str,
    password: String,
    policy: &PasswordPolicy,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let account = account_of_link(database, token, now).await?;
    let mut db = database.pool().acquire().await?;
    let found = accounts::by_email(&mut db, &account.email).await?.ok_or(AccountError::LinkOver)?;
    drop(db);
    let password = NewPassword::hash(database, password, &found, policy).await?;
    let mut tx = database.pool().begin().await?;
    let id = password_links::redeem(&mut tx, token, now).await?.ok_or(AccountError::LinkOver)?;
    let account =
        accounts::by_id(&mut tx, id).await?.filter(|account| account.enabled).ok_or(AccountError::LinkOver)?;
    keep(&mut tx, Some(&account.person()), &account, &password, None, now).await?;
    Ok(tx.commit().await?)
}

/// Disables an account, which ends its sessions at once, or enables it again.
pub async fn set_enabled(
    database: &Database,
    by: Option<&Person>,
    id: PersonId,
    enabled: bool,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    if by.is_some_and(|person| person.id == id) {
        return Err(AccountError::Yourself);
    }
    let mut tx = database.pool().begin().await?;
    let account = changeable(&mut tx, id).await?;
    if account.enabled != enabled {
        accounts::set_enabled(&mut tx, id, enabled, now).await?;
        let kind = if enabled { AuditKind::AccountEnabled } else { AuditKind::AccountDisabled };
        note(&mut tx, kind, by, &account.email, now).await?;
    }
    Ok(tx.commit().await?)
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
    accounts::set_forces(&mut tx, id, forces).await?;
    note(&mut tx, AuditKind::AccountChanged, Some(by), &account.email, now).await?;
    Ok(tx.commit().await?)
}

/// Ends all sessions of one's own account, this one included.
pub async fn end_own_sessions(database: &Database, person: &Person, now: DateTime<Utc>) -> Result<(), AccountError> {
    let mut tx = database.pool().begin().await?;
    let account = accounts::by_id(&mut tx, person.id).await?.ok_or(AccountError::NotFound)?;
    accounts::end_sessions(&mut tx, person.id).await?;
    note(&mut tx, AuditKind::SignedOutEverywhere, Some(person), &account.email, now).await?;
    Ok(tx.commit().await?)
}

async fn note(
    db: &mut PgConnection,
    kind: AuditKind,
    by: Option<&Person>,
    account: &Email,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    audit::write(db, &Done { kind, by, subject: Some(account.as_str()), address: None }, now).await
}
