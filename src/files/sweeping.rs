//! What a process leaves behind that was killed in the middle of an upload, removed later.

use std::{io, path::Path as FolderPath, time::SystemTime};

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt as _;
use object_store::{ObjectStore as _, path::Path};

use super::{Files, FilesError, INCOMING};

impl Files {
    /// Removes what began to come in before a moment and was neither kept nor thrown away. Says how many files that were.
    ///
    /// Parts of uploads to S3 that never became a file are not seen from here: give the bucket a rule that removes them.
    ///
    /// # Errors
    /// The store fails.
    pub async fn sweep(&self, before: DateTime<Utc>) -> Result<u64, FilesError> {
        let mut removed = 0;
        let incoming: Vec<_> = self.store.list(Some(&Path::from(INCOMING))).try_collect().await?;
        for left in incoming.iter().filter(|left| left.last_modified < before) {
            self.clear(&left.location).await;
            removed += 1;
        }
        if let Some(folder) = self.folder.clone() {
            let swept = tokio::task::spawn_blocking(move || staged(&folder.join(INCOMING), before.into()));
            match swept.await.map_err(io::Error::other).flatten() {
                Ok(staged) => removed += staged,
                Err(error) => {
                    tracing::warn!(%error, "what is left of uploads that broke off could not be looked through");
                }
            }
        }
        Ok(removed)
    }
}

/// What a folder holds of files that never became whole: `name#1`, which no listing of the store shows.
fn staged(folder: &FolderPath, before: SystemTime) -> io::Result<u64> {
    let entries = match folder.read_dir() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut removed = 0;
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().contains('#') && entry.metadata()?.modified()? < before {
            std::fs::remove_file(entry.path())?;
            removed += 1;
        }
    }
    Ok(removed)
}
