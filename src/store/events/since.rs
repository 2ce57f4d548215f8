//! How far a stream has come, and what was recorded in it since a version that somebody knows.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Stream, row};
use crate::{
    event::{Actor, Audience},
    fact::EventKind,
    store::{error::StoreError, parsing::parsed},
};

/// An event by its line: when, who in which role, and which kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// Its number within the stream.
    pub version: i32,
    /// Its kind.
    pub kind: EventKind,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who brought it about.
    pub actor: Actor,
    /// Who may read it.
    pub audience: Audience,
}

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
pub async fn since(db: &mut PgConnection, stream: &Stream, version: i32) -> Result<Vec<Since>, StoreError> {
    let rows = sqlx::query!(
        r#"select version, kind::text as "kind!", recorded_at, actor_kind::text as "actor_kind!", actor_person,
            actor_role::text, actor_import, audience::text as "audience!"
        from event where stream_kind = $1::text::stream_kind and stream_id = $2 and version > $3 order by version"#,
        stream.kind.slug(),
        stream.id,
        version,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Since {
                version: row.version,
                kind: parsed("event", &row.kind)?,
                recorded_at: row.recorded_at,
                actor: row::actor(&row.actor_kind, row.actor_person, row.actor_role.as_deref(), row.actor_import)?,
                audience: parsed("event", &row.audience)?,
            })
        })
        .collect()
}
