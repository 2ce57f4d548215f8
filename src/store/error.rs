//! What can go wrong between the record and the database.

/// A failure of the store. Its text is for the log and the command line, never for a page.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or did not answer.
    #[error("the database reports: {0}")]
    Database(#[from] sqlx::Error),
    /// A row holds what the types do not allow.
    #[error("table {table} holds a value this version does not know: {value}")]
    Inconsistent {
        /// The table it was read from.
        table: &'static str,
        /// The value as it stands there.
        value: String,
    },
    /// The database cannot be used at all; the text says why and what to do.
    #[error("{0}")]
    Unavailable(String),
    /// A migration could not be applied.
    #[error("the database could not be migrated: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

impl StoreError {
    /// The named constraint that refused, if one did.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Database(error) => error.as_database_error().and_then(sqlx::error::DatabaseError::constraint),
            _ => None,
        }
    }

    /// A value that the types do not allow in a table.
    pub fn inconsistent(table: &'static str, value: impl std::fmt::Display) -> Self {
        Self::Inconsistent { table, value: value.to_string() }
    }
}
