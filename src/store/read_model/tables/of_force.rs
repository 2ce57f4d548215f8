//! The rows of force streams.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgConnection;

use super::{Recording, Stored};
use crate::store::{error::StoreError, read_model::rows::Row};

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
    Ok(all)
}

pub async fn close(db: &mut PgConnection, rows: Value, at: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!(
        "update force_version v set recorded = tstzrange(lower(v.recorded), $2)
        from jsonb_to_recordset($1) as gone (slug text)
        where v.slug = gone.slug and upper_inf(v.recorded)",
        rows,
        at,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn insert(db: &mut PgConnection, rows: Value, at: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into force_version (recorded, slug, code, name, short_name, nation, region)
        select tstzrange($2, null), slug, code, name, short_name, nation, region
        from jsonb_populate_recordset(null::force_version, $1)",
        rows,
        at,
    )
    .execute(db)
    .await?;
    Ok(())
}
