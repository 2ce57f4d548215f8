//! Events in the database: reading a stream, and appending to it with the hash chain carried on.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    canonical::{self, Content, Hash},
    error::StoreError,
    parsing::counted,
};
use crate::{
    clock,
    event::{Actor, Event, StreamKind},
    fact::{EventKind, Fact},
    identity::{Audience, PersonId},
    partial_date::PartialDate,
};

mod row;
mod since;
pub mod texts;

pub use row::Row;
pub use since::{since, since_each, version};
pub use texts::Text;

/// Which stream of events.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stream {
    /// What it is about.
    pub kind: StreamKind,
    /// Which: a force's slug, `force/round`, or a reference.
    pub id: String,
}

impl std::fmt::Display for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind.slug(), self.id)
    }
}

/// An event about to be recorded.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// To which stream.
    pub stream: Stream,
    /// When it happened.
    pub happened: Option<PartialDate>,
    /// Who brought it about.
    pub actor: Actor,
    /// Who may read it.
    pub audience: Audience,
    /// The event it puts right.
    pub corrects: Option<i64>,
    /// What it says.
    pub fact: Fact,
    /// The free texts beside it, by field.
    pub texts: BTreeMap<&'static str, String>,
}

/// An event as it is recorded, with all that its hash covers.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// To which stream.
    pub stream: Stream,
    /// Its number within the stream.
    pub version: i32,
    /// Its kind.
    pub kind: EventKind,
    /// What the fold reads of it.
    pub event: Event,
    /// Who may read it.
    pub audience: Audience,
    /// The facts as they are kept.
    pub facts: Value,
    /// The digests of its texts.
    pub texts: Value,
    /// The hash of the event before it.
    pub prev_hash: Option<Hash>,
    /// Its own.
    pub hash: Hash,
}

impl Recorded {
    /// The end of its stream, as long as nothing follows it.
    pub fn head(&self) -> Head {
        Head { version: self.version, hash: self.hash, recorded_at: self.event.recorded_at }
    }

    /// The hash that its content has now.
    pub fn recomputed(&self) -> Result<Hash, StoreError> {
        let happened = self.event.happened.map(PartialDate::iso);
        let (actor_kind, person, role, import) = actor_columns(self.event.actor);
        Content {
            seq: self.event.seq,
            stream_kind: self.stream.kind.slug(),
            stream_id: &self.stream.id,
            version: self.version,
            kind: self.kind.slug(),
            happened: happened.as_deref(),
            recorded_at: canonical::moment(self.event.recorded_at),
            actor_kind,
            actor_person: person.map(|id| id.to_string()),
            actor_role: role,
            actor_import: import.map(|id| id.to_string()),
            audience: self.audience.slug(),
            corrects: self.event.corrects,
            facts: &self.facts,
            texts: &self.texts,
            prev_hash: self.prev_hash.map(hex::encode),
        }
        .hash()
    }
}

/// The columns that hold an actor: kind, person, role, import.
pub fn actor_columns(actor: Actor) -> (&'static str, Option<Uuid>, Option<&'static str>, Option<Uuid>) {
    match actor {
        Actor::Person { id: PersonId(id), role } => ("person", Some(id), Some(role.slug()), None),
        Actor::Import { batch } => ("import", None, None, Some(batch)),
        Actor::System => ("system", None, None, None),
    }
}

/// Waits until no import runs, and keeps imports out until the transaction ends. For a step of one person.
pub async fn lock_stream(db: &mut PgConnection, stream: &Stream) -> Result<(), StoreError> {
    sqlx::query!("select pg_advisory_xact_lock_shared(hashtextextended('ncpi record', 0))").fetch_one(&mut *db).await?;
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 1))", stream.to_string()).fetch_one(db).await?;
    Ok(())
}

/// Keeps everybody else from appending until the transaction ends. For an import.
pub async fn lock_record(db: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('ncpi record', 0))").fetch_one(db).await?;
    Ok(())
}

