//! The rows of round streams: the round, its grades, case audit and good practice.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::{Recording, Stored};
use crate::store::{
    error::StoreError,
    read_model::rows::{Row, Table},
};

pub async fn recordings(
    db: &mut PgConnection,
    ids: &[String],
    open_only: bool,
) -> Result<Vec<(String, Recording)>, StoreError> {
    let mut all = Vec::new();
    let stored = sqlx::query_as!(
        Stored,
        r#"select v.force_slug || '/' || v.round_slug as "stream_id!", to_jsonb(v) - 'recorded' as "row!", lower(v.recorded) as "since!", upper(v.recorded) as until
        from round_version v where v.force_slug || '/' || v.round_slug = any($1) and (not $2 or upper_inf(v.recorded))"#,
        ids,
        open_only,
    )
    .fetch_all(&mut *db)
    .await?;
    for stored in stored {
        all.push(stored.parse("round_version", Row::Round)?);
    }
    let stored = sqlx::query_as!(
        Stored,
        r#"select v.force_slug || '/' || v.round_slug as "stream_id!", to_jsonb(v) - 'recorded' as "row!", lower(v.recorded) as "since!", upper(v.recorded) as until
        from grade_version v where v.force_slug || '/' || v.round_slug = any($1) and (not $2 or upper_inf(v.recorded))"#,
        ids,
        open_only,
    )
    .fetch_all(&mut *db)
    .await?;
    for stored in stored {
        all.push(stored.parse("grade_version", Row::Grade)?);
    }
    let stored = sqlx::query_as!(
        Stored,
        r#"select v.force_slug || '/' || v.round_slug as "stream_id!", to_jsonb(v) - 'recorded' as "row!", lower(v.recorded) as "since!", upper(v.recorded) as until
        from case_audit_version v where v.force_slug || '/' || v.round_slug = any($1) and (not $2 or upper_inf(v.recorded))"#,
        ids,
        open_only,
    )
    .fetch_all(&mut *db)
    .await?;
    for stored in stored {
        all.push(stored.parse("case_audit_version", Row::CaseAudit)?);
    }
    let stored = sqlx::query_as!(
        Stored,
        r#"select v.force_slug || '/' || v.round_slug as "stream_id!", to_jsonb(v) - 'recorded' as "row!", lower(v.recorded) as "since!", upper(v.recorded) as until
        from good_practice_version v where v.force_slug || '/' || v.round_slug = any($1) and (not $2 or upper_inf(v.recorded))"#,
        ids,
        open_only,
    )
    .fetch_all(&mut *db)
    .await?;
    for stored in stored {
        all.push(stored.parse("good_practice_version", Row::GoodPractice)?);
    }
    Ok(all)
}

pub async fn close(db: &mut PgConnection, table: Table, rows: Value, at: DateTime<Utc>) -> Result<(), StoreError> {
    match table {
        Table::Round => {
            sqlx::query!(
                    "update round_version v set recorded = tstzrange(lower(v.recorded), $2)
                    from jsonb_to_recordset($1) as gone (force_slug text, round_slug text, valid daterange)
                    where v.force_slug = gone.force_slug and v.round_slug = gone.round_slug and v.valid = gone.valid and upper_inf(v.recorded)",
                    rows,
                    at,
                )
                .execute(db)
                .await?;
        }
        Table::Grade => {
            sqlx::query!(
                    "update grade_version v set recorded = tstzrange(lower(v.recorded), $2)
                    from jsonb_to_recordset($1) as gone (force_slug text, round_slug text, valid daterange, topic text)
                    where v.force_slug = gone.force_slug and v.round_slug = gone.round_slug and v.valid = gone.valid and v.topic = gone.topic and upper_inf(v.recorded)",
                    rows,
                    at,
                )
                .execute(db)
                .await?;
        }
        Table::CaseAudit => {
            sqlx::query!(
                    "update case_audit_version v set recorded = tstzrange(lower(v.recorded), $2)
                    from jsonb_to_recordset($1) as gone (force_slug text, round_slug text, valid daterange)
                    where v.force_slug = gone.force_slug and v.round_slug = gone.round_slug and v.valid = gone.valid and upper_inf(v.recorded)",
                    rows,
                    at,
                )
                .execute(db)
                .await?;
        }
        Table::GoodPractice => {
            sqlx::query!(
                "update good_practice_version v set recorded = tstzrange(lower(v.recorded), $2)
                    from jsonb_to_recordset($1) as gone (event bigint, valid daterange)
                    where v.event = gone.event and v.valid = gone.valid and upper_inf(v.recorded)",
                rows,
                at,
            )
            .execute(db)
            .await?;
        }
        Table::Force | Table::Monitoring | Table::Duty | Table::Recommendation | Table::Finding => {}
    }
    Ok(())
}

pub async fn insert(db: &mut PgConnection, table: Table, rows: Value) -> Result<(), StoreError> {
    match table {
        Table::Round => {
            sqlx::query!(
                    "insert into round_version (recorded, force_slug, round_slug, valid, kind, fieldwork, published, scheme, source_url)
                    select recorded, force_slug, round_slug, valid, kind, fieldwork, published, scheme, source_url
                    from jsonb_populate_recordset(null::round_version, $1)",
                    rows,
                )
                .execute(db)
                .await?;
        }
        Table::Grade => {
            sqlx::query!(
                "insert into grade_version (recorded, force_slug, round_slug, topic, valid, grade)
                    select recorded, force_slug, round_slug, topic, valid, grade
                    from jsonb_populate_recordset(null::grade_version, $1)",
                rows,
            )
            .execute(db)
            .await?;
        }
        Table::CaseAudit => {
            sqlx::query!(
                    "insert into case_audit_version (recorded, force_slug, round_slug, valid, cases, good, adequate, requires_improvement, inadequate,
                        source_url)
                    select recorded, force_slug, round_slug, valid, cases, good, adequate, requires_improvement, inadequate,
                        source_url
                    from jsonb_populate_recordset(null::case_audit_version, $1)",
                    rows,
                )
                .execute(db)
                .await?;
        }
        Table::GoodPractice => {
            sqlx::query!(
                    "insert into good_practice_version (recorded, event, force_slug, round_slug, valid, topic, texts, source_url)
                    select recorded, event, force_slug, round_slug, valid, topic, texts, source_url
                    from jsonb_populate_recordset(null::good_practice_version, $1)",
                    rows,
                )
                .execute(db)
                .await?;
        }
        Table::Force | Table::Monitoring | Table::Duty | Table::Recommendation | Table::Finding => {}
    }
    Ok(())
}

pub async fn delete(db: &mut PgConnection, id: &str) -> Result<(), StoreError> {
    sqlx::query!("delete from round_version where force_slug || '/' || round_slug = $1", id).execute(&mut *db).await?;
    sqlx::query!("delete from grade_version where force_slug || '/' || round_slug = $1", id).execute(&mut *db).await?;
    sqlx::query!("delete from case_audit_version where force_slug || '/' || round_slug = $1", id)
        .execute(&mut *db)
        .await?;
    sqlx::query!("delete from good_practice_version where force_slug || '/' || round_slug = $1", id)
        .execute(&mut *db)
        .await?;
    Ok(())
}
