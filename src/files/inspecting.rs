//! Looking into containers that came in: a few ranges of them, and then all of it once as it goes by.

use futures_util::StreamExt as _;
use object_store::{ObjectStoreExt as _, path::Path};

use super::{Files, NotReceived};
use crate::evidence::{
    FileKind, Refused,
    archive::{self, LONGEST_END, Part},
    compound::{self, Header},
    inflation::{self, Inflation},
};

impl Files {
    /// What an archive of this length is. It is unpacked to see that it holds what it says, and nothing of it is kept.
    pub(super) async fn archive(&self, place: &Path, length: u64) -> Result<FileKind, NotReceived> {
        let range = |from: u64, until: u64| {
            let range = from..until.min(length);
            async move { if range.is_empty() { Err(Refused::Damaged.into()) } else { self.range(place, range).await } }
        };
        let directory = archive::find(&range(length.saturating_sub(LONGEST_END), length).await?, length)?;
        if directory.from == directory.until {
            return Err(Refused::Kind.into());
        }
        let entries = range(directory.from, directory.until).await?;
        let parts = archive::parts(&entries, directory, length)?;
        let content = async |part: &Part| {
            let from = part.from + archive::before_content(&range(part.from, part.from + 30).await?)?;
            let packed = range(from, from + part.packed).await?;
            Ok::<_, NotReceived>(inflation::unpacked(part, &packed)?)
        };
        let part = archive::telling(&parts)?;
        let kind = archive::kind(part, &content(part).await?)?;
        if let Some(manifest) = archive::manifest(&parts)?
            && archive::names_encryption(&content(manifest).await?)
        {
            return Err(Refused::Protected.into());
        }
        archive::without_active_content(&parts)?;

        let mut inflation = Inflation::of(parts);
        let mut pieces = self.store.get(place).await?.into_stream();
        while let Some(piece) = pieces.next().await {
            inflation.feed(&piece?)?;
        }
        inflation.finish()?;
        Ok(kind)
    }

    /// What a compound file of this length is.
    pub(super) async fn compound(&self, place: &Path, length: u64, head: &[u8]) -> Result<FileKind, NotReceived> {
        let header = Header::read(head)?;
        let mut walk = header.walk();
        let mut directory = Vec::new();
        while let Some(here) = walk.here().filter(|here| here.end <= length) {
            directory.extend_from_slice(&self.range(place, here).await?);
            let Some(next) = walk.next_is_at().filter(|next| next.end <= length) else { break };
            if !walk.go_on(&self.range(place, next).await?) {
                break;
            }
        }
        Ok(compound::kind(&directory)?)
    }

    async fn range(&self, place: &Path, range: std::ops::Range<u64>) -> Result<bytes::Bytes, NotReceived> {
        Ok(self.store.get_range(place, range).await?)
    }
}
