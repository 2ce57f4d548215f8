//! What the register holds, what it lacks, and which files it came from.

use sqlx::PgConnection;

use super::{
    Database, StoreError,
    parsing::{counted, parsed},
};
use crate::{
    as_at::Point,
    finding::RecordType,
    view::{
        about_the_data::{AboutTheDataView, Gaps, ImportedFile, ItemGaps},
        published::{DatedRound, RoundOfForce},
    },
};

/// The most imports that are listed; the rest is counted.
const LISTED: i64 = 50;

/// Reads it, in six queries.
#[tracing::instrument(skip(database), err)]
pub async fn page(database: &Database, point: Point) -> Result<AboutTheDataView, StoreError> {
    let mut snapshot = database.snapshot().await?;
    let db = &mut *snapshot;
    let imported_files = sqlx::query_scalar!(
        r#"select count(*) as "files!" from import_batch where $1::timestamptz is null or recorded_at <= $1"#,
        point.known,
    )
    .fetch_one(&mut *db)
    .await?;
    Ok(AboutTheDataView {
        gaps: gaps(db, point).await?,
        items: items(db, point).await?,
        rounds_without_publication_date: rounds_without_publication_date(db, point).await?,
        rounds_whose_audit_does_not_add_up: rounds_whose_audit_does_not_add_up(db, point).await?,
        imports: imports(db, point).await?,
        imported_files: counted("import_batch", imported_files)?,
    })
}

async fn gaps(db: &mut PgConnection, point: Point) -> Result<Gaps, StoreError> {
    let row = sqlx::query!(
        r#"with item as (
            select count(distinct force_slug) as forces from recommendation_at($1, $2)
        ), chain as (
            select count(*) as rounds, count(distinct force_slug) as forces from round_at($1, $2)
        ), practice as (
            select count(*) as rows, count(*) filter (where topic is null) as without_topic from good_practice_at($1, $2)
        ), audit as (
            select count(*) as rows from case_audit_at($1, $2)
        ), register as (
            select count(*) as forces from force_at($2)
        )
        select register.forces as "forces!", register.forces - chain.forces as "without_rounds!",
            register.forces - item.forces as "without_items!", chain.rounds as "rounds!",
            practice.rows as "practice!", practice.without_topic as "without_topic!", audit.rows as "audits!"
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
        good_practice: number(row.practice)?,
        good_practice_without_topic: number(row.without_topic)?,
        case_audits: number(row.audits)?,
    })
}

async fn items(db: &mut PgConnection, point: Point) -> Result<[ItemGaps; RecordType::ALL.len()], StoreError> {
    let rows = sqlx::query!(
        r#"select record_type::text as "record_type!", count(*) as "items!",
            count(*) filter (where known_from = 'later_round') as "later!",
            count(*) filter (where deadline_basis = 'not-stated') as "without_deadline!",
            count(*) filter (where status = 'not-recorded') as "without_status!"
        from recommendation_at($1, $2)
        group by record_type"#,
        point.valid,
        point.known,
    )
    .fetch_all(db)
    .await?;
    // A record type that has no item has no row either.
    let mut items = [RecordType::Recommendation, RecordType::AreaOfConcern].map(|record_type| ItemGaps {
        record_type,
        items: 0,
        known_only_from_later_rounds: 0,
        without_stated_deadline: 0,
        without_recorded_status: 0,
    });
    let number = |count: i64| counted("recommendation_version", count);
    for row in rows {
        let record_type: RecordType = parsed("recommendation_version", &row.record_type)?;
        items[record_type as usize] = ItemGaps {
            record_type,
            items: number(row.items)?,
            known_only_from_later_rounds: number(row.later)?,
            without_stated_deadline: number(row.without_deadline)?,
            without_recorded_status: number(row.without_status)?,
        };
    }
    Ok(items)
}

async fn rounds_without_publication_date(db: &mut PgConnection, point: Point) -> Result<Vec<RoundOfForce>, StoreError> {
    sqlx::query!(
        r#"select v.force_slug as "force!", f.name as "name!", v.round_slug as "round!", v.kind::text as "kind!",
            v.fieldwork::text as fieldwork
        from round_at($1, $2) v
        join force_at($2) f on f.slug = v.force_slug
        join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
        where v.published is null
        order by f.name, r.place"#,
        point.valid,
        point.known,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        let round = DatedRound::read(row.round, &row.kind, None, row.fieldwork.as_deref())?;
        Ok(RoundOfForce { force: row.force, force_name: row.name, round })
    })
    .collect()
}

async fn rounds_whose_audit_does_not_add_up(
    db: &mut PgConnection,
    point: Point,
) -> Result<Vec<RoundOfForce>, StoreError> {
    sqlx::query!(
        r#"select v.force_slug as "force!", f.name as "name!", v.round_slug as "round!", v.kind::text as "kind!",
            v.published::text as published, v.fieldwork::text as fieldwork
        from case_audit_at($1, $2) a
        join round_at($1, $2) v on v.force_slug = a.force_slug and v.round_slug = a.round_slug
        join force_at($2) f on f.slug = v.force_slug
        join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
        where a.good + coalesce(a.adequate, 0) + coalesce(a.requires_improvement, 0) + a.inadequate <> a.cases
        order by f.name, r.place"#,
        point.valid,
        point.known,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        let round = DatedRound::read(row.round, &row.kind, row.published.as_deref(), row.fieldwork.as_deref())?;
        Ok(RoundOfForce { force: row.force, force_name: row.name, round })
    })
    .collect()
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
