//! A file on its way in: piece by piece to the store, looked at as it goes by, and gone again if anything is wrong with it.

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use object_store::{ObjectStoreExt as _, WriteMultipart, path::Path};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{Files, INCOMING, NotReceived, Received};
use crate::{
    clock,
    evidence::{
        FileFacts, FileKind, FileName, Refused,
        other_encoding::OtherEncoding,
        plain_text::PlainText,
        signature::{ENOUGH, Signature},
    },
};

/// How much goes to the store at once, in bytes: S3 takes nothing smaller but the last.
const PIECE: usize = 5 * 1024 * 1024;
/// How many pieces may be under way at once: with the one being filled, all that is ever in memory.
const UNDER_WAY: usize = 2;

/// What was seen of a file while it went by.
#[derive(Default)]
struct Seen {
    bytes: u64,
    sha256: Sha256,
    text: PlainText,
    other_encoding: OtherEncoding,
    head: Vec<u8>,
}

impl Files {
    /// Takes a file in and looks into it: what it is is told from its content.
    ///
    /// # Errors
    /// It is not kept here, it broke off, or the store failed. Then nothing of it is left.
    pub async fn receive<E>(
        &self,
        name: FileName,
        pieces: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<Received, NotReceived> {
        let place = Path::from_iter([INCOMING.to_owned(), Uuid::from_bytes(clock::random_bytes()).to_string()]);
        let received = self.take_in(&place, name, pieces).await;
        if received.is_err() {
            self.clear(&place).await;
        }
        received
    }

    async fn take_in<E>(
        &self,
        place: &Path,
        name: FileName,
        pieces: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<Received, NotReceived> {
        let upload = self.store.put_multipart(place).await?;
        let mut writer = WriteMultipart::new_with_chunk_size(upload, PIECE);
        let seen = match self.write(&mut writer, pieces).await {
            Ok(seen) => seen,
            Err(error) => {
                // What it leaves where it cannot be aborted is swept up later.
                if let Err(error) = writer.abort().await {
                    tracing::warn!(%error, "an upload could not be aborted");
                }
                return Err(error);
            }
        };
        writer.finish().await?;
        let kind = self.kind(place, &seen).await?;
        let facts = FileFacts { kind, bytes: seen.bytes };
        let sha256 = hex::encode(seen.sha256.finalize());
        Ok(Received { place: place.clone(), name: name.fitting(kind), facts, sha256 })
    }

    async fn write<E>(
        &self,
        writer: &mut WriteMultipart,
        pieces: impl Stream<Item = Result<Bytes, E>> + Send,
    ) -> Result<Seen, NotReceived> {
        let mut seen = Seen::default();
        let mut pieces = std::pin::pin!(pieces);
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|_| NotReceived::BrokenOff)?;
            seen.look_at(&piece);
            if seen.bytes > self.largest {
                return Err(Refused::TooLarge(self.largest).into());
            }
            if seen.cannot_be_kept() {
                return Err(Refused::Kind.into());
            }
            writer.wait_for_capacity(UNDER_WAY).await?;
            writer.put(piece);
        }
        if seen.bytes == 0 { Err(Refused::Empty.into()) } else { Ok(seen) }
    }

    async fn kind(&self, place: &Path, seen: &Seen) -> Result<FileKind, NotReceived> {
        match Signature::of(&seen.head) {
            Signature::Of(kind) => {
                self.refuse_protected(place, kind).await?;
                Ok(kind)
            }
            Signature::Zip => self.archive(place, seen.bytes).await,
            Signature::Compound => {
                let kind = self.compound(place, seen.bytes, &seen.head).await?;
                self.refuse_protected(place, kind).await?;
                Ok(kind)
            }
            Signature::Other if seen.text.is_text() => Ok(FileKind::Text),
            Signature::Other if seen.other_encoding.is_text() => Err(Refused::Encoding.into()),
            Signature::Other => Err(Refused::Kind.into()),
        }
    }
}

impl Seen {
    fn look_at(&mut self, piece: &[u8]) {
        self.bytes += piece.len() as u64;
        self.sha256.update(piece);
        self.text.feed(piece);
        self.other_encoding.feed(piece);
        let wanted = piece.len().min(ENOUGH - self.head.len());
        self.head.extend_from_slice(&piece[..wanted]);
    }

    /// Whether it is known already that it is nothing that is kept here: the rest need not come.
    fn cannot_be_kept(&self) -> bool {
        let is_no_text = self.text.failed() && !self.other_encoding.may_be_text();
        self.head.len() == ENOUGH && is_no_text && Signature::of(&self.head) == Signature::Other
    }
}
