//! Erasing a text that should never have been written down: two people decide, the event itself stays.

use std::collections::BTreeMap;

use super::record::record;
use crate::{
    event::{Actor, Audience},
    fact::Fact,
    store::{
        database::Database,
        error::StoreError,
        events::{self, NewEvent, Stream},
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
}

impl From<sqlx::Error> for RedactError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Deletes the text with its salt and records that it was erased. Needs the owner of the schema: the application may not
/// delete. Returns the stream the event belongs to.
pub async fn redact(owner: &Database, redaction: Redaction) -> Result<Stream, RedactError> {
    let [first, second] = redaction.decided_by.clone().map(|who| who.trim().to_lowercase());
    if first.is_empty() || second.is_empty() || first == second {
        return Err(RedactError::OnePerson);
    }
    if redaction.reason.trim().is_empty() {
        return Err(RedactError::NoReason);
    }
    let mut tx = owner.pool().begin().await?;
    let not_there = |there| RedactError::NotThere { event: redaction.event, field: redaction.field.clone(), there };
    let Some(event) = sqlx::query!(
        r#"select stream_kind::text as "kind!", stream_id, audience::text as "audience!" from event where seq = $1"#,
        redaction.event
    )
    .fetch_optional(&mut *tx)
    .await?
    else {
        return Err(not_there(Vec::new()));
    };
    let kind = event.kind.parse().map_err(|error| StoreError::inconsistent("event", error))?;
    let audience: Audience = event.audience.parse().map_err(|error| StoreError::inconsistent("event", error))?;
    let stream = Stream { kind, id: event.stream_id };
    events::lock_stream(&mut tx, &stream).await?;
    if !events::texts::erase(&mut tx, redaction.event, &redaction.field).await? {
        return Err(not_there(events::texts::fields(&mut tx, redaction.event).await?));
    }
    let new = NewEvent {
        stream: stream.clone(),
        happened: None,
        actor: Actor::System,
        audience,
        corrects: None,
        fact: Fact::TextRedacted { event: redaction.event, field: redaction.field, decided_by: redaction.decided_by },
        texts: BTreeMap::from([("reason", redaction.reason)]),
    };
    record(&mut tx, vec![new], []).await?;
    tx.commit().await?;
    Ok(stream)
}

#[cfg(test)]
mod tests;
