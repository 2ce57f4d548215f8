//! Where the files of evidence lie: a folder, or a bucket of S3. The record knows them by their identity only.

use std::{path::PathBuf, sync::Arc};

use object_store::{ObjectStore, ObjectStoreExt as _, path::Path};

use crate::evidence::{EvidenceId, FileFacts, FileName, Refused};

mod inspecting;
mod listing;
mod place;
mod protected;
mod reading;
mod receiving;
mod sweeping;

#[cfg(test)]
pub(crate) mod tests;

pub use reading::Reading;

/// Where files are on their way in; what is kept lies in the other.
const INCOMING: &str = "incoming";
const KEPT: &str = "evidence";

/// The files of evidence.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// The folder, where it is one.
    folder: Option<PathBuf>,
    largest: u64,
}

/// A file that came in whole and is what it says. It is kept once it is on record, or thrown away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    place: Path,
    name: FileName,
    facts: FileFacts,
    sha256: String,
}

/// A failure of what keeps the files. Its text is for the log and the command line, never for a page.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// Where they are to lie cannot be understood or used.
    #[error("files of evidence cannot be kept in {place:?}: {reason}")]
    Place {
        /// The place as it was given.
        place: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The store refused or did not answer.
    #[error("the store of evidence reports: {0}")]
    Store(#[from] object_store::Error),
    /// The content is not what was once recorded.
    #[error("the file of evidence {0} is not what it was when it was recorded")]
    Changed(EvidenceId),
}

/// Why a file did not come in. Nothing of it is left.
#[derive(Debug, thiserror::Error)]
pub enum NotReceived {
    /// It is not kept here.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// It stopped coming.
    #[error("the upload broke off")]
    BrokenOff,
    /// The store failed. Not for the screen.
    #[error(transparent)]
    Files(#[from] FilesError),
}

impl From<object_store::Error> for NotReceived {
    fn from(error: object_store::Error) -> Self {
        Self::Files(error.into())
    }
}

impl Received {
    /// Its name, with an ending that fits.
    pub fn name(&self) -> &FileName {
        &self.name
    }

    /// What it is and how large.
    pub const fn facts(&self) -> FileFacts {
        self.facts
    }

    /// The SHA-256 of its content, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

impl Files {
    /// The most bytes a file may have.
    pub const fn largest(&self) -> u64 {
        self.largest
    }

    /// Keeps a file for good under its identity. The caller records it in the transaction that is then committed.
    ///
    /// # Errors
    /// The store fails.
    pub async fn keep(&self, received: &Received, id: EvidenceId) -> Result<(), FilesError> {
        Ok(self.store.rename(&received.place, &kept(id)).await?)
    }

    /// Throws away what came in and is not going to be recorded.
    pub async fn discard(&self, received: &Received) {
        self.clear(&received.place).await;
    }

    /// Deletes a file for good, and says whether it was there.
    ///
    /// # Errors
    /// The store fails.
    pub async fn erase(&self, id: EvidenceId) -> Result<bool, FilesError> {
        let place = kept(id);
        // Not every store says whether there was anything to delete.
        match self.store.head(&place).await {
            Err(object_store::Error::NotFound { .. }) => return Ok(false),
            found => found?,
        };
        match self.store.delete(&place).await {
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            deleted => Ok(deleted.map(|()| true)?),
        }
    }

    /// Removes what nobody needs. A failure leaves it to the sweep.
    async fn clear(&self, place: &Path) {
        match self.store.delete(place).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => tracing::warn!(%error, "a file that came in and is not needed could not be removed"),
        }
    }
}

fn kept(id: EvidenceId) -> Path {
    Path::from_iter([KEPT.to_owned(), id.to_string()])
}
