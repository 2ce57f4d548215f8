//! A row of `event`, parsed like any other input.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{Recorded, Stream};
use crate::{
    event::{Actor, Event},
    fact::{EventKind, Fact},
    identity::PersonId,
    store::{canonical::Hash, error::StoreError},
};

/// The columns of `event` as they are read, enums as text.
#[derive(Debug)]
pub struct Row {
    /// `seq`.
    pub seq: i64,
    /// `stream_kind`.
    pub stream_kind: String,
    /// `stream_id`.
    pub stream_id: String,
    /// `version`.
    pub version: i32,
    /// `kind`.
    pub kind: String,
    /// `happened`.
    pub happened: Option<String>,
    /// `recorded_at`.
    pub recorded_at: DateTime<Utc>,
    /// `actor_kind`.
    pub actor_kind: String,
    /// `actor_person`.
    pub actor_person: Option<Uuid>,
    /// `actor_role`.
    pub actor_role: Option<String>,
    /// `actor_import`.
    pub actor_import: Option<Uuid>,
    /// `audience`.
    pub audience: String,
    /// `corrects`.
    pub corrects: Option<i64>,
    /// `facts`.
    pub facts: Value,
    /// `texts`.
    pub texts: Value,
    /// `prev_hash`.
    pub prev_hash: Option<Vec<u8>>,
    /// `hash`.
    pub hash: Vec<u8>,
}

/// The 32 bytes of a hash.
pub fn hash(bytes: Vec<u8>) -> Result<Hash, StoreError> {
    Hash::try_from(bytes).map_err(|bytes| StoreError::inconsistent("event", hex::encode(bytes)))
}

/// The actor that four columns hold together.
pub fn actor(kind: &str, person: Option<Uuid>, role: Option<&str>, import: Option<Uuid>) -> Result<Actor, StoreError> {
    match (kind, person, role, import) {
        ("person", Some(id), Some(role), None) => {
            Ok(Actor::Person { id: PersonId(id), role: role.parse().map_err(wrong)? })
        }
        ("import", None, None, Some(batch)) => Ok(Actor::Import { batch }),
        ("system", None, None, None) => Ok(Actor::System),
        (other, ..) => Err(wrong(other)),
    }
}

fn wrong(error: impl std::fmt::Display) -> StoreError {
    StoreError::inconsistent("event", error)
}

impl TryFrom<Row> for Recorded {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let kind: EventKind = row.kind.parse().map_err(wrong)?;
        let mut tagged = row.facts.clone();
        if let Value::Object(members) = &mut tagged {
            members.insert("event_kind".to_owned(), Value::String(kind.slug().to_owned()));
        }
        let fact: Fact = serde_json::from_value(tagged)
            .map_err(|error| StoreError::inconsistent("event", format!("event {}: {error}", row.seq)))?;
        let actor = actor(&row.actor_kind, row.actor_person, row.actor_role.as_deref(), row.actor_import)?;
        Ok(Self {
            stream: Stream { kind: row.stream_kind.parse().map_err(wrong)?, id: row.stream_id },
            version: row.version,
            kind,
            event: Event {
                seq: row.seq,
                happened: row.happened.map(|text| text.parse().map_err(wrong)).transpose()?,
                recorded_at: row.recorded_at,
                actor,
                corrects: row.corrects,
                fact,
            },
            audience: row.audience.parse().map_err(wrong)?,
            facts: row.facts,
            texts: row.texts,
            prev_hash: row.prev_hash.map(hash).transpose()?,
            hash: hash(row.hash)?,
        })
    }
}
