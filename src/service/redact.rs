//! Erasing a text, or a file, that should never have been kept: two people decide, the event itself stays.

use std::collections::BTreeMap;

use crate::{
    event::Actor,
    evidence::EvidenceId,
    fact::Fact,
    files::{Files, FilesError},
    identity::Audience,
    invisible_signs::{shows_nothing, to_answer},
    store::{
        database::Database,
        error::StoreError,
        events::{self, NewEvent, Stream},
        record::append_and_project,
    },
};

/// What is to be erased, why, and who decided it.
#[derive(Debug, Clone)]
pub struct Redaction {
    /// The number of the event that the text lies beside.
    pub event: i64,
    /// Which of its texts, for example `wording`.
    pub field: String,
    /// Why: itself a text, so it must not repeat what it erases.
    pub reason: String,
    /// The two people who decided, by post rather than by name.
    pub decided_by: [String; 2],
}

/// Why nothing was erased.
#[derive(Debug, thiserror::Error)]
pub enum RedactError {
    /// No such text, or it was erased before.
    #[error("event {event} has no text {field:?} that could be erased; its texts are: {}", if there.is_empty() { "none".to_owned() } else { there.join(", ") })]
    NotThere {
        /// The event asked for.
        event: i64,
        /// The text asked for.
        field: String,
        /// The texts there are.
        there: Vec<String>,
    },
    /// One person cannot decide it.
    #[error("two different people must decide that a text is erased; name both with --decided-by")]
    OnePerson,
    /// A reason must be given.
    #[error("say why the text is erased")]
    NoReason,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What keeps the files failed, so nothing was erased.
    #[error(transparent)]
    Files(#[from] FilesError),
}

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redacted {
    /// The stream the event belongs to.
    pub stream: Stream,
    /// What became of the file, if the text was the SHA-256 of one. Without that nobody is given the file any more.
    pub file: Option<FileFate>,
}

/// What became of a file whose SHA-256 was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFate {
    /// It was deleted.
    Deleted(EvidenceId),
    /// It is not where files of evidence were said to lie; if it lies elsewhere it is still there.
    NotFound(EvidenceId),
}

impl From<sqlx::Error> for RedactError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Deletes the text with its salt and records that it was erased. Needs the owner of the schema: the application may not
/// delete. The field `file` of evidence stands for the file: it is deleted as well, from `files`.
pub async fn redact(owner: &Database, files: Option<&Files>, redaction: Redaction) -> Result<Redacted, RedactError> {
    let [first, second] = redaction.decided_by.clone().map(|who| to_answer(&who).trim().to_lowercase());
    if first.is_empty() || second.is_empty() || first == second {
        return Err(RedactError::OnePerson);
    }
    if shows_nothing(&redaction.reason) {
        return Err(RedactError::NoReason);
    }
    let mut tx = owner.pool().begin().await?;
    let not_there = |there| RedactError::NotThere { event: redaction.event, field: redaction.field.clone(), there };
    let Some(event) = sqlx::query!(
        r#"select stream_kind::text as "kind!", stream_id, audience::text as "audience!", facts #>> '{piece,id}' as piece
        from event where seq = $1"#,
        redaction.event
    )
    .fetch_optional(&mut *tx)
    .await?
    else {
        return Err(not_there(Vec::new()));
    };
    let kind = event.kind.parse().map_err(inconsistent)?;
    let audience: Audience = event.audience.parse().map_err(inconsistent)?;
    let stream = Stream { kind, id: event.stream_id };
    events::lock_stream(&mut tx, &stream).await?;
    if !events::texts::erase(&mut tx, redaction.event, &redaction.field).await? {
        return Err(not_there(events::texts::fields(&mut tx, redaction.event).await?));
    }
    let piece: Option<EvidenceId> = event.piece.as_deref().map(str::parse).transpose().map_err(inconsistent)?;
    let file = match piece.filter(|_| redaction.field == "file") {
        // Before the commit: if this fails all of it can be tried again, and a file that is gone already is no failure.
        Some(piece) => Some(fate(files, piece).await?),
        None => None,
    };
    let new = NewEvent {
        stream: stream.clone(),
        happened: None,
        actor: Actor::System,
        audience,
        corrects: None,
        fact: Fact::TextRedacted { event: redaction.event, field: redaction.field, decided_by: redaction.decided_by },
        texts: BTreeMap::from([("reason", redaction.reason)]),
    };
    append_and_project(&mut tx, vec![new], []).await?;
    tx.commit().await?;
    Ok(Redacted { stream, file })
}

async fn fate(files: Option<&Files>, piece: EvidenceId) -> Result<FileFate, FilesError> {
    let deleted = match files {
        Some(files) => files.erase(piece).await?,
        None => false,
    };
    Ok(if deleted { FileFate::Deleted(piece) } else { FileFate::NotFound(piece) })
}

fn inconsistent(error: impl std::fmt::Display) -> StoreError {
    StoreError::inconsistent("event", error)
}

#[cfg(test)]
mod tests;
