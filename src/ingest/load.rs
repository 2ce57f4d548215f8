//! Loading a folder: its files in the order in which they build on each other, and again only when one of them has changed.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::{File, ImportError, Kind, Progress, Report, import};
use crate::store::{database::Database, loaded_files};

/// What loading did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Load {
    /// These very files were loaded last, so nothing was imported.
    Unchanged {
        /// When they were loaded.
        since: DateTime<Utc>,
    },
    /// All of them were imported, in this order.
    Imported(Vec<(Kind, Report)>),
}

/// Why not all files were loaded. What stands before the file in the order of [`Kind::ALL`] is imported.
#[derive(Debug, thiserror::Error)]
#[error("the {kind} could not be imported")]
pub struct LoadError {
    /// What the file holds.
    pub kind: Kind,
    /// What is wrong with it.
    #[source]
    pub error: ImportError,
}

/// SHA-256 of all files, each with its kind and length, so that no two sets of files are alike.
fn digest(files: &[(Kind, File)]) -> [u8; 32] {
    let mut digest = Sha256::new();
    for (kind, file) in files {
        digest.update(kind.slug());
        digest.update([0]);
        digest.update((file.bytes.len() as u64).to_be_bytes());
        digest.update(&file.bytes);
    }
    digest.finalize().into()
}

/// Imports the files, which stand in the order of [`Kind::ALL`], unless they are those that were loaded last.
///
/// Each file is imported as a whole or not at all. Only after the last one are they noted as loaded, so that loading is tried again
/// after a fault.
///
/// # Errors
/// A file that cannot be imported; those before it are.
pub async fn load(
    database: &Database,
    files: &[(Kind, File)],
    mut on_progress: impl FnMut(Kind, Progress<'_>),
) -> Result<Load, LoadError> {
    let digest = digest(files);
    let first = files.first().map_or(Kind::Forces, |(kind, _)| *kind);
    let failed = |kind| move |error: ImportError| LoadError { kind, error };
    let last = loaded_files::last(database).await.map_err(ImportError::from).map_err(failed(first))?;
    if let Some(last) = last
        && last.digest == digest
    {
        return Ok(Load::Unchanged { since: last.loaded_at });
    }
    let mut reports = Vec::with_capacity(files.len());
    for (kind, file) in files {
        let report = import(database, *kind, file, false, |progress| on_progress(*kind, progress)).await;
        reports.push((*kind, report.map_err(failed(*kind))?));
    }
    loaded_files::note(database, &digest).await.map_err(ImportError::from).map_err(failed(first))?;
    Ok(Load::Imported(reports))
}

#[cfg(test)]
mod tests;
