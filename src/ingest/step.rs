//! The step of an import: lock, read, check, write, all in one transaction.

use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    File, ImportError, Kind, Report, case_audits, findings, forces, good_practice, grades,
    known::{self, KnownRounds, KnownStreams},
    of_round,
    plan::Plan,
    recommendations, rounds,
    sheet::{Fault, Sheet},
    statuses,
};
use crate::{
    clock,
    event::{Actor, StreamKind},
    store::{
        database::Database,
        error::StoreError,
        events::{self, Stream},
        record::append_and_project,
    },
};

/// The fields under which imports keep texts.
pub(super) const TEXT_FIELDS: &[&str] = &["wording", "summary", "note"];

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The file is being read and checked.
    Checking,
    /// Its changes are being written: done, of how many events.
    Writing(usize, usize),
    /// Being made lasting.
    Committing,
}

/// How many events are written in one statement.
const BATCH: usize = 2000;

/// Imports a file: all of it, or nothing and a list of every fault. A dry run does all but keep the result.
pub async fn import(
    database: &Database,
    kind: Kind,
    file: &File,
    dry_run: bool,
    mut on_progress: impl FnMut(Progress),
) -> Result<Report, ImportError> {
    on_progress(Progress::Checking);
    let mut tx = database.pool().begin().await?;
    events::lock_record(&mut tx).await?;
    let batch = Uuid::from_bytes(clock::random_bytes());
    let (plan, also) = plan(&mut tx, kind, file, batch).await?;
    if plan.report.changes_anything() {
        stamp(&mut tx, "real").await?.then_some(()).ok_or(ImportError::Synthetic)?;
        insert_batch(&mut tx, batch, kind, file).await?;
        let total = plan.events.len();
        let mut left = plan.events;
        let mut written = 0;
        while !left.is_empty() {
            let rest = left.split_off(left.len().min(BATCH));
            written += left.len();
            // What other streams must follow is brought up to date once, after the last event.
            let also = if rest.is_empty() { also.clone() } else { Vec::new() };
            append_and_project(&mut tx, left, also).await?;
            on_progress(Progress::Writing(written, total));
            left = rest;
        }
    }
    if dry_run {
        tx.rollback().await?;
    } else {
        on_progress(Progress::Committing);
        tx.commit().await?;
    }
    Ok(plan.report)
}

/// Says that this database holds data of this sort, for good; `false` if it holds the other.
pub async fn stamp(db: &mut PgConnection, data: &str) -> Result<bool, StoreError> {
    sqlx::query!(
        "insert into register_stamp (data, stamped_at) values ($1, clock_timestamp()) on conflict do nothing",
        data
    )
    .execute(&mut *db)
    .await?;
    let stamped = sqlx::query_scalar!("select data from register_stamp").fetch_one(db).await?;
    Ok(stamped == data)
}

async fn insert_batch(db: &mut PgConnection, id: Uuid, kind: Kind, file: &File) -> Result<(), StoreError> {
    let digest = Sha256::digest(&file.bytes);
    sqlx::query!(
        "insert into import_batch (id, kind, file_name, file_sha256, recorded_at)
        values ($1, $2, $3, $4, clock_timestamp())",
        id,
        kind.slug(),
        file.name,
        &digest[..],
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The columns that a file must have, and those that it may have.
pub(crate) const fn columns(kind: Kind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        Kind::Forces => (forces::COLUMNS, &[]),
        Kind::Rounds => (rounds::COLUMNS, rounds::OPTIONAL),
        Kind::Recommendations => (recommendations::COLUMNS, recommendations::OPTIONAL),
        Kind::Findings => (findings::COLUMNS, &[]),
        Kind::Statuses => (statuses::COLUMNS, statuses::OPTIONAL),
        Kind::GoodPractice => (good_practice::COLUMNS, &[]),
        Kind::CaseAudits => (case_audits::COLUMNS, &[]),
        Kind::Grades => (grades::COLUMNS, &[]),
    }
}

/// Reads and checks a file against the record; every fault of it is an error, none of them stops the search for others.
async fn plan(db: &mut PgConnection, kind: Kind, file: &File, batch: Uuid) -> Result<(Plan, Vec<Stream>), ImportError> {
    let (required, optional) = columns(kind);
    let sheet = Sheet::read(&file.bytes, required, optional).map_err(ImportError::Refused)?;
    let mut plan = Plan::new(Actor::Import { batch }, sheet.len(), sheet.warnings.clone());
    let mut faults: Vec<Fault> = Vec::new();
    let mut also = Vec::new();
    let refused = |mut faults: Vec<Fault>| {
        faults.sort();
        ImportError::Refused(faults)
    };
    match kind {
        Kind::Forces => {
            let wanted = forces::parse(&sheet, &mut faults);
            if faults.is_empty() {
                plan = forces::plan(db, plan, wanted).await?;
            }
        }
        Kind::Rounds => {
            let forces = known::forces(&mut *db).await?;
            let rows = rounds::parse(&sheet, &forces, &mut faults);
            if faults.is_empty() {
                (plan, also) = rounds::plan(db, plan, rows).await?;
            }
        }
        Kind::Recommendations => {
            let rounds = KnownRounds::read(&mut *db).await?;
            let rows = recommendations::parse(&sheet, &rounds, &mut faults);
            plan = recommendations::plan(db, plan, rows, &mut faults).await?;
        }
        Kind::Findings | Kind::Statuses => {
            let references = findings::references(&sheet);
            let streams = KnownStreams::read(&mut *db, StreamKind::Recommendation, &references).await?;
            if kind == Kind::Findings {
                let rounds = KnownRounds::read(&mut *db).await?;
                let (wanted, skipped) = findings::parse(&sheet, &rounds, &streams, &mut faults);
                plan.report.skipped = skipped;
                if faults.is_empty() {
                    plan = findings::plan(db, plan, &streams, wanted).await?;
                }
            } else {
                let wanted = statuses::parse(&sheet, &streams, clock::london_day(clock::now()), &mut faults);
                if faults.is_empty() {
                    plan = statuses::plan(plan, &streams, wanted);
                }
            }
        }
        Kind::GoodPractice | Kind::CaseAudits | Kind::Grades => {
            let rounds = KnownRounds::read(&mut *db).await?;
            let streams = KnownStreams::read(&mut *db, StreamKind::Round, &of_round::streams(&sheet)).await?;
            let mut warnings = Vec::new();
            let wanted = match kind {
                Kind::GoodPractice => good_practice::parse(&sheet, &rounds, &mut faults),
                Kind::CaseAudits => case_audits::parse(&sheet, &rounds, &mut warnings, &mut faults),
                _ => grades::parse(&sheet, &rounds, &mut faults),
            };
            plan.report.warnings.extend(warnings);
            if faults.is_empty() {
                plan = match kind {
                    Kind::GoodPractice => good_practice::plan(plan, &streams, wanted),
                    Kind::CaseAudits => case_audits::plan(plan, &streams, wanted),
                    _ => grades::plan(plan, &streams, wanted),
                };
            }
        }
    }
    if faults.is_empty() { Ok((plan, also)) } else { Err(refused(faults)) }
}
