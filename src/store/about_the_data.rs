//! What the register holds, what it lacks, and which files it came from.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{Database, StoreError, parsing::counted};
use crate::as_at::Point;

/// The most imports that are listed; the rest is counted.
const LISTED: i64 = 50;

/// What is there and what is missing, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field counts what its name says")]
pub struct Gaps {
    pub forces: u64,
    pub forces_without_rounds: u64,
    pub forces_without_items: u64,
    pub rounds: u64,
    pub rounds_without_any_date: u64,
    pub rounds_without_publication_date: u64,
    pub items: u64,
    pub items_known_only_from_later_rounds: u64,
    pub items_without_stated_deadline: u64,
    pub items_without_recorded_status: u64,
    pub good_practice: u64,
    pub good_practice_without_topic: u64,
    pub case_audits: u64,
    pub case_audits_that_do_not_add_up: u64,
}

/// A file that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFile {
    /// What kind of rows it holds.
    pub kind: String,
    /// What it was called.
    pub file_name: String,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The first bytes of its SHA-256, in hexadecimal.
    pub digest: String,
}

/// What stands in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AboutTheData {
    /// What there is and what is missing.
    pub gaps: Gaps,
    /// The files, latest first.
    pub imports: Vec<ImportedFile>,
    /// How many files there are in all.
    pub imported_files: u64,
}

/// Reads it, in three queries.
#[tracing::instrument(skip(database), err)]
pub async fn page(database: &Database, point: Point) -> Result<AboutTheData, StoreError> {
    let mut snapshot = database.snapshot().await?;
    let db = &mut *snapshot;
    let imported_files = sqlx::query_scalar!(
        r#"select count(*) as "files!" from import_batch where $1::timestamptz is null or recorded_at <= $1"#,
        point.known,
    )
    .fetch_one(&mut *db)
    .await?;
    Ok(AboutTheData {
        gaps: gaps(db, point).await?,
        imports: imports(db, point).await?,
        imported_files: counted("import_batch", imported_files)?,
    })
}

async fn gaps(db: &mut PgConnection, point: Point) -> Result<Gaps, StoreError> {
    let row = sqlx::query!(
        r#"with item as (
            select count(*) as items, count(distinct force_slug) as forces,
                count(*) filter (where known_from = 'later_round') as later,
                count(*) filter (where deadline_basis = 'not-stated') as without_deadline,
                count(*) filter (where status = 'not-recorded') as without_status
            from recommendation_at($1, $2)
        ), chain as (
            select count(*) as rounds, count(distinct force_slug) as forces,
                count(*) filter (where published is null and fieldwork is null) as undated,
                count(*) filter (where published is null) as unpublished
            from round_at($1, $2)
        ), practice as (
            select count(*) as rows, count(*) filter (where topic is null) as without_topic from good_practice_at($1, $2)
        ), audit as (
            select count(*) as rows, count(*) filter (
                where good + coalesce(adequate, 0) + coalesce(requires_improvement, 0) + inadequate <> cases
            ) as wrong
            from case_audit_at($1, $2)
        ), register as (
            select count(*) as forces from force_at($2)
        )
        select register.forces as "forces!", register.forces - chain.forces as "without_rounds!",
            register.forces - item.forces as "without_items!", chain.rounds as "rounds!", chain.undated as "undated!",
            chain.unpublished as "unpublished!", item.items as "items!", item.later as "later!",
            item.without_deadline as "without_deadline!", item.without_status as "without_status!",
            practice.rows as "practice!", practice.without_topic as "without_topic!", audit.rows as "audits!",
            audit.wrong as "wrong!"
        from item, chain, practice, audit, register"#,
        point.valid,
        point.known,
    )
    .fetch_one(db)
    .await?;
    let number = |count: i64| counted("the read model", count);
    Ok(Gaps {
        forces: number(row.forces)?,
        forces_without_rounds: number(row.without_rounds)?,
        forces_without_items: number(row.without_items)?,
        rounds: number(row.rounds)?,
        rounds_without_any_date: number(row.undated)?,
        rounds_without_publication_date: number(row.unpublished)?,
        items: number(row.items)?,
        items_known_only_from_later_rounds: number(row.later)?,
        items_without_stated_deadline: number(row.without_deadline)?,
        items_without_recorded_status: number(row.without_status)?,
        good_practice: number(row.practice)?,
        good_practice_without_topic: number(row.without_topic)?,
        case_audits: number(row.audits)?,
        case_audits_that_do_not_add_up: number(row.wrong)?,
    })
}

async fn imports(db: &mut PgConnection, point: Point) -> Result<Vec<ImportedFile>, StoreError> {
    let rows = sqlx::query_as!(
        ImportedFile,
        r#"select kind, file_name, recorded_at, left(encode(file_sha256, 'hex'), 12) as "digest!"
        from import_batch
        where $1::timestamptz is null or recorded_at <= $1
        order by recorded_at desc, file_name
        limit $2"#,
        point.known,
        LISTED,
    )
    .fetch_all(db)
    .await?;
    Ok(rows)
}