/// How many streams there are.
pub async fn streams(db: &mut PgConnection) -> Result<u64, StoreError> {
    let streams =
        sqlx::query_scalar!(r#"select count(*) as "count!" from event where version = 1"#).fetch_one(db).await?;
    counted("event", streams)
}

/// The streams of a kind that come after one by name, so many at most, in order.
pub async fn streams_after(
    db: &mut PgConnection,
    kind: StreamKind,
    after: &str,
    most: i64,
) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "select distinct stream_id from event
        where stream_kind = $1::text::stream_kind and stream_id > $2 order by stream_id limit $3",
        kind.slug(),
        after,
        most,
    )
    .fetch_all(db)
    .await?)
}

/// The events of some streams, each stream oldest first.
pub async fn of_streams(
    db: &mut PgConnection,
    kind: StreamKind,
    ids: &[String],
) -> Result<HashMap<String, Vec<Recorded>>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"select seq, stream_kind::text as "stream_kind!", stream_id, version, kind::text as "kind!",
            happened as "happened: String", recorded_at, actor_kind::text as "actor_kind!", actor_person,
            actor_role::text, actor_import, audience::text as "audience!", corrects, facts, texts, prev_hash, hash
        from event where stream_kind = $1::text::stream_kind and stream_id = any($2) order by stream_id, version"#,
        kind.slug(),
        ids,
    )
    .fetch_all(db)
    .await?;
    let mut streams: HashMap<String, Vec<Recorded>> = HashMap::new();
    for row in rows {
        let recorded = Recorded::try_from(row)?;
        streams.entry(recorded.stream.id.clone()).or_default().push(recorded);
    }
    Ok(streams)
}

/// Where a stream ends.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    version: i32,
    hash: Hash,
    recorded_at: DateTime<Utc>,
}

async fn heads(db: &mut PgConnection, streams: &[&Stream]) -> Result<HashMap<Stream, Head>, StoreError> {
    let kinds: Vec<String> = streams.iter().map(|stream| stream.kind.slug().to_owned()).collect();
    let ids: Vec<String> = streams.iter().map(|stream| stream.id.clone()).collect();
    let rows = sqlx::query!(
        r#"select wanted.kind as "kind!", wanted.id as "id!", head.version, head.hash, head.recorded_at
        from unnest($1::text[], $2::text[]) as wanted (kind, id)
        cross join lateral (
            select version, hash, recorded_at from event
            where stream_kind = wanted.kind::stream_kind and stream_id = wanted.id order by version desc limit 1
        ) as head"#,
        &kinds,
        &ids,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let kind = row.kind.parse().map_err(|error| StoreError::inconsistent("event", error))?;
            let head = Head { version: row.version, hash: row::hash(row.hash)?, recorded_at: row.recorded_at };
            Ok((Stream { kind, id: row.id }, head))
        })
        .collect()
}

