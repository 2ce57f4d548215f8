//! On whose behalf a transaction reads and writes: what the row security of the database goes by.

use sqlx::{PgConnection, Postgres, Transaction};

use super::{database::Database, error::StoreError};
use crate::{
    identity::Role,
    person::{Person, Reader},
};

impl Database {
    /// [`Database::snapshot`] in which the database itself shows what this reader may read and nothing else.
    ///
    /// # Errors
    /// The database fails.
    pub async fn snapshot_for(&self, reader: &Reader) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut tx = self.snapshot().await?;
        // Without a person nothing is set, and where nothing is set nothing restricted is read.
        if let Some(person) = reader.person() {
            on_behalf_of(&mut tx, person).await?;
        }
        Ok(tx)
    }

    /// A transaction in which a person acts. Read what is judged after taking a lock, never before.
    ///
    /// # Errors
    /// The database fails.
    pub async fn begin_as(&self, person: &Person) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut tx = self.pool().begin().await?;
        on_behalf_of(&mut tx, person).await?;
        Ok(tx)
    }

    /// A snapshot that shows every text, for the check of the whole record: its digests say nothing to anybody.
    pub(crate) async fn snapshot_of_everything(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut tx = self.snapshot().await?;
        set(&mut tx, Role::Inspector.slug(), "", "").await?;
        Ok(tx)
    }
}

async fn on_behalf_of(db: &mut PgConnection, person: &Person) -> Result<(), StoreError> {
    let forces: Vec<&str> = person.forces.iter().map(crate::force::ForceSlug::as_str).collect();
    set(db, person.role.slug(), &forces.join(","), &person.id.0.to_string()).await
}

/// Until the transaction ends: the connection goes back to the pool without them.
async fn set(db: &mut PgConnection, role: &str, forces: &str, account: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "select set_config('ncpi.role', $1, true) as role, set_config('ncpi.forces', $2, true) as forces,
            set_config('ncpi.account', $3, true) as account",
        role,
        forces,
        account,
    )
    .fetch_one(db)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
