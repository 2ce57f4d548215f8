//! A piece of evidence by its identity, as far as a reader may read it.

use super::{database::Database, error::StoreError, parsing::parsed};
use crate::{
    evidence::{EvidenceId, FileFacts, FileName},
    fact::Fact,
    force::ForceSlug,
    identity::Audience,
    person::Reader,
    reference::Reference,
    view::free_text::FreeText,
};

/// A file that is on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOnRecord {
    /// Of which item.
    pub reference: Reference,
    /// Whose item that is.
    pub force: ForceSlug,
    /// Who may read it.
    pub audience: Audience,
    /// What it is and how large.
    pub facts: FileFacts,
    /// What is left of it, where the reader may read it.
    pub content: Content,
}

/// Whether a file can be given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// It can, to this reader.
    There {
        /// Its name; one that was erased is a general one.
        name: FileName,
        /// The SHA-256 of its content, in hexadecimal.
        sha256: String,
    },
    /// It was erased.
    Erased,
    /// It is not for this reader.
    Restricted,
}

/// Looks a file up; `None` where nothing is called that, or it is evidence that is held elsewhere.
///
/// # Errors
/// The database fails or holds what the types do not allow.
#[tracing::instrument(skip(database, reader), err)]
pub async fn file(database: &Database, reader: &Reader, id: EvidenceId) -> Result<Option<FileOnRecord>, StoreError> {
    let mut db = database.snapshot_for(reader).await?;
    let row = sqlx::query!(
        r#"select e.stream_id, r.force_slug, e.audience::text as "audience!", e.facts, e.texts ? 'file' as "has_file!",
            coalesce(open_name.body, some_name.body) as name, coalesce(open_file.body, some_file.body) as file
        from event e
        join recommendation r on r.reference = e.stream_id
        left join event_text open_name on open_name.event = e.seq and open_name.field = 'file_name'
        left join restricted_text some_name on some_name.event = e.seq and some_name.field = 'file_name'
        left join event_text open_file on open_file.event = e.seq and open_file.field = 'file'
        left join restricted_text some_file on some_file.event = e.seq and some_file.field = 'file'
        where e.kind = 'evidence_added' and e.facts #>> '{piece,id}' = $1 and e.stream_kind = 'recommendation'"#,
        id.to_string(),
    )
    .fetch_optional(&mut *db)
    .await?;
    db.commit().await?;
    let Some(row) = row else { return Ok(None) };
    let mut tagged = row.facts;
    tagged["event_kind"] = "evidence_added".into();
    let fact = serde_json::from_value(tagged).map_err(|error| StoreError::inconsistent("event", error))?;
    let Fact::EvidenceAdded { piece: Some(piece), .. } = fact else { return Ok(None) };
    let Some(facts) = piece.file else { return Ok(None) };
    let force: ForceSlug = parsed("recommendation", &row.force_slug)?;
    let audience = parsed("event", &row.audience)?;
    let content = match FreeText::read(row.has_file, row.file) {
        _ if !reader.may_read(audience, &force) => Content::Restricted,
        FreeText::Body(sha256) => {
            let name = FileName::kept(row.name.unwrap_or_else(|| "evidence".to_owned())).fitting(facts.kind);
            Content::There { name, sha256 }
        }
        FreeText::Erased | FreeText::None => Content::Erased,
    };
    Ok(Some(FileOnRecord { reference: parsed("event", &row.stream_id)?, force, audience, facts, content }))
}
