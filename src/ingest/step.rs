//! The step of an import: lock, read, check, write, all in one transaction.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    File, ImportError, Kind, Report, case_audits,
    distinct::Distinct,
    fault::Fault,
    findings, forces, good_practice, grades,
    known::{self, KnownRounds, KnownStreams},
    of_round,
    plan::{Plan, Wanted},
    recommendations, rounds,
    sheet::Sheet,
    spelling::Spelling,
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
pub enum Progress<'a> {
    /// The file is being read and checked.
    Checking,
    /// The file is checked, and nothing is written yet; there is something to know about it, though nothing is wrong.
    Warning(&'a str),
    /// Its changes are being written: done, of how many events.
    Writing(usize, usize),
    /// Being made lasting.
    Committing,
}

/// How many events are written in one statement.
const BATCH: usize = 2000;

/// Imports a file: all of it, or nothing and a list of every fault. A dry run does all but keep the result. Warnings are told before anything
/// is written.
pub async fn import(
    database: &Database,
    kind: Kind,
    file: &File,
    dry_run: bool,
    mut on_progress: impl FnMut(Progress<'_>),
) -> Result<Report, ImportError> {
    on_progress(Progress::Checking);
    let mut tx = database.pool().begin().await?;
    events::lock_record(&mut tx).await?;
    let batch = Uuid::from_bytes(clock::random_bytes());
    let (plan, also) = plan(&mut tx, kind, file, batch).await?;
    plan.report.warnings.iter().for_each(|warning| on_progress(Progress::Warning(warning)));
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
///
/// Rows without a fault are planned also where others are refused, so that the report counts every row. What planning writes goes with
/// the transaction.
async fn plan(db: &mut PgConnection, kind: Kind, file: &File, batch: Uuid) -> Result<(Plan, Vec<Stream>), ImportError> {
    let (required, optional) = columns(kind);
    let refused = |faults, report| ImportError::Refused { faults, report: Box::new(report) };
    let sheet = Sheet::read(&file.bytes, required, optional).map_err(|faults| refused(faults, Report::default()))?;
    let plan = Plan::new(Actor::Import { batch }, clock::london_day(clock::now()));
    let mut faults = sheet.faults().to_vec();
    let (mut plan, also) = plan_of_kind(db, kind, &sheet, plan, &mut faults).await?;
    faults.append(&mut plan.conflicts);
    faults.sort();
    let refused_lines: BTreeSet<u64> = faults.iter().map(|fault| fault.line).collect();
    let report = &mut plan.report;
    (report.rows, report.blank, report.refused) = (sheet.rows(), sheet.blank(), refused_lines.len());
    report.warnings.splice(0..0, sheet.warnings().iter().cloned());
    if faults.is_empty() { Ok((plan, also)) } else { Err(refused(faults, plan.report)) }
}

/// The plan of a kind of file, and the streams that must follow without an event of their own.
async fn plan_of_kind(
    db: &mut PgConnection,
    kind: Kind,
    sheet: &Sheet,
    mut plan: Plan,
    faults: &mut Vec<Fault>,
) -> Result<(Plan, Vec<Stream>), StoreError> {
    let mut also = Vec::new();
    match kind {
        Kind::Forces => {
            let Distinct { rows, twice } = forces::parse(sheet, faults);
            plan.report.twice = twice;
            plan = forces::plan(db, plan, rows).await?;
        }
        Kind::Rounds => {
            let forces = known::forces(&mut *db).await?;
            let Distinct { rows, twice } = rounds::parse(sheet, &forces, faults);
            plan.report.twice = twice;
            (plan, also) = rounds::plan(db, plan, rows).await?;
        }
        Kind::Recommendations => {
            let rounds = KnownRounds::read(&mut *db).await?;
            let spelling = Spelling::read(&mut *db, sheet).await?;
            let Distinct { rows, twice } = recommendations::parse(sheet, &rounds, &spelling, faults);
            plan.report.twice = twice;
            plan = recommendations::plan(db, plan, rows).await?;
        }
        Kind::Findings => {
            let rounds = KnownRounds::read(&mut *db).await?;
            let spelling = Spelling::read(&mut *db, sheet).await?;
            let streams = KnownStreams::read(&mut *db, StreamKind::Recommendation, &spelling.references()).await?;
            let Distinct { rows, twice } = findings::parse(sheet, &rounds, &streams, &spelling, faults);
            plan.report.twice = twice;
            plan = findings::plan(db, plan, &streams, rows).await?;
        }
        Kind::Statuses => {
            let spelling = Spelling::read(&mut *db, sheet).await?;
            let mut items = spelling.references();
            items.extend(statuses::items_of_forces(&mut *db, &items).await?);
            items.sort_unstable();
            items.dedup();
            let streams = KnownStreams::read(db, StreamKind::Recommendation, &items).await?;
            let today = clock::london_day(clock::now());
            let Distinct { rows, twice } = statuses::parse(sheet, &streams, &spelling, today, faults);
            plan.report.twice = twice;
            plan = statuses::plan(plan, &streams, rows);
        }
        Kind::GoodPractice | Kind::CaseAudits | Kind::Grades => {
            let rounds = KnownRounds::read(&mut *db).await?;
            let streams = KnownStreams::read(db, StreamKind::Round, &of_round::streams(sheet, &rounds)).await?;
            plan = plan_of_rounds(kind, sheet, &rounds, &streams, plan, faults);
        }
    }
    Ok((plan, also))
}

/// The plan of a file with facts of rounds.
fn plan_of_rounds(
    kind: Kind,
    sheet: &Sheet,
    rounds: &KnownRounds,
    streams: &KnownStreams,
    mut plan: Plan,
    faults: &mut Vec<Fault>,
) -> Plan {
    let Distinct { rows, twice }: Distinct<Wanted> = match kind {
        Kind::GoodPractice => good_practice::parse(sheet, rounds, faults),
        Kind::CaseAudits => case_audits::parse(sheet, rounds, &mut plan.report.warnings, faults),
        _ => grades::parse(sheet, rounds, faults),
    };
    plan.report.twice = twice;
    match kind {
        Kind::GoodPractice => good_practice::plan(plan, streams, rows),
        Kind::CaseAudits => case_audits::plan(plan, streams, rows),
        _ => grades::plan(plan, streams, rows),
    }
}
