//! The public record as files in the form that imports read: what came out goes in again, and says the same.

use std::collections::HashMap;

use sqlx::PgConnection;

use crate::{
    event::StreamKind,
    ingest::{
        Kind, columns,
        known::{KnownRounds, KnownStreams, round_stream},
        plan::OnRecord,
    },
    store::{database::Database, error::StoreError, events::Stream},
};

mod rows;
#[cfg(test)]
mod tests;

/// How many histories are read at a time.
const PER_PART: usize = 500;

/// What stands in a file in place of a text that was erased, where imports need one.
pub const ERASED: &str = "[text erased]";

/// A file, as it is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportedFile {
    /// What it holds, and as what it is imported.
    pub kind: Kind,
    /// How many rows it has; at least one, since imports refuse a file without any.
    pub rows: usize,
    /// CSV, its line of columns first.
    pub bytes: Vec<u8>,
}

/// The whole record in files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// In the order in which they are imported; a kind of which there is nothing is left out.
    pub files: Vec<ExportedFile>,
    /// How many facts on record have no place in these files: follow-up work, and what was entered into a demonstration.
    pub left_out: usize,
    /// What would not come back as it is, in words.
    pub warnings: Vec<String>,
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Files of made-up data could be taken for the record.
    #[error("this database holds synthetic data (ncpi generate): files of it could be taken for the real record")]
    Synthetic,
    /// A file could not be put together.
    #[error("a file could not be put together")]
    File(#[from] csv::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ExportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Reads the record as it stands at one moment, corrections applied.
///
/// Only texts that everybody may read are in it. What people entered into a demonstration is left out: nobody found it.
///
/// # Errors
/// The data are synthetic, or the database fails.
pub async fn export(database: &Database) -> Result<Export, ExportError> {
    if database.holds_synthetic_data().await? {
        return Err(ExportError::Synthetic);
    }
    let mut tables = Tables { imported_only: database.is_demonstration().await?, ..Tables::default() };
    let mut db = database.snapshot().await?;
    tables.forces(&mut db).await?;
    tables.rounds(&mut db).await?;
    tables.recommendations(&mut db).await?;
    db.commit().await?;
    tables.finish()
}

/// The rows of all files, as they are gathered.
#[derive(Debug, Default)]
struct Tables {
    rows: HashMap<Kind, Vec<Vec<String>>>,
    imported_only: bool,
    left_out: usize,
    warnings: Vec<String>,
}

impl Tables {
    async fn forces(&mut self, db: &mut PgConnection) -> Result<(), StoreError> {
        let slugs = sqlx::query_scalar!("select slug from force order by slug").fetch_all(&mut *db).await?;
        self.take(db, StreamKind::Force, slugs).await
    }

    /// Rounds in the order of their chains, which is how a round without a date keeps its place.
    async fn rounds(&mut self, db: &mut PgConnection) -> Result<(), StoreError> {
        let rounds = KnownRounds::read(&mut *db).await?;
        let ids = rounds.iter().map(|round| round_stream(&round.force, &round.slug).id).collect();
        self.take(db, StreamKind::Round, ids).await
    }

    async fn recommendations(&mut self, db: &mut PgConnection) -> Result<(), StoreError> {
        let references =
            sqlx::query_scalar!("select reference from recommendation order by reference").fetch_all(&mut *db).await?;
        self.take(db, StreamKind::Recommendation, references).await
    }

    /// Takes up what is on record of some streams, in their order.
    async fn take(&mut self, db: &mut PgConnection, kind: StreamKind, ids: Vec<String>) -> Result<(), StoreError> {
        for part in ids.chunks(PER_PART) {
            let known = KnownStreams::read(&mut *db, kind, part).await?;
            for id in part {
                let stream = Stream { kind, id: id.clone() };
                for on_record in known.of(&stream) {
                    self.take_fact(id, on_record);
                }
            }
        }
        Ok(())
    }

    fn take_fact(&mut self, id: &str, on_record: &OnRecord) {
        let row = if self.imported_only && on_record.by_person { None } else { rows::row(id, on_record) };
        let Some(row) = row else {
            self.left_out += 1;
            return;
        };
        self.warnings.extend(row.warning);
        self.rows.entry(row.kind).or_default().push(row.cells);
    }

    fn finish(mut self) -> Result<Export, ExportError> {
        let mut files = Vec::new();
        for kind in Kind::ALL {
            let Some(rows) = self.rows.remove(kind) else { continue };
            let (required, optional) = columns(*kind);
            let mut file = csv::Writer::from_writer(Vec::new());
            file.write_record(required.iter().chain(optional))?;
            for row in &rows {
                file.write_record(row)?;
            }
            let bytes = file.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
            files.push(ExportedFile { kind: *kind, rows: rows.len(), bytes });
        }
        Ok(Export { files, left_out: self.left_out, warnings: self.warnings })
    }
}
