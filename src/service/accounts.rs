//! What is done to accounts: adding, disabling, passwords, one-time links. Each leaves a line in the audit.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    confirmations,
    password_policy::{PasswordPolicy, PolicyError},
    passwords::{self, WeakPassword},
    sign_in::Client,
};
use crate::{
    account::{Account, AccountName, Assignment, AssignmentError, Email},
    audit::AuditKind,
    clock,
    confirmation::NotToAnswer,
    force::ForceSlug,
    identity::{PersonId, Role},
    person::Person,
    store::{
        account_confirmations,
        accounts::{self, NewAccount, WithHash},
        audit::{self, CountedRefusal, Done},
        database::Database,
        error::StoreError,
        known_browsers::{self, BrowserDigest},
        password_links,
        sign_in_attempts::{self, Admission},
    },
    view::accounts::{AccountAdded, AccountView},
};

mod change;
mod links;
#[cfg(test)]
mod tests;

pub(super) use change::forces_in_audit;
pub use change::{Limit, change, check_change, set_forces};
pub use links::{account_of_link, make_link, make_link_or_ask, redeem_link};

use change::keeps_an_administrator;

/// Why nothing was done to an account. Texts fit for the screen and the command line.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// There is one with this address.
    #[error("There is already an account with this email address")]
    EmailTaken,
    /// There is none.
    #[error("There is no such account")]
    NotFound,
    /// Forces that the role cannot have, or none where it needs one.
    #[error(transparent)]
    Assignment(#[from] AssignmentError),
    /// A senior leader who is limited to nothing, which would lift the limit.
    #[error("Choose at least one force, or tick that this person may see every force")]
    NoForceChosen,
    /// Forces that the register does not know.
    #[error("No force has the address {}", .0.join(", "))]
    UnknownForces(Vec<String>),
    /// Demonstration accounts stay as they are, so that everyone can use them.
    #[error("This is a demonstration account: it stays as it is")]
    Demonstration,
    /// Nobody locks themselves out.
    #[error("You cannot disable your own account")]
    Yourself,
    /// Somebody must be left who can manage accounts.
    #[error("There is no other administrator who can sign in. Make another one first")]
    LastAdministrator,
    /// The same waits for a second person already.
    #[error("This waits for another administrator or an authoriser already")]
    AlreadyAsked,
    /// The form says what the account says.
    #[error("Nothing was changed")]
    NothingChanged,
    /// Somebody answered before.
    #[error("This was answered already")]
    AlreadyAnswered,
    /// It fits the account no more.
    #[error("The account was changed since this was asked for. Refuse it, and ask again if it is still wanted")]
    ChangedSince,
    /// Not by this person.
    #[error(transparent)]
    NotToAnswer(NotToAnswer),
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
    if new.role == Role::Authoriser && by.is_none() {
        confirmations::confirm_new_by_console(&mut tx, &new, now).await?;
    }
    if !accounts::insert(&mut tx, &new, now).await? {
        return Err(AccountError::EmailTaken);
    }
    note(&mut tx, AuditKind::AccountAdded, by, (id, &email), now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Adds an account as an administrator does: one in the role of authoriser waits for a second person.
///
/// # Errors
/// As [`add`], and where the same waits already.
pub async fn add_or_ask(
    database: &Database,
    by: &Person,
    wanted: Wanted,
    now: DateTime<Utc>,
) -> Result<AccountAdded, AccountError> {
    if wanted.role != Role::Authoriser {
        return Ok(AccountAdded::Added(add(database, Some(by), wanted, now).await?));
    }
    let mut tx = database.pool().begin().await?;
    check_forces(&mut tx, wanted.role, &wanted.forces).await?;
    let id = confirmations::ask_for_account(&mut tx, by, &wanted, now).await?;
    tx.commit().await?;
    Ok(AccountAdded::Waits(id))
}

pub(super) async fn check_forces(db: &mut PgConnection, role: Role, forces: &[ForceSlug]) -> Result<(), AccountError> {
    Assignment::new(role, forces.to_vec())?;
    let unknown = accounts::unknown_forces(db, forces).await?;
    if unknown.is_empty() { Ok(()) } else { Err(AccountError::UnknownForces(unknown)) }
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

/// An account as its page shows it to an administrator.
///
/// # Errors
/// There is none, or the database fails.
pub async fn view(
    database: &Database,
    person: &Person,
    id: PersonId,
    now: DateTime<Utc>,
) -> Result<AccountView, AccountError> {
    let account = find(database, id).await?;
    let history = audit::newest_about_account(database, person, id, HISTORY_LENGTH).await?;
    let mut db = database.pool().acquire().await?;
    let mut waiting = account_confirmations::list(&mut db, Some(id)).await?;
    waiting.retain(|confirmation| confirmation.answer.is_none());
    let link_allowed = account.role != Role::Authoriser
        || account_confirmations::allows_link(&mut db, id, Some(person.id), now).await?;
    Ok(AccountView { account, history, waiting, link_allowed })
}

/// How many entries of the audit the page of an account shows.
const HISTORY_LENGTH: i64 = 30;

/// An account that may be changed.
pub(super) async fn changeable(db: &mut PgConnection, id: PersonId) -> Result<Account, AccountError> {
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
    let mut tx = database.pool().begin().await?;
    let account = changeable(&mut tx, person.id).await?;
    let email = account.email.clone();
    let refused = |kind| CountedRefusal { kind, account: Some(person.id), subject: Some(email.as_str()) };
    let found = accounts::by_email(&mut tx, &account.email).await?.ok_or(AccountError::NotFound)?;
    let origin = client.origin(&mut tx, Some(&account), now).await?;
    if let Admission::Wait(wait) = sign_in_attempts::begin(&mut tx, email.as_str(), &origin, now).await? {
        audit::count(&mut tx, &refused(AuditKind::SignInLimited), now).await?;
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
        audit::note_count(database, &refused(AuditKind::OwnPasswordRefused), now).await?;
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
    Ok(note(db, AuditKind::PasswordSet, by, (account.id, &account.email), now).await?)
}

/// Lets the failed sign-ins on an account count no more. Says how many there were.
pub async fn unlock(database: &Database, email: &Email, now: DateTime<Utc>) -> Result<u64, AccountError> {
    let mut tx = database.pool().begin().await?;
    let found = accounts::by_email(&mut tx, email).await?.ok_or(AccountError::NotFound)?.account;
    let cleared = sign_in_attempts::clear(&mut tx, email.as_str()).await?;
    note(&mut tx, AuditKind::AccountUnlocked, None, (found.id, email), now).await?;
    tx.commit().await?;
    Ok(cleared)
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
        let is_left = enabled || by.is_none() || keeps_an_administrator(&mut tx, &account).await?;
        if !is_left {
            return Err(AccountError::LastAdministrator);
        }
        accounts::set_enabled(&mut tx, id, enabled, now).await?;
        let kind = if enabled { AuditKind::AccountEnabled } else { AuditKind::AccountDisabled };
        note(&mut tx, kind, by, (account.id, &account.email), now).await?;
    }
    Ok(tx.commit().await?)
}

/// Ends all sessions of one's own account, this one included.
pub async fn end_own_sessions(database: &Database, person: &Person, now: DateTime<Utc>) -> Result<(), AccountError> {
    let mut tx = database.pool().begin().await?;
    let account = accounts::by_id(&mut tx, person.id).await?.ok_or(AccountError::NotFound)?;
    accounts::end_sessions(&mut tx, person.id).await?;
    note(&mut tx, AuditKind::SignedOutEverywhere, Some(person), (account.id, &account.email), now).await?;
    Ok(tx.commit().await?)
}

async fn note(
    db: &mut PgConnection,
    kind: AuditKind,
    by: Option<&Person>,
    (account, email): (PersonId, &Email),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = Done { kind, by, subject: Some(email.as_str()), account: Some(account), changes: &[] };
    audit::write(db, &done, now).await
}
