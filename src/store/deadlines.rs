//! Deadlines, counted in SQL by month and state; only what is overdue comes back by its day.

use sqlx::PgConnection;

use super::{
    Database, StoreError, coverage,
    parsing::{counted, parsed},
    selection,
};
use crate::{
    as_at::Point,
    finding::RecordType,
    force::{ForceSlug, Nation, Region},
    progress::{
        deadlines::{Deadlines, DueCount, MovedCount},
        findings_across_rounds::Coverage,
        month::Month,
        selection::Selection,
    },
    round::RoundKind,
    topic::Topic,
};

#[cfg(test)]
mod tests;

/// The figure of what was picked; `None` where there is no force of that name at that point.
#[tracing::instrument(skip(database), err)]
pub async fn figure(database: &Database, selection: &Selection, point: Point) -> Result<Option<Deadlines>, StoreError> {
    let Some(scope) = selection::name(database, selection, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    let (due, forces_dated) = due(&mut snapshot, selection, point).await?;
    let moved = moved(&mut snapshot, selection, point).await?;
    let forces = coverage::of_several(&mut snapshot, selection, point).await?;
    let coverage = forces.map(|forces| Coverage { with_data: forces_dated, forces });
    Ok(Some(Deadlines::new(scope, selection.clone(), coverage, point.today, &due, &moved)))
}

/// What is due when, and of how many forces any deadline is dated.
async fn due(db: &mut PgConnection, selection: &Selection, point: Point) -> Result<(Vec<DueCount>, u32), StoreError> {
    let rows = sqlx::query!(
        r#"with item as (
            select v.force_slug, v.due_on, deadline_state_on($3, v.due_on, v.status, v.judged_submission) as state
            from recommendation_at($1, $2) v
            join force_at($2) f on f.slug = v.force_slug
            where ($4::text is null or v.force_slug = $4)
                and ($5::text is null or f.nation = $5::text::nation)
                and ($6::text is null or f.region = $6::text::region)
                and ($7::text is null or v.topic = $7)
                and ($8::text is null or v.record_type = $8::text::record_type)
                and ($9::text is null or (v.force_slug, v.round_slug) in (
                    select force_slug, round_slug from round_at($1, $2) where kind = $9::text::round_kind
                ))
        )
        select date_trunc('month', due_on)::date as month, state::text as state,
            case when state = 'overdue' then due_on end as overdue_since, count(*) as "items!",
            count(distinct force_slug) filter (where due_on is not null) as "forces!"
        from item
        group by grouping sets ((1, 2, 3), ())"#,
        point.valid,
        point.known,
        point.today,
        selection.force.as_ref().map(ForceSlug::as_str),
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.topic.map(Topic::slug),
        selection.counted().one().map(RecordType::slug),
        selection.round_kind.map(RoundKind::slug),
    )
    .fetch_all(db)
    .await?;
    let (mut counts, mut forces) = (Vec::new(), 0);
    for row in rows {
        match row.state {
            Some(state) => counts.push(DueCount {
                month: row.month.map(Month::of),
                state: parsed("recommendation_version", &state)?,
                overdue_since: row.overdue_since,
                items: counted("recommendation_version", row.items)?,
            }),
            None => forces = counted("recommendation_version", row.forces)?,
        }
    }
    Ok((counts, forces))
}

/// By how many days deadlines were moved.
async fn moved(db: &mut PgConnection, selection: &Selection, point: Point) -> Result<Vec<MovedCount>, StoreError> {
    let rows = sqlx::query!(
        r#"select v.due_on - v.original_due_on as days, count(*) as "items!"
        from recommendation_at($1, $2) v
        join force_at($2) f on f.slug = v.force_slug
        where ($3::text is null or v.force_slug = $3)
            and ($4::text is null or f.nation = $4::text::nation)
            and ($5::text is null or f.region = $5::text::region)
            and ($6::text is null or v.topic = $6)
            and ($7::text is null or v.record_type = $7::text::record_type)
            and ($8::text is null or (v.force_slug, v.round_slug) in (
                select force_slug, round_slug from round_at($1, $2) where kind = $8::text::round_kind
            ))
        group by 1"#,
        point.valid,
        point.known,
        selection.force.as_ref().map(ForceSlug::as_str),
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.topic.map(Topic::slug),
        selection.counted().one().map(RecordType::slug),
        selection.round_kind.map(RoundKind::slug),
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(MovedCount { days: row.days.map(i64::from), items: counted("recommendation_version", row.items)? })
        })
        .collect()
}
