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
    changes_since(database, selection, None, point).await
}

/// The same from a day on: what stood then counts as having come to be on it, so that a history of any length costs no more
/// than the days that are shown.
#[tracing::instrument(skip(database), err)]
pub async fn changes_since(
    database: &Database,
    selection: &Selection,
    since: Option<NaiveDate>,
    point: Point,
) -> Result<Option<StatusChanges>, StoreError> {
    let Some(scope) = selection::name(database, selection, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    // A span of days that ends before it begins is none.
    let since = since.filter(|since| *since <= point.today);
    let changes = by_month(&mut snapshot, selection, since, point).await?;
    let forces_since = forces_since(&mut snapshot, selection, point).await?;
    let undated = if point.valid == PRESENT { Some(undated(&mut snapshot, selection, point).await?) } else { None };
    let forces = coverage::of_several(&mut snapshot, selection, point).await?;
    Ok(Some(StatusChanges { scope, selection: selection.clone(), changes, forces_since, forces, undated }))
}

/// The changes of each month and status.
///
/// Spans are counted by the months in which they begin and end before anything else is done with them: that much the
/// processors share, and of some 600,000 spans at the designed size a few thousand rows are left.
async fn by_month(
    db: &mut PgConnection,
    selection: &Selection,
    since: Option<NaiveDate>,
    point: Point,
) -> Result<Vec<Change>, StoreError> {
    sqlx::query!(
        r#"with span as (
            select v.status, date_trunc('month', greatest(lower(v.valid), $9)::timestamp)::date as since,
                case when upper(v.valid) <= $2 then date_trunc('month', upper(v.valid)::timestamp)::date end as until,
                count(*) as items
            from recommendation_version v
            where ($1::timestamptz is not null or upper_inf(v.recorded)) and ($1 is null or v.recorded @> $1)
                and lower(v.valid) <= $2 and ($9::date is null or v.valid && daterange($9, $2, '[]'))
                and v.force_slug in (
                    select f.slug from force_at($1) f
                    where ($3::text is null or f.slug = $3)
                        and ($4::text is null or f.nation = $4::text::nation)
                        and ($5::text is null or f.region = $5::text::region)
                )
                and ($6::text is null or v.topic = $6)
                and ($7::text is null or v.record_type = $7::text::record_type)
                and ($8::text is null or exists (
                    select from round_version r
                    where r.force_slug = v.force_slug and r.round_slug = v.round_slug and r.kind = $8::text::round_kind
                        and ($1::timestamptz is not null or upper_inf(r.recorded)) and ($1 is null or r.recorded @> $1)
                        and r.valid @> lower(v.valid)
                ))
            group by 1, 2, 3
        )
        select change.month as "month!", span.status::text as "status!", sum(change.items)::bigint as "items!"
        from span
        cross join lateral (values (span.since, span.items), (span.until, -span.items)) as change (month, items)
        where change.month is not null
        group by 1, 2"#,
        point.known,
        point.today,
        selection.force.as_ref().map(ForceSlug::as_str),
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.topic.map(Topic::slug),
        selection.counted().one().map(RecordType::slug),
        selection.round_kind.map(RoundKind::slug),
        since,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(Change {
            month: Month::of(row.month),
            status: parsed("recommendation_version", &row.status)?,
            items: row.items,
        })
    })
    .collect()
}

/// For each force with items, the day of the first of them.
async fn forces_since(
    db: &mut PgConnection,
    selection: &Selection,
    point: Point,
) -> Result<Vec<NaiveDate>, StoreError> {
    let since = sqlx::query_scalar!(
        r#"select min(lower(v.valid)) as "since!"
        from recommendation_version v
        where ($1::timestamptz is not null or upper_inf(v.recorded)) and ($1 is null or v.recorded @> $1)
            and lower(v.valid) <= $2
            and v.force_slug in (
                select f.slug from force_at($1) f
                where ($3::text is null or f.slug = $3)
                    and ($4::text is null or f.nation = $4::text::nation)
                    and ($5::text is null or f.region = $5::text::region)
            )
            and ($6::text is null or v.topic = $6)
            and ($7::text is null or v.record_type = $7::text::record_type)
            and ($8::text is null or exists (
                select from round_version r
                where r.force_slug = v.force_slug and r.round_slug = v.round_slug and r.kind = $8::text::round_kind
                    and ($1::timestamptz is not null or upper_inf(r.recorded)) and ($1 is null or r.recorded @> $1)
                    and r.valid @> lower(v.valid)
            ))
        group by v.force_slug"#,
        point.known,
        point.today,
        selection.force.as_ref().map(ForceSlug::as_str),
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.topic.map(Topic::slug),
        selection.counted().one().map(RecordType::slug),
        selection.round_kind.map(RoundKind::slug),
    );
    Ok(since.fetch_all(db).await?)
}

/// What of the present view no dated view of today shows: what stands since a later day, or since the last of the calendar,
/// is looked up; what stands since today or before stands in both.
async fn undated(db: &mut PgConnection, selection: &Selection, point: Point) -> Result<Undated, StoreError> {
    let row = sqlx::query!(
        r#"select count(*) filter (where dated.reference is null) as "items!",
            count(*) filter (where dated.status <> v.status) as "moved!"
        from recommendation_at($1, $2) v
        join force_at($2) f on f.slug = v.force_slug
        left join lateral (
            -- A point has one row of an item; `limit` has each of these few looked up, and not all read to be joined.
            select d.reference, d.status from recommendation_at($3, $2) d where d.reference = v.reference limit 1
        ) dated on true
        where lower(v.valid) > $3
            and ($4::text is null or v.force_slug = $4)
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
