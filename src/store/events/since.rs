//! How far streams have come, and what was recorded in them since the versions that somebody knows.

use crate::{
    event::StreamKind,
    store::{error::StoreError, parsing::parsed},
    view::event_line::EventLine,
};
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Stream, row};

/// The number of the last event of a stream; 0 where there is none.
///
/// # Errors
/// The database fails.
pub async fn version(db: &mut PgConnection, stream: &Stream) -> Result<i32, StoreError> {
    let version = sqlx::query_scalar!(
        r#"select coalesce(max(version), 0) as "version!" from event
        where stream_kind = $1::text::stream_kind and stream_id = $2"#,
        stream.kind.slug(),
        stream.id,
    )
    .fetch_one(db)
    .await?;
    Ok(version)
}

/// What was recorded in a stream after a version of it, oldest first.
///
/// # Errors
/// The database fails or holds what the types do not allow.
pub async fn since(db: &mut PgConnection, stream: &Stream, version: i32) -> Result<Vec<EventLine>, StoreError> {
    let mut streams = since_each(db, stream.kind, &[(stream.id.as_str(), version)]).await?;
    Ok(streams.remove(&stream.id).unwrap_or_default())
}

/// The same of several streams of a kind, each with its own version, in one query. A stream without anything new is left out.
///
/// # Errors
/// The database fails or holds what the types do not allow.
pub async fn since_each(
    db: &mut PgConnection,
    kind: StreamKind,
    streams: &[(&str, i32)],
) -> Result<HashMap<String, Vec<EventLine>>, StoreError> {
    let (ids, versions): (Vec<String>, Vec<i32>) =
        streams.iter().map(|(id, version)| ((*id).to_owned(), *version)).unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"select e.stream_id, e.version, e.kind::text as "kind!", e.recorded_at, e.actor_kind::text as "actor_kind!",
            e.actor_person, e.actor_role::text, e.actor_import, e.audience::text as "audience!"
        from unnest($2::text[], $3::integer[]) as known (id, version)
        join event e on e.stream_kind = $1::text::stream_kind and e.stream_id = known.id and e.version > known.version
        order by e.stream_id, e.version"#,
        kind.slug(),
        &ids,
        &versions,
    )
    .fetch_all(db)
    .await?;
    let mut since: HashMap<String, Vec<EventLine>> = HashMap::new();
    for row in rows {
        since.entry(row.stream_id.clone()).or_default().push(row.since()?);
    }
    Ok(since)
}

/// An event's line as it is read.
struct Row {
    stream_id: String,
    version: i32,
    kind: String,
    recorded_at: DateTime<Utc>,
    actor_kind: String,
    actor_person: Option<Uuid>,
    actor_role: Option<String>,
    actor_import: Option<Uuid>,
    audience: String,
}

impl Row {
    fn since(self) -> Result<EventLine, StoreError> {
        Ok(EventLine {
            version: self.version,
            kind: parsed("event", &self.kind)?,
            recorded_at: self.recorded_at,
            actor: row::actor(&self.actor_kind, self.actor_person, self.actor_role.as_deref(), self.actor_import)?,
            audience: parsed("event", &self.audience)?,
        })
    }
}
