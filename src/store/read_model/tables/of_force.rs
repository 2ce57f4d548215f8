//! The rows of force streams: the force, its stages of monitoring and its duties.

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
        r#"select v.slug as "stream_id!", to_jsonb(v) - 'recorded' as "row!", lower(v.recorded) as "since!", upper(v.recorded) as until
        from force_version v where v.slug = any($1) and (not $2 or upper_inf(v.recorded))"#,
        ids,
        open_only,
    )
    .fetch_all(&mut *db)
    .await?;
    for stored in stored {
        all.push(stored.parse("force_version", Row::Force)?);
    }
    let stored = sqlx::query_as!(
        Stored,
        r#"select v.force_slug as "stream_id!", to_jsonb(v) - 'recorded' as "row!", lower(v.recorded) as "since!", upper(v.recorded) as until
        from monitoring_version v where v.force_slug = any($1) and (not $2 or upper_inf(v.recorded))"#,
        ids,
        open_only,
    )
    .fetch_all(&mut *db)
    .await?;
    for stored in stored {
        all.push(stored.parse("monitoring_version", Row::Monitoring)?);
    }
    let stored = sqlx::query_as!(
        Stored,
        r#"select v.force_slug as "stream_id!", to_jsonb(v) - 'recorded' as "row!", lower(v.recorded) as "since!", upper(v.recorded) as until
        from duty_version v where v.force_slug = any($1) and (not $2 or upper_inf(v.recorded))"#,
        ids,
        open_only,
    )
    .fetch_all(&mut *db)
    .await?;
    for stored in stored {
        all.push(stored.parse("duty_version", Row::Duty)?);
    }
    Ok(all)
}

pub async fn close(db: &mut PgConnection, table: Table, rows: Value, at: DateTime<Utc>) -> Result<(), StoreError> {
    match table {
        Table::Force => {
            sqlx::query!(
                "update force_version v set recorded = tstzrange(lower(v.recorded), $2)
                from jsonb_to_recordset($1) as gone (slug text)
                where v.slug = gone.slug and upper_inf(v.recorded)",
                rows,
                at,
            )
            .execute(db)
            .await?;
        }
        Table::Monitoring => {
            sqlx::query!(
                "update monitoring_version v set recorded = tstzrange(lower(v.recorded), $2)
                from jsonb_to_recordset($1) as gone (force_slug text, valid daterange)
                where v.force_slug = gone.force_slug and v.valid = gone.valid and upper_inf(v.recorded)",
                rows,
                at,
            )
            .execute(db)
            .await?;
        }
        Table::Duty => {
            sqlx::query!(
                "update duty_version v set recorded = tstzrange(lower(v.recorded), $2)
                from jsonb_to_recordset($1) as gone (force_slug text, duty duty, round_slug text, valid daterange)
                where v.force_slug = gone.force_slug and v.duty = gone.duty and v.round_slug = gone.round_slug
                    and v.valid = gone.valid and upper_inf(v.recorded)",
                rows,
                at,
            )
            .execute(db)
            .await?;
        }
        _ => {}
    }
    Ok(())
}

pub async fn insert(db: &mut PgConnection, table: Table, rows: Value) -> Result<(), StoreError> {
    match table {
        Table::Force => {
            sqlx::query!(
                "insert into force_version (recorded, slug, code, name, short_name, nation, region)
                select recorded, slug, code, name, short_name, nation, region
                from jsonb_populate_recordset(null::force_version, $1)",
                rows,
            )
            .execute(db)
            .await?;
        }
        Table::Monitoring => {
            sqlx::query!(
                "insert into monitoring_version (recorded, force_slug, valid, stage, since)
                select recorded, force_slug, valid, stage, since
                from jsonb_populate_recordset(null::monitoring_version, $1)",
                rows,
            )
            .execute(db)
            .await?;
        }
        Table::Duty => {
            sqlx::query!(
                "insert into duty_version (recorded, force_slug, duty, round_slug, valid, due_on, first_due_on, published, texts, met_on)
                select recorded, force_slug, duty, round_slug, valid, due_on, first_due_on, published, texts, met_on
                from jsonb_populate_recordset(null::duty_version, $1)",
                rows,
            )
            .execute(db)
            .await?;
        }
        _ => {}
    }
    Ok(())
}

pub async fn delete(db: &mut PgConnection, id: &str) -> Result<(), StoreError> {
    sqlx::query!("delete from force_version where slug = $1", id).execute(&mut *db).await?;
    sqlx::query!("delete from monitoring_version where force_slug = $1", id).execute(&mut *db).await?;
    sqlx::query!("delete from duty_version where force_slug = $1", id).execute(&mut *db).await?;
    Ok(())
}
