//! Short lists of the overview: the rounds published last, and the longest overdue.

use sqlx::PgConnection;

use super::{super::StoreError, SHORT_LIST};
use crate::{
    as_at::Point,
    view::{
        overview::Late,
        published::{DatedRound, RoundOfForce},
    },
};

pub(super) async fn latest(
    db: &mut PgConnection,
    forces: Option<&[String]>,
    point: Point,
) -> Result<Vec<RoundOfForce>, StoreError> {
    sqlx::query!(
        r#"select v.force_slug as "force_slug!", f.name as "name!", v.round_slug as "round_slug!", v.kind::text as "kind!",
            v.published::text as published, v.fieldwork::text as fieldwork
        from round_at($1, $2) v
        join force_at($2) f on f.slug = v.force_slug
        where v.published is not null and ($4::text[] is null or v.force_slug = any($4))
        order by partial_date_last(v.published) desc, f.name, v.round_slug
        limit $3"#,
        point.valid,
        point.known,
        SHORT_LIST,
        forces,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(RoundOfForce {
            force: row.force_slug,
            force_name: row.name,
            round: DatedRound::read(row.round_slug, &row.kind, row.published.as_deref(), row.fieldwork.as_deref())?,
        })
    })
    .collect()
}

pub(super) async fn late(
    db: &mut PgConnection,
    forces: Option<&[String]>,
    point: Point,
) -> Result<Vec<Late>, StoreError> {
    let rows = sqlx::query!(
        r#"with late as (
            select reference, force_slug, due_on
            from recommendation_at($1, $2)
            where due_on < $3 and deadline_state_on($3, due_on, status, judged_submission) = 'overdue'
                and ($5::text[] is null or force_slug = any($5))
            order by due_on, reference
            limit $4
        )
        select late.reference as "reference!", f.short_name as "short_name!", late.due_on as "due!"
        from late
        join force_at($2) f on f.slug = late.force_slug
        order by late.due_on, late.reference"#,
        point.valid,
        point.known,
        point.today,
        SHORT_LIST,
        forces,
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Late { reference: row.reference, force_name: row.short_name, due: row.due })
        .collect())
}
