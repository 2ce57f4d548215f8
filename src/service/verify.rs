//! Checking the record: every chain of hashes, every text beside an event, and the read model against a fresh fold.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use crate::{
    event::StreamKind,
    fact::Fact,
    files::FilesError,
    store::{
        canonical::{Hash, text_digest},
        database::Database,
        error::StoreError,
        events::{self, Recorded},
        read_model::{self, Compared, Recording},
        search,
    },
};

mod files;
mod unrecorded;

pub use files::{FileFault, FileProblem, FilesVerified, has_files, verify_files};
pub use unrecorded::{ON_ITS_WAY, REMOVED_AFTER, sweep_unrecorded, unrecorded_files};

/// What a check found to be as it should be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Streams.
    pub streams: u64,
    /// Events.
    pub events: u64,
    /// Texts whose digest was recomputed.
    pub texts: u64,
    /// Texts that were erased, each with an event that says so.
    pub erased: u64,
    /// Rows of the read model.
    pub rows: u64,
    /// SHA-256 over the heads of all streams: kept elsewhere, it shows a cut-off tail.
    pub head: String,
}

/// The first thing that is not as it should be.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// An event is not what it was when it was recorded, or its chain is broken there.
    #[error("event {seq} ({stream}, number {version} of the stream): {problem}")]
    Broken {
        /// The number of the event.
        seq: i64,
        /// Its stream.
        stream: String,
        /// Its number within the stream.
        version: i32,
        /// What is wrong.
        problem: String,
    },
    /// The read model does not say what the events add up to.
    #[error("the read model of {stream} differs from a fresh fold of its events: {problem}")]
    ReadModel {
        /// The stream.
        stream: String,
        /// The first difference.
        problem: String,
    },
    /// A search would not find what the texts say, or find what they do not say.
    #[error("the search of {what} differs from the texts; `ncpi migrate --rebuild` makes it anew")]
    Search {
        /// What of it.
        what: String,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What keeps the files failed.
    #[error(transparent)]
    Files(#[from] FilesError),
}

impl From<sqlx::Error> for VerifyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// How many streams are held in memory at once.
const BATCH: i64 = 100;

/// Walks the whole record in one unmoving view of it and stops at the first fault.
///
/// Texts that are not for everyone are checked as well: the application reads them as the inspectorate does, the owner of the
/// schema reads all of them anyway.
pub async fn verify(database: &Database, mut on_progress: impl FnMut(u64, u64)) -> Result<Verified, VerifyError> {
    let mut tx = database.snapshot_of_everything().await?;
    let total = events::streams(&mut tx).await?;
    let mut verified = Verified::default();
    let mut heads = Sha256::new();
    for kind in StreamKind::ALL {
        let mut after = String::new();
        loop {
            let ids = events::streams_after(&mut tx, *kind, &after, BATCH).await?;
            let Some(last) = ids.last() else { break };
            after.clone_from(last);
            verify_streams(&mut tx, *kind, &ids, &mut verified, &mut heads).await?;
            if *kind == StreamKind::Recommendation {
                verify_search(&mut tx, &ids).await?;
            }
            on_progress(verified.streams, total);
        }
    }
    let rows = rows_of_unknown_streams(&mut tx).await?;
    if let Some(stream) = rows {
        return Err(VerifyError::ReadModel { stream, problem: "there are rows, and no events".to_owned() });
    }
    if let Some(word) = search::first_word_that_differs(&mut tx).await? {
        return Err(VerifyError::Search { what: format!("the word {word:?}") });
    }
    verified.head = hex::encode(heads.finalize());
    Ok(verified)
}

async fn verify_streams(
    db: &mut PgConnection,
    kind: StreamKind,
    ids: &[String],
    verified: &mut Verified,
    heads: &mut Sha256,
) -> Result<(), VerifyError> {
    let compared = read_model::compared(&mut *db, kind, ids).await?;
    let texts = events::texts::of_events(&mut *db, compared.iter().flat_map(|one| &one.events)).await?;
    for Compared { stream, events, folded, stored } in &compared {
        let head = verify_chain(events)?;
        heads.update(stream.to_string());
        heads.update(b"\n");
        heads.update(head);
        verify_texts(events, &texts, verified)?;
        if let Some(problem) = first_difference(folded, stored) {
            return Err(VerifyError::ReadModel { stream: stream.to_string(), problem });
        }
        verified.streams += 1;
        verified.events += events.len() as u64;
        verified.rows += stored.len() as u64;
    }
    Ok(())
}

async fn verify_search(db: &mut PgConnection, references: &[String]) -> Result<(), VerifyError> {
    match search::first_that_differs(db, references).await? {
        Some(reference) => Err(VerifyError::Search { what: format!("recommendation {reference}") }),
        None => Ok(()),
    }
}

fn broken(event: &Recorded, problem: impl Into<String>) -> VerifyError {
    VerifyError::Broken {
        seq: event.event.seq,
        stream: event.stream.to_string(),
        version: event.version,
        problem: problem.into(),
    }
}

/// Checks one stream's chain and returns its head.
fn verify_chain(events: &[Recorded]) -> Result<Hash, VerifyError> {
    let mut head: Option<&Recorded> = None;
    for (number, event) in (1..).zip(events) {
        if event.version != number {
            return Err(broken(event, format!("number {number} of the stream is missing")));
        }
        if event.prev_hash != head.map(|head| head.hash) {
            return Err(broken(event, "it does not carry the hash of the event before it"));
        }
        if head.is_some_and(|head| head.event.recorded_at > event.event.recorded_at) {
            return Err(broken(event, "it is recorded before the event before it"));
        }
        if event.recomputed()? != event.hash {
            return Err(broken(event, "its content is not what its hash was made of"));
        }
        head = Some(event);
    }
    Ok(head.map_or([0; 32], |head| head.hash))
}

type Texts = HashMap<(i64, String), events::texts::Salted>;

fn verify_texts(events: &[Recorded], texts: &Texts, verified: &mut Verified) -> Result<(), VerifyError> {
    let erased: BTreeSet<(i64, &str)> = events
        .iter()
        .filter_map(|event| match &event.event.fact {
            Fact::TextRedacted { event, field, .. } => Some((*event, field.as_str())),
            _ => None,
        })
        .collect();
    for event in events {
        for (field, digest) in event.texts.as_object().into_iter().flatten() {
            match texts.get(&(event.event.seq, field.clone())) {
                Some((salt, body)) if *digest == Value::String(text_digest(salt, body)) => verified.texts += 1,
                Some(_) => return Err(broken(event, format!("its text {field:?} is not what its digest was made of"))),
                None if erased.contains(&(event.event.seq, field.as_str())) => verified.erased += 1,
                None => {
                    return Err(broken(event, format!("its text {field:?} is gone, and no event says it was erased")));
                }
            }
        }
    }
    Ok(())
}

fn first_difference(folded: &BTreeSet<Recording>, stored: &BTreeSet<Recording>) -> Option<String> {
    let missing = folded.difference(stored).next().map(|row| format!("missing is {}", in_words(row)));
    missing.or_else(|| stored.difference(folded).next().map(|row| format!("there should be no {}", in_words(row))))
}

fn in_words((row, since, until): &Recording) -> String {
    let columns = serde_json::to_value(row).ok().and_then(|value| serde_json::from_value(value).ok());
    let columns: BTreeMap<String, Value> = columns.unwrap_or_default();
    let columns: Vec<String> = columns
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    let until = until.map_or_else(|| "now".to_owned(), |until| until.to_rfc3339());
    format!("row of {:?} recorded from {} until {until}: {}", row.table(), since.to_rfc3339(), columns.join(", "))
}

/// A stream that has rows in the read model and no event at all.
async fn rows_of_unknown_streams(db: &mut PgConnection) -> Result<Option<String>, StoreError> {
    let stream = sqlx::query_scalar!(
        r#"select stream as "stream!" from (
            select 'recommendation ' || reference as stream from recommendation r
            where exists (select from recommendation_version v where v.reference = r.reference)
                and not exists (select from event where stream_kind = 'recommendation' and stream_id = r.reference)
            union all
            select 'round ' || force_slug || '/' || slug from round r
            where exists (select from round_version v where v.force_slug = r.force_slug and v.round_slug = r.slug)
                and not exists (select from event where stream_kind = 'round' and stream_id = r.force_slug || '/' || r.slug)
            union all
            select 'force ' || slug from force f
            where exists (select from force_version v where v.slug = f.slug)
                and not exists (select from event where stream_kind = 'force' and stream_id = f.slug)
        ) as orphan limit 1"#
    )
    .fetch_optional(db)
    .await?;
    Ok(stream)
}

#[cfg(test)]
mod tests;
