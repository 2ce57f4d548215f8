//! Accounts: reading and changing them.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{error::StoreError, parsing::parsed};
use crate::{
    account::{Account, AccountName, Assignment, Email},
    force::ForceSlug,
    identity::{PersonId, Role},
};

/// An account about to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Which it will be.
    pub id: PersonId,
    /// What one signs in with.
    pub email: Email,
    /// Whose it is.
    pub name: AccountName,
    /// In which role.
    pub role: Role,
    /// For which forces.
    pub forces: Vec<ForceSlug>,
    /// The hash of its password, if it has one already.
    pub password_hash: Option<String>,
    /// Whether it is one of the demonstration accounts.
    pub demonstration: bool,
}

/// An account with the hash of its password, for the one step that compares it.
#[derive(Debug, Clone)]
pub struct WithHash {
    /// The account.
    pub account: Account,
    /// The hash, once a password was chosen.
    pub password_hash: Option<String>,
}

struct Row {
    id: Uuid,
    email: String,
    name: String,
    role: String,
    forces: Vec<String>,
    generation: i32,
    password_hash: Option<String>,
    demonstration: bool,
    disabled_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for WithHash {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let account = Account {
            id: PersonId(row.id),
            email: Email::on_record(&row.email),
            name: row.name,
            role: parsed("account", &row.role)?,
            forces: row.forces.iter().map(|slug| parsed("account_force", slug)).collect::<Result<_, _>>()?,
            generation: row.generation,
            has_password: row.password_hash.is_some(),
            demonstration: row.demonstration,
            enabled: row.disabled_at.is_none(),
        };
        Ok(Self { account, password_hash: row.password_hash })
    }
}

/// The accounts with this identity, with this address, or all, by address.
async fn select(
    db: &mut PgConnection,
    id: Option<PersonId>,
    email: Option<&Email>,
) -> Result<Vec<WithHash>, StoreError> {
    sqlx::query_as!(
        Row,
        r#"select a.id, a.email, a.name, a.role::text as "role!", a.generation, a.password_hash, a.demonstration, a.disabled_at,
            array(select force_slug from account_force f where f.account = a.id order by 1) as "forces!"
        from account a
        where ($1::uuid is null or a.id = $1) and ($2::text is null or lower(a.email) = $2)
        order by a.email"#,
        id.map(|PersonId(id)| id),
        email.map(Email::as_str),
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(WithHash::try_from)
    .collect()
}

/// All accounts, by address.
pub async fn all(db: &mut PgConnection) -> Result<Vec<Account>, StoreError> {
    Ok(select(db, None, None).await?.into_iter().map(|found| found.account).collect())
}

/// The account with this identity.
pub async fn by_id(db: &mut PgConnection, id: PersonId) -> Result<Option<Account>, StoreError> {
    Ok(select(db, Some(id), None).await?.into_iter().next().map(|found| found.account))
}

/// The account with this address, and the hash of its password.
pub async fn by_email(db: &mut PgConnection, email: &Email) -> Result<Option<WithHash>, StoreError> {
    Ok(select(db, None, Some(email)).await?.into_iter().next())
}

/// Adds an account. `false` where its address is taken.
pub async fn insert(db: &mut PgConnection, new: &NewAccount, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let added = sqlx::query!(
        "insert into account (id, email, name, role, password_hash, demonstration, created_at)
        values ($1, $2, $3, $4::text::role_name, $5, $6, $7) on conflict do nothing",
        new.id.0,
        new.email.as_str(),
        new.name.as_str(),
        new.role.slug(),
        new.password_hash.as_deref(),
        new.demonstration,
        now,
    )
    .execute(&mut *db)
    .await?;
    if added.rows_affected() == 0 {
        return Ok(false);
    }
    set_forces(db, new.id, &new.forces).await?;
    Ok(true)
}

/// What an account says of its person, and what it is for.
#[derive(Debug, Clone)]
pub struct AccountDetails {
    /// What one signs in with.
    pub email: Email,
    /// Whose it is.
    pub name: AccountName,
    /// In which role and for which forces.
    pub assignment: Assignment,
}

/// Changes an account. `false` where another account has the address. Its sessions have the new rights with their next request.
pub async fn update(db: &mut PgConnection, id: PersonId, details: &AccountDetails) -> Result<bool, StoreError> {
    let updated = sqlx::query!(
        "update account set email = $2, name = $3, role = $4::text::role_name
        where id = $1 and not exists (select from account other where lower(other.email) = $2 and other.id <> $1)",
        id.0,
        details.email.as_str(),
        details.name.as_str(),
        details.assignment.role().slug(),
    )
    .execute(&mut *db)
    .await?;
    if updated.rows_affected() == 0 {
        return Ok(false);
    }
    set_forces(db, id, details.assignment.forces()).await?;
    Ok(true)
}

/// Makes an account that of an authoriser, who has no forces. The database asks for a confirmation.
pub async fn make_authoriser(db: &mut PgConnection, id: PersonId) -> Result<(), StoreError> {
    sqlx::query!("update account set role = 'authoriser' where id = $1", id.0).execute(&mut *db).await?;
    set_forces(db, id, &[]).await
}

/// Whether an administrator who can sign in is left beside this account. Waits for others who ask the same until their transaction ends,
/// so that two cannot each rely on the other.
pub async fn has_other_administrator(db: &mut PgConnection, id: PersonId) -> Result<bool, StoreError> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('ncpi last administrator', 0))")
        .fetch_one(&mut *db)
        .await?;
    Ok(sqlx::query_scalar!(
        r#"select exists (
            select from account
            where role = 'administrator' and disabled_at is null and password_hash is not null and id <> $1
        ) as "other!""#,
        id.0,
    )
    .fetch_one(db)
    .await?)
}

