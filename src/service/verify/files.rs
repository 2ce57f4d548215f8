//! Checking the files of evidence: each is what it was when it was recorded, or was erased.

use std::pin::pin;

use futures_util::StreamExt as _;
use sqlx::PgConnection;

use super::VerifyError;
use crate::{
    evidence::EvidenceId,
    files::{Files, FilesError},
    store::{database::Database, error::StoreError},
};

/// What a check of the files found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilesVerified {
    /// Files that are what they were.
    pub files: u64,
    /// How many bytes were read.
    pub bytes: u64,
    /// Files that were erased: nobody is given them, whether they are there or not.
    pub erased: u64,
    /// Files that are not as they should be.
    pub faults: Vec<FileFault>,
}

/// A file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("event {seq} (recommendation {reference}): its file {id} {problem}")]
pub struct FileFault {
    /// The number of the event.
    pub seq: i64,
    /// The recommendation that it is evidence for.
    pub reference: String,
    /// The file.
    pub id: EvidenceId,
    /// What is wrong.
    pub problem: FileProblem,
}

/// What can be wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// It is not there.
    #[error("is missing")]
    Missing,
    /// Its content is another.
    #[error("is not what it was when it was recorded")]
    Changed,
}

/// How many files are looked up at once.
pub(super) const BATCH: i64 = 200;

/// A file as the record has it.
pub(super) struct OnRecord {
    pub(super) seq: i64,
    reference: String,
    pub(super) id: EvidenceId,
    /// Erased where there is none.
    sha256: Option<String>,
}

/// Whether any file is on record.
///
/// # Errors
/// The database fails.
pub async fn has_files(database: &Database) -> Result<bool, VerifyError> {
    let mut tx = database.snapshot_of_everything().await?;
    Ok(!after(&mut tx, 0, 1).await?.is_empty())
}

/// Reads every file of the record, piece by piece, and compares it with its SHA-256. Goes on to the end whatever it finds;
/// `on_progress` is told how many files were looked at.
///
/// # Errors
/// The database fails, or what keeps the files does: that a file cannot be read now does not mean that it is gone.
pub async fn verify_files(
    database: &Database,
    files: &Files,
    mut on_progress: impl FnMut(u64),
) -> Result<FilesVerified, VerifyError> {
    let mut verified = FilesVerified::default();
    let (mut last, mut looked_at) = (0, 0);
    loop {
        // Read in short transactions: no view of the record is held open while files are read for hours.
        let mut tx = database.snapshot_of_everything().await?;
        let batch = after(&mut tx, last, BATCH).await?;
        tx.commit().await?;
        let Some(one) = batch.last() else { return Ok(verified) };
        last = one.seq;
        for one in batch {
            match fault(database, files, &one, &mut verified).await? {
                Some(problem) => {
                    let OnRecord { seq, reference, id, .. } = one;
                    verified.faults.push(FileFault { seq, reference, id, problem });
                }
                None if one.sha256.is_some() => verified.files += 1,
                None => verified.erased += 1,
            }
            looked_at += 1;
            on_progress(looked_at);
        }
    }
}

async fn fault(
    database: &Database,
    files: &Files,
    one: &OnRecord,
    verified: &mut FilesVerified,
) -> Result<Option<FileProblem>, VerifyError> {
    let Some(sha256) = one.sha256.clone() else { return Ok(None) };
    let problem = match files.read(one.id, sha256).await? {
        None => Some(FileProblem::Missing),
        Some(reading) => read_through(reading, verified).await?,
    };
    if problem.is_none() {
        return Ok(None);
    }
    // It may have been erased since it was looked up.
    let mut tx = database.snapshot_of_everything().await?;
    let still = after(&mut tx, one.seq - 1, 1).await?;
    Ok(problem.filter(|_| still.iter().any(|now| now.seq == one.seq && now.sha256.is_some())))
}

/// Reads a file to its end, which comes only if it is what was recorded.
async fn read_through(
    reading: crate::files::Reading,
    verified: &mut FilesVerified,
) -> Result<Option<FileProblem>, VerifyError> {
    let mut pieces = pin!(reading.into_stream());
    while let Some(piece) = pieces.next().await {
        match piece {
            Ok(piece) => verified.bytes += piece.len() as u64,
            Err(FilesError::Changed(_)) => return Ok(Some(FileProblem::Changed)),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(None)
}

/// The next files of the record, in the order in which they were recorded.
pub(super) async fn after(db: &mut PgConnection, seq: i64, limit: i64) -> Result<Vec<OnRecord>, VerifyError> {
    let rows = sqlx::query!(
        r#"select e.seq, e.stream_id, e.facts #>> '{piece,id}' as "id!", coalesce(open.body, limited.body) as sha256
        from event e
        left join event_text open on open.event = e.seq and open.field = 'file'
        left join restricted_text limited on limited.event = e.seq and limited.field = 'file'
        where e.kind = 'evidence_added' and e.facts #> '{piece,file}' is not null and e.seq > $1
        order by e.seq limit $2"#,
        seq,
        limit,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let id = row.id.parse().map_err(|error| StoreError::inconsistent("event", error))?;
            Ok(OnRecord { seq: row.seq, reference: row.stream_id, id, sha256: row.sha256 })
        })
        .collect()
}
