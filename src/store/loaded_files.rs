//! Which files were loaded last as one set.

use chrono::{DateTime, Utc};

use super::{Database, StoreError};

/// The set of files that was loaded last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoadedFiles {
    /// The digest of all of them.
    pub digest: [u8; 32],
    /// When they were loaded.
    pub loaded_at: DateTime<Utc>,
}

/// The set that was loaded last; `None` where none was.
///
/// # Errors
/// The database fails.
pub async fn last(database: &Database) -> Result<Option<LoadedFiles>, StoreError> {
    let row = sqlx::query!("select digest, loaded_at from loaded_files").fetch_optional(database.pool()).await?;
    row.map(|row| {
        let digest = row.digest.try_into().map_err(|_| StoreError::inconsistent("loaded_files", "digest"))?;
        Ok(LoadedFiles { digest, loaded_at: row.loaded_at })
    })
    .transpose()
}

/// Notes that a set was loaded now.
///
/// # Errors
/// The database fails.
pub async fn note(database: &Database, digest: &[u8; 32]) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into loaded_files (digest, loaded_at) values ($1, clock_timestamp())
        on conflict (singleton) do update set digest = excluded.digest, loaded_at = excluded.loaded_at",
        &digest[..],
    )
    .execute(database.pool())
    .await?;
    Ok(())
}