/// Makes these the forces of an account.
pub async fn set_forces(db: &mut PgConnection, id: PersonId, forces: &[ForceSlug]) -> Result<(), StoreError> {
    let forces: Vec<String> = forces.iter().map(|force| force.as_str().to_owned()).collect();
    sqlx::query!("delete from account_force where account = $1 and force_slug <> all($2)", id.0, &forces)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "insert into account_force (account, force_slug) select $1, unnest($2::text[]) on conflict do nothing",
        id.0,
        &forces,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps others from changing an account until the transaction ends.
pub async fn lock(db: &mut PgConnection, id: PersonId) -> Result<(), StoreError> {
    sqlx::query!("select id from account where id = $1 for update", id.0).fetch_optional(db).await?;
    Ok(())
}

/// Keeps the hash of a new password, and ends all sessions of the account.
pub async fn set_password(db: &mut PgConnection, id: PersonId, hash: &str) -> Result<(), StoreError> {
    sqlx::query!("update account set password_hash = $2, generation = generation + 1 where id = $1", id.0, hash)
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps another hash of the password that an account has. Its sessions go on.
pub async fn replace_hash(db: &mut PgConnection, id: PersonId, old: &str, new: &str) -> Result<(), StoreError> {
    sqlx::query!("update account set password_hash = $3 where id = $1 and password_hash = $2", id.0, old, new)
        .execute(db)
        .await?;
    Ok(())
}

/// Ends all sessions of an account.
pub async fn end_sessions(db: &mut PgConnection, id: PersonId) -> Result<(), StoreError> {
    sqlx::query!("update account set generation = generation + 1 where id = $1", id.0).execute(db).await?;
    Ok(())
}

/// Disables an account and ends its sessions, or enables it again.
pub async fn set_enabled(
    db: &mut PgConnection,
    id: PersonId,
    enabled: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let disabled_at = (!enabled).then_some(now);
    sqlx::query!("update account set disabled_at = $2, generation = generation + 1 where id = $1", id.0, disabled_at)
        .execute(db)
        .await?;
    Ok(())
}

/// Of these forces, those that the register does not know.
pub async fn unknown_forces(db: &mut PgConnection, forces: &[ForceSlug]) -> Result<Vec<String>, StoreError> {
    let forces: Vec<String> = forces.iter().map(|force| force.as_str().to_owned()).collect();
    Ok(sqlx::query_scalar!(
        r#"select wanted as "wanted!" from unnest($1::text[]) as wanted
        where not exists (select from force where slug = wanted) order by 1"#,
        &forces,
    )
    .fetch_all(db)
    .await?)
}
