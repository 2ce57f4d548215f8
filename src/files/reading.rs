//! A file on its way out: piece by piece, and never to its end unless it is what was recorded.

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, stream};
use object_store::ObjectStoreExt as _;
use sha2::{Digest as _, Sha256};

use super::{Files, FilesError, kept};
use crate::evidence::EvidenceId;

type Pieces = stream::BoxStream<'static, object_store::Result<Bytes>>;

/// A file that is being read.
pub struct Reading {
    id: EvidenceId,
    bytes: u64,
    pieces: Pieces,
    sha256: Sha256,
    expected: String,
    /// Held back until it is known whether it is the last.
    held: Option<Bytes>,
}

impl Files {
    /// Begins to read a file whose content has this SHA-256, in hexadecimal; `None` where there is none.
    ///
    /// # Errors
    /// The store fails.
    pub async fn read(&self, id: EvidenceId, sha256: String) -> Result<Option<Reading>, FilesError> {
        let found = match self.store.get(&kept(id)).await {
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            found => found?,
        };
        let bytes = found.meta.size;
        let pieces = found.into_stream();
        Ok(Some(Reading { id, bytes, pieces, sha256: Sha256::new(), expected: sha256, held: None }))
    }
}

impl Reading {
    /// How long it is.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Its content. Where that is not what was recorded the last piece never comes: nobody takes it for the file.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, FilesError>> + Send + 'static {
        stream::try_unfold(Some(self), |reading| async move {
            let Some(mut reading) = reading else { return Ok(None) };
            loop {
                match reading.pieces.next().await.transpose()? {
                    Some(piece) => {
                        reading.sha256.update(&piece);
                        if let Some(held) = reading.held.replace(piece) {
                            return Ok(Some((held, Some(reading))));
                        }
                    }
                    None if hex::encode(reading.sha256.finalize()) != reading.expected => {
                        return Err(FilesError::Changed(reading.id));
                    }
                    None => return Ok(reading.held.map(|last| (last, None))),
                }
            }
        })
    }
}
