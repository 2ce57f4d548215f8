//! Files that no event names: what a database that broke down between keeping a file and recording it leaves behind.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    VerifyError,
    files::{BATCH, after},
};
use crate::{evidence::EvidenceId, files::Files, store::database::Database};

/// A file is recorded by the transaction that keeps it: one that is younger than this may still be on its way.
pub const ON_ITS_WAY: TimeDelta = TimeDelta::hours(1);

/// After this long a file without an event is removed. Whoever puts back a database of an earlier day has so long to notice that files of
/// later days are still there.
pub const REMOVED_AFTER: TimeDelta = TimeDelta::days(30);

/// The files that have been there since before a moment and that no event names.
///
/// # Errors
/// The database or what keeps the files fails.
pub async fn unrecorded_files(
    database: &Database,
    files: &Files,
    before: DateTime<Utc>,
) -> Result<Vec<EvidenceId>, VerifyError> {
    // Listed first: a file that is recorded meanwhile is found on record.
    let mut kept = files.kept_before(before).await?;
    if kept.is_empty() {
        return Ok(kept);
    }
    let recorded = recorded(database).await?;
    kept.retain(|id| !recorded.contains(id));
    kept.sort();
    Ok(kept)
}

/// Removes the files that no event has named for [`REMOVED_AFTER`], and returns them. Where the record names no file at all, none is
/// removed: it may be another record than the one that these files belong to.
///
/// # Errors
/// The database or what keeps the files fails.
pub async fn sweep_unrecorded(
    database: &Database,
    files: &Files,
    now: DateTime<Utc>,
) -> Result<Vec<EvidenceId>, VerifyError> {
    let unrecorded = unrecorded_files(database, files, now - REMOVED_AFTER).await?;
    if unrecorded.is_empty() || !super::has_files(database).await? {
        return Ok(Vec::new());
    }
    for id in &unrecorded {
        files.erase(*id).await?;
    }
    Ok(unrecorded)
}

/// Every file that an event names, erased or not.
async fn recorded(database: &Database) -> Result<HashSet<EvidenceId>, VerifyError> {
    let (mut recorded, mut last) = (HashSet::new(), 0);
    loop {
        let mut tx = database.snapshot_of_everything().await?;
        let batch = after(&mut tx, last, BATCH).await?;
        tx.commit().await?;
        let Some(end) = batch.last() else { return Ok(recorded) };
        last = end.seq;
        recorded.extend(batch.iter().map(|one| one.id));
    }
}
