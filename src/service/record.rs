//! The step under all others: events are appended and the read model follows, in the caller's transaction.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::store::{
    error::StoreError,
    events::{self, NewEvent, Stream},
    read_model,
};

/// Appends events and brings the read model up to date with them, and with `also`: streams that what is appended
/// touches without an event of their own. Returns the moment of recording.
///
/// The caller holds the locks that [`events::append`] asks for.
pub async fn record(
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
