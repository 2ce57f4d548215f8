//! Status over time, counted in SQL: each span of a status is one more at its beginning and one fewer at its end, so that
//! a hundred months cost one reading of the history and not a hundred.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{
    Database, StoreError, coverage,
    parsing::{counted, parsed},
    selection,
};
use crate::{
    as_at::{PRESENT, Point},
    finding::RecordType,
    force::{ForceSlug, Nation, Region},
    progress::{
        month::Month,
        selection::Selection,
        status_over_time::{Change, StatusChanges, Undated},
    },
    round::RoundKind,
    topic::Topic,
};

#[cfg(test)]
mod tests;

/// What happened to the items picked until the day of the point; `None` where there is no force of that name.
#[tracing::instrument(skip(database), err)]
pub async fn changes(
    database: &Database,
    selection: &Selection,
    point: Point,
) -> Result<Option<StatusChanges>, StoreError> {
    let Some(scope) = selection::name(database, selection, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    let (changes, forces_since) = counted_changes(&mut snapshot, selection, point).await?;
    let undated = if point.valid == PRESENT { Some(undated(&mut snapshot, selection, point).await?) } else { None };
    let forces = coverage::of_several(&mut snapshot, selection, point).await?;
    Ok(Some(StatusChanges { scope, selection: selection.clone(), changes, forces_since, forces, undated }))
}

/// The changes of each month and status, and for each force the day of its first item.
async fn counted_changes(
    db: &mut PgConnection,
    selection: &Selection,
    point: Point,
) -> Result<(Vec<Change>, Vec<NaiveDate>), StoreError> {
    let rows = sqlx::query!(
        r#"with round_known as (
            select force_slug, round_slug, kind, valid from round_version v
            where ($1::timestamptz is not null or upper_inf(v.recorded)) and ($1 is null or v.recorded @> $1)
        )
        select date_trunc('month', change.day)::date as month, v.status::text as status,
            sum(change.items) as "items!", min(change.day) as "since!"
        from recommendation_version v
        join force_at($1) f on f.slug = v.force_slug
        cross join lateral (values (lower(v.valid), 1), (upper(v.valid), -1)) as change (day, items)
        where ($1::timestamptz is not null or upper_inf(v.recorded)) and ($1 is null or v.recorded @> $1)
            and change.day <= $2
            and ($3::text is null or v.force_slug = $3)
            and ($4::text is null or f.nation = $4::text::nation)
            and ($5::text is null or f.region = $5::text::region)
            and ($6::text is null or v.topic = $6)
            and ($7::text is null or v.record_type = $7::text::record_type)
            and ($8::text is null or exists (
                select from round_known r
                where r.force_slug = v.force_slug and r.round_slug = v.round_slug and r.kind = $8::text::round_kind
                    and r.valid @> lower(v.valid)
            ))
        group by grouping sets ((1, 2), (v.force_slug))"#,
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
    let (mut changes, mut forces_since) = (Vec::new(), Vec::new());
    for row in rows {
        match (row.month, row.status) {
            (Some(month), Some(status)) => changes.push(Change {
                month: Month::of(month),
                status: parsed("recommendation_version", &status)?,
                items: row.items,
            }),
            _ => forces_since.push(row.since),
        }
    }
    Ok((changes, forces_since))
}

/// What of the present view no dated view of today shows.
async fn undated(db: &mut PgConnection, selection: &Selection, point: Point) -> Result<Undated, StoreError> {
    let row = sqlx::query!(
        r#"select count(*) filter (where dated.reference is null) as "items!",
            count(*) filter (where dated.status <> v.status) as "moved!"
        from recommendation_at($1, $2) v
        join force_at($2) f on f.slug = v.force_slug
        left join recommendation_at($3, $2) dated on dated.reference = v.reference
        where ($4::text is null or v.force_slug = $4)
            and ($5::text is null or f.nation = $5::text::nation)
            and ($6::text is null or f.region = $6::text::region)
            and ($7::text is null or v.topic = $7)
            and ($8::text is null or v.record_type = $8::text::record_type)
            and ($9::text is null or (v.force_slug, v.round_slug) in (
                select force_slug, round_slug from round_at($1, $2) where kind = $9::text::round_kind
            ))"#,
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
    .fetch_one(db)
    .await?;
    Ok(Undated {
        items: counted("recommendation_version", row.items)?,
        in_another_status: counted("recommendation_version", row.moved)?,
    })
}