/// Appends events in the order given, all recorded at one moment, and returns that moment.
///
/// The caller holds the lock of every stream named ([`lock_stream`], [`lock_record`]) and then brings the read model up
/// to date in the same transaction. The moment is the database's clock's, and later than anything in those streams.
pub async fn append(db: &mut PgConnection, events: Vec<NewEvent>) -> Result<DateTime<Utc>, StoreError> {
    let clock = sqlx::query_scalar!(r#"select clock_timestamp() as "now!""#).fetch_one(&mut *db).await?;
    let mut streams: Vec<&Stream> = events.iter().map(|event| &event.stream).collect();
    streams.sort_unstable();
    streams.dedup();
    let mut heads = heads(&mut *db, &streams).await?;
    let latest = heads.values().map(|head| head.recorded_at + TimeDelta::microseconds(1)).max();
    let recorded_at = latest.map_or(clock, |latest| latest.max(clock));

    let count = i32::try_from(events.len()).map_err(|error| StoreError::inconsistent("event", error))?;
    let numbers =
        sqlx::query_scalar!(r#"select nextval('event_seq') as "seq!" from generate_series(1, $1) order by 1"#, count)
            .fetch_all(&mut *db)
            .await?;

    let mut rows = Vec::with_capacity(events.len());
    let (mut texts, mut restricted) = (Vec::new(), Vec::new());
    for (seq, new) in numbers.into_iter().zip(events) {
        let head = heads.get(&new.stream).copied();
        let (recorded, beside) = record(seq, recorded_at, head, new, clock::random_bytes)?;
        heads.insert(recorded.stream.clone(), recorded.head());
        let beside = beside.iter().map(Text::columns);
        match recorded.audience {
            Audience::Everyone => texts.extend(beside),
            Audience::Force | Audience::Inspectorate => restricted.extend(beside),
        }
        rows.push(columns(&recorded));
    }
    insert(&mut *db, rows).await?;
    texts::insert(db, texts, restricted).await?;
    Ok(recorded_at)
}

/// A new event as it is recorded behind `head`, and the texts beside it. Time and chance are the caller's.
pub fn record(
    seq: i64,
    recorded_at: DateTime<Utc>,
    head: Option<Head>,
    new: NewEvent,
    mut salt: impl FnMut() -> [u8; 16],
) -> Result<(Recorded, Vec<Text>), StoreError> {
    let mut digests = serde_json::Map::new();
    let mut texts = Vec::new();
    for (field, body) in new.texts {
        let salt = salt();
        digests.insert(field.to_owned(), Value::String(canonical::text_digest(&salt, &body)));
        texts.push(Text { event: seq, field, salt, body });
    }
    let event =
        Event { seq, happened: new.happened, recorded_at, actor: new.actor, corrects: new.corrects, fact: new.fact };
    let mut recorded = Recorded {
        stream: new.stream,
        version: head.map_or(1, |head| head.version + 1),
        kind: event.fact.kind(),
        facts: facts(&event.fact)?,
        event,
        audience: new.audience,
        texts: Value::Object(digests),
        prev_hash: head.map(|head| head.hash),
        hash: [0; 32],
    };
    recorded.hash = recorded.recomputed()?;
    Ok((recorded, texts))
}

/// The facts without their tag, which has a column of its own.
pub fn facts(fact: &Fact) -> Result<Value, StoreError> {
    let mut facts = serde_json::to_value(fact).map_err(|error| StoreError::inconsistent("event", error))?;
    if let Value::Object(members) = &mut facts {
        members.remove("event_kind");
    }
    Ok(facts)
}

/// Bytes as PostgreSQL reads them from text.
pub fn bytea(bytes: &[u8]) -> String {
    format!("\\x{}", hex::encode(bytes))
}

fn columns(recorded: &Recorded) -> Value {
    let (actor_kind, person, role, import) = actor_columns(recorded.event.actor);
    json!({
        "seq": recorded.event.seq,
        "stream_kind": recorded.stream.kind,
        "stream_id": recorded.stream.id,
        "version": recorded.version,
        "kind": recorded.kind,
        "happened": recorded.event.happened,
        "recorded_at": canonical::moment(recorded.event.recorded_at),
        "actor_kind": actor_kind,
        "actor_person": person,
        "actor_role": role,
        "actor_import": import,
        "audience": recorded.audience,
        "corrects": recorded.event.corrects,
        "facts": recorded.facts,
        "texts": recorded.texts,
        "prev_hash": recorded.prev_hash.map(|hash| bytea(&hash)),
        "hash": bytea(&recorded.hash),
    })
}

async fn insert(db: &mut PgConnection, events: Vec<Value>) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into event (seq, stream_kind, stream_id, version, kind, happened, recorded_at, actor_kind,
            actor_person, actor_role, actor_import, audience, corrects, facts, texts, prev_hash, hash)
        select seq, stream_kind, stream_id, version, kind, happened, recorded_at, actor_kind,
            actor_person, actor_role, actor_import, audience, corrects, facts, texts, prev_hash, hash
        from jsonb_populate_recordset(null::event, $1) order by seq",
        Value::Array(events),
    )
    .execute(db)
    .await?;
    Ok(())
}
