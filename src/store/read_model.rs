//! The read model: what the events of a stream add up to, brought up to date in the transaction that appends them.
//!
//! [`rows`] computes, from the events of one stream, the rows that stand once all of them are known. Appending compares
//! them with the rows that stood until then: those that no longer hold get the end of their recorded time, the new ones
//! begin. [`history`] replays the whole record so, moment by moment: `ncpi verify` compares the result with the tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::{
    canonical::moment,
    error::StoreError,
    events::{self, Recorded, Stream},
};
use crate::{event::StreamKind, force::ForceSlug};

pub mod chain;
pub mod rows;
pub mod state;
mod tables;

pub use chain::ForceChain;
pub use rows::{Row, Table};

/// A span of days as PostgreSQL writes it: `[2019-09-30,2021-08-26)`.
pub fn daterange(from: NaiveDate, until: Option<NaiveDate>) -> String {
    format!("[{from},{})", until.map(|day| day.to_string()).unwrap_or_default())
}

/// A span of moments as PostgreSQL writes it; without an end it goes on.
pub fn tstzrange(since: DateTime<Utc>, until: Option<DateTime<Utc>>) -> String {
    format!("[{},{})", moment(since), until.map(moment).unwrap_or_default())
}

/// The force that a stream belongs to, by its identity; `None` for a recommendation, whose events say it.
fn force_of(stream: &Stream, events: &[Recorded]) -> Option<ForceSlug> {
    match stream.kind {
        StreamKind::Force => stream.id.parse().ok(),
        StreamKind::Round => stream.id.split_once('/').and_then(|(force, _)| force.parse().ok()),
        StreamKind::Recommendation => events.iter().find_map(|recorded| match &recorded.event.fact {
            crate::fact::Fact::Raised(raised) => Some(raised.force.clone()),
            _ => None,
        }),
    }
}

/// Brings the rows of some streams up to date with their events, as of the moment those were recorded.
pub async fn update(db: &mut PgConnection, streams: &[Stream], recorded_at: DateTime<Utc>) -> Result<(), StoreError> {
    // Rounds first: the chain that findings are ordered by is read from their rows.
    for kind in [StreamKind::Force, StreamKind::Round, StreamKind::Recommendation] {
        let ids: BTreeSet<&str> =
            streams.iter().filter(|stream| stream.kind == kind).map(|stream| stream.id.as_str()).collect();
        let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
        if ids.is_empty() {
            continue;
        }
        let events = events::of_streams(&mut *db, kind, &ids).await?;
        let chains = chains_for(&mut *db, kind, &events).await?;
        let mut standing = tables::open_rows(&mut *db, kind, &ids).await?;
        let mut gone = Vec::new();
        let mut new = Vec::new();
        for (id, events) in &events {
            let stream = Stream { kind, id: id.clone() };
            let chain = force_of(&stream, events).and_then(|force| chains.get(&force));
            let wanted: BTreeSet<Row> = rows::rows(&stream, events, chain)?.into_iter().collect();
            let stood = standing.remove(id).unwrap_or_default();
            gone.extend(stood.difference(&wanted).cloned());
            new.extend(wanted.difference(&stood).cloned());
        }
        tables::close(&mut *db, &gone, recorded_at).await?;
        let new: Vec<Recording> = new.into_iter().map(|row| (row, recorded_at, None)).collect();
        tables::insert(&mut *db, &new).await?;
    }
    Ok(())
}

async fn chains_for(
    db: &mut PgConnection,
    kind: StreamKind,
    events: &HashMap<String, Vec<Recorded>>,
) -> Result<HashMap<ForceSlug, ForceChain>, StoreError> {
    if kind != StreamKind::Recommendation {
        return Ok(HashMap::new());
    }
    let forces: BTreeSet<ForceSlug> =
        events.iter().filter_map(|(id, events)| force_of(&Stream { kind, id: id.clone() }, events)).collect();
    chain::of_forces(db, &forces).await
}

/// A row with the time over which it was recorded; `None` is until now.
pub type Recording = (Row, DateTime<Utc>, Option<DateTime<Utc>>);

/// All rows a stream has ever had, computed afresh from its events.
pub fn history(
    stream: &Stream,
    events: &[Recorded],
    chain: Option<&ForceChain>,
) -> Result<BTreeSet<Recording>, StoreError> {
    let mut open: BTreeMap<Row, DateTime<Utc>> = BTreeMap::new();
    let mut all = BTreeSet::new();
    let mut known = 0;
    while let Some(next) = events.get(known) {
        let moment = next.event.recorded_at;
        known += events[known..].iter().take_while(|later| later.event.recorded_at == moment).count();
        let wanted: BTreeSet<Row> = rows::rows(stream, &events[..known], chain)?.into_iter().collect();
        open.retain(|row, since| {
            let stays = wanted.contains(row);
            if !stays {
                all.insert((row.clone(), *since, Some(moment)));
            }
            stays
        });
        for row in wanted {
            open.entry(row).or_insert(moment);
        }
    }
    all.extend(open.into_iter().map(|(row, since)| (row, since, None)));
    Ok(all)
}

/// One stream with all the rows that its events add up to, and all that the tables hold of it.
pub struct Compared {
    /// The stream.
    pub stream: Stream,
    /// Its events, oldest first.
    pub events: Vec<Recorded>,
    /// What they add up to, computed afresh.
    pub folded: BTreeSet<Recording>,
    /// What the tables say.
    pub stored: BTreeSet<Recording>,
}

/// Holds the rows of some streams of one kind against a fresh fold of their events.
///
/// # Errors
/// The database fails, or holds something that is not of this record's form.
pub async fn compared(db: &mut PgConnection, kind: StreamKind, ids: &[String]) -> Result<Vec<Compared>, StoreError> {
    let mut events = events::of_streams(&mut *db, kind, ids).await?;
    let chains = chains_for(&mut *db, kind, &events).await?;
    let mut stored: HashMap<String, BTreeSet<Recording>> = HashMap::new();
    for (stream, row) in tables::recordings(&mut *db, kind, ids, false).await? {
        stored.entry(stream).or_default().insert(row);
    }
    ids.iter()
        .map(|id| {
            let stream = Stream { kind, id: id.clone() };
            let events = events.remove(id).unwrap_or_default();
            let chain = force_of(&stream, &events).and_then(|force| chains.get(&force));
            let folded = history(&stream, &events, chain)?;
            Ok(Compared { stream, events, folded, stored: stored.remove(id).unwrap_or_default() })
        })
        .collect()
}

/// Puts the rows of a fresh fold in the place of those that the tables hold of a stream. Needs the owner of the schema: the
/// application ends the recorded time of a row and never takes one away.
///
/// # Errors
/// The database fails or refuses.
pub async fn replace(db: &mut PgConnection, compared: &Compared) -> Result<(), StoreError> {
    tables::delete(&mut *db, &compared.stream).await?;
    tables::insert(db, &compared.folded.iter().cloned().collect::<Vec<_>>()).await
}
