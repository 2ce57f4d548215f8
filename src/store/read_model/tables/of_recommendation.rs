//! The rows of recommendation streams.

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
        r#"select v.reference as "stream_id!", to_jsonb(v) - 'recorded' as "row!", lower(v.recorded) as "since!", upper(v.recorded) as until
        from recommendation_version v where v.reference = any($1) and (not $2 or upper_inf(v.recorded))"#,
        ids,
        open_only,
    )
    .fetch_all(&mut *db)
    .await?;
    for stored in stored {
        all.push(stored.parse("recommendation_version", |row| Row::Recommendation(Box::new(row)))?);
    }
    let stored = sqlx::query_as!(
        Stored,
        r#"select v.reference as "stream_id!", to_jsonb(v) - 'recorded' as "row!", lower(v.recorded) as "since!", upper(v.recorded) as until
        from finding_version v where v.reference = any($1) and (not $2 or upper_inf(v.recorded))"#,
        ids,
        open_only,
    )
    .fetch_all(&mut *db)
    .await?;
    for stored in stored {
        all.push(stored.parse("finding_version", Row::Finding)?);
    }
    Ok(all)
}

pub async fn close(db: &mut PgConnection, rows: Value, at: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!(
        "update recommendation_version v set recorded = tstzrange(lower(v.recorded), $2)
        from jsonb_to_recordset($1) as gone (reference text, valid daterange)
        where v.reference = gone.reference and v.valid = gone.valid and upper_inf(v.recorded)",
        rows,
        at,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn close_findings(db: &mut PgConnection, rows: Value, at: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!(
        "update finding_version v set recorded = tstzrange(lower(v.recorded), $2)
        from jsonb_to_recordset($1) as gone (reference text, round_slug text, valid daterange)
        where v.reference = gone.reference and v.round_slug = gone.round_slug and v.valid = gone.valid and upper_inf(v.recorded)",
        rows,
        at,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn insert(db: &mut PgConnection, rows: Value) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into recommendation_version (recorded, reference, force_slug, valid, round_slug, topic, record_type, known_from, source_url,
            wording, raised_on, deadline_basis, deadline_words, deadline_set_by, deadline_moves, due_on,
            due_at_the_latest, original_due_on, position, inspectorate_status, no_action_reason,
            ended_by, proposed_by, authorised_by, status, source_vocabulary, source_word, source_happened, latest_finding,
            latest_finding_round, submitted_on, judged_submission, closed_on, updated_on, verified_on,
            returned_on, asks_force, asks_force_on, asks_inspectorate, asks_inspectorate_on,
            proposed_on, proposed_outcome, proposed_reason, target_on)
        select recorded, reference, force_slug, valid, round_slug, topic, record_type, known_from, source_url,
            wording, raised_on, deadline_basis, deadline_words, deadline_set_by, deadline_moves, due_on,
            due_at_the_latest, original_due_on, position, inspectorate_status, no_action_reason,
            ended_by, proposed_by, authorised_by, status, source_vocabulary, source_word, source_happened, latest_finding,
            latest_finding_round, submitted_on, judged_submission, closed_on, updated_on, verified_on,
            returned_on, asks_force, asks_force_on, asks_inspectorate, asks_inspectorate_on,
            proposed_on, proposed_outcome, proposed_reason, target_on
        from jsonb_populate_recordset(null::recommendation_version, $1)",
        rows,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn insert_findings(db: &mut PgConnection, rows: Value) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into finding_version (recorded, reference, force_slug, round_slug, valid, finding, source_url, texts)
        select recorded, reference, force_slug, round_slug, valid, finding, source_url, texts
        from jsonb_populate_recordset(null::finding_version, $1)",
        rows,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn delete(db: &mut PgConnection, id: &str) -> Result<(), StoreError> {
    sqlx::query!("delete from finding_version where reference = $1", id).execute(&mut *db).await?;
    sqlx::query!("delete from recommendation_version where reference = $1", id).execute(&mut *db).await?;
    Ok(())
}
