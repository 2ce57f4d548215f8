//! Appending events and projecting them into the read model, in the caller's transaction. Every change to the record goes through here.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{
    error::StoreError,
    events::{self, NewEvent, Stream},
    read_model,
};

/// Appends events and projects their streams into the read model, together with the streams in `also`, which the events affect without
/// being part of them. Returns the moment of recording.
///
/// The caller must hold the locks that [`events::append`] requires.
pub async fn append_and_project(
    db: &mut PgConnection,
    new: Vec<NewEvent>,
    also: impl IntoIterator<Item = Stream>,
) -> Result<DateTime<Utc>, StoreError> {
    let mut streams: Vec<Stream> = new.iter().map(|event| event.stream.clone()).chain(also).collect();
    streams.sort_unstable();
    streams.dedup();
    let recorded_at = events::append(&mut *db, new).await?;
    read_model::update(db, &streams, recorded_at).await?;
    Ok(recorded_at)
}
