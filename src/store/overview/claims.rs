//! What people have recorded: of how many items any status, and how long what forces say is done has waited.

use sqlx::PgConnection;

use super::{StoreError, counted};
use crate::{
    as_at::Point,
    store::parsing::parsed,
    view::{
        free_text::FreeText,
        overview::{Claims, WaitingClaim},
    },
};

const TABLE: &str = "recommendation_version";

/// Both record types together.
pub(super) async fn claims(
    db: &mut PgConnection,
    forces: Option<&[String]>,
    point: Point,
) -> Result<Claims, StoreError> {
    let row = sqlx::query!(
        r#"with item as (
            select status, submitted_on, status not in ('not-recorded', 'closed-according-to-source') as by_people
            from recommendation_at($1, $2)
            where $3::text[] is null or force_slug = any($3)
        )
        select count(*) as "items!", count(*) filter (where by_people) as "by_people!",
            count(*) filter (where status = 'submitted-for-review') as "waiting!",
            percentile_disc(0.5) within group (order by submitted_on) filter (where status = 'submitted-for-review')
                as half_since
        from item"#,
        point.valid,
        point.known,
        forces,
    )
    .fetch_one(db)
    .await?;
    let count = |count: i64| counted(TABLE, count);
    Ok(Claims {
        items: count(row.items)?,
        by_people: count(row.by_people)?,
        waiting: count(row.waiting)?,
        half_since: row.half_since,
    })
}

/// What forces say is done and nobody has verified, for the longest time first, with what was asked.
pub(super) async fn oldest(
    db: &mut PgConnection,
    forces: Option<&[String]>,
    point: Point,
    limit: i64,
) -> Result<Vec<WaitingClaim>, StoreError> {
    let rows = sqlx::query!(
        r#"with waiting as (
            select v.reference, v.force_slug, v.submitted_on, v.wording
            from recommendation_at($1, $2) v
            where v.status = 'submitted-for-review' and ($3::text[] is null or v.force_slug = any($3))
            order by v.submitted_on nulls last, v.reference
            limit $4
        )
        select waiting.reference as "reference!", f.short_name as "force!", waiting.submitted_on as since,
            (select jsonb_exists(e.texts, 'wording') from event e where e.seq = waiting.wording) as "kept?",
            (select t.body from event_text t where t.event = waiting.wording and t.field = 'wording') as "body?"
        from waiting
        join force_at($2) f on f.slug = waiting.force_slug
        order by waiting.submitted_on nulls last, waiting.reference"#,
        point.valid,
        point.known,
        forces,
        limit,
    )
    .fetch_all(db)
    .await?;
    let claims = rows.into_iter().map(|row| {
        Ok(WaitingClaim {
            reference: parsed(TABLE, &row.reference)?,
            force_name: row.force,
            wording: FreeText::read(row.kept.unwrap_or_default(), row.body),
            since: row.since,
        })
    });
    claims.collect()
}
