//! Which files are kept, whatever the record says of them.

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt as _;
use object_store::{ObjectStore as _, path::Path};

use super::{Files, FilesError, KEPT};
use crate::evidence::EvidenceId;

impl Files {
    /// The files that have been kept since before a moment. What is not called as evidence is passed over.
    ///
    /// # Errors
    /// The store fails.
    pub async fn kept_before(&self, before: DateTime<Utc>) -> Result<Vec<EvidenceId>, FilesError> {
        let found: Vec<_> = self.store.list(Some(&Path::from(KEPT))).try_collect().await?;
        let old = found.iter().filter(|file| file.last_modified < before);
        Ok(old.filter_map(|file| file.location.filename()?.parse().ok()).collect())
    }
}
