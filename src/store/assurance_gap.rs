//! Assurance gap over time, read in SQL: spans of the read model that follow on one another as said done are one wait.

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
        assurance_gap::{Spell, Spells},
        selection::Selection,
    },
    round::RoundKind,
    topic::Topic,
    view::{free_text::FreeText, overview::WaitingClaim},
};

#[cfg(test)]
mod tests;

/// The waits of the items picked until the day of the point; `None` where there is no force of that name.
#[tracing::instrument(skip(database), err)]
pub async fn spells(database: &Database, selection: &Selection, point: Point) -> Result<Option<Spells>, StoreError> {
    let Some(scope) = selection::name(database, selection, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    let spells = until_today(&mut snapshot, selection, point).await?;
    let undated = if point.valid == PRESENT { Some(undated(&mut snapshot, selection, point).await?) } else { None };
    let coverage = coverage::with_a_status(&mut snapshot, selection, point).await?;
    let told = if coverage.is_some() { coverage::told(&mut snapshot, selection, point).await? } else { Vec::new() };
    Ok(Some(Spells { scope, selection: selection.clone(), coverage, told, spells, undated }))
}

/// What forces claim to be done and nobody has verified, for the longest time first, with what was asked; `None` where there is no force of
/// that name. A wait without a known first day comes last.
#[tracing::instrument(skip(database), err)]
pub async fn oldest(
    database: &Database,
    selection: &Selection,
    point: Point,
    limit: i64,
) -> Result<Option<Vec<WaitingClaim>>, StoreError> {
    if selection::name(database, selection, point).await?.is_none() {
        return Ok(None);
    }
    let mut snapshot = database.snapshot().await?;
    let rows = sqlx::query!(
        r#"with waiting as (
            select v.reference, f.short_name, v.wording, claimed_since(v.reference, $1, $2) as since
            from recommendation_at($1, $2) v
            join force_at($2) f on f.slug = v.force_slug
            where v.status = 'submitted-for-review'
                and ($4::text is null or v.force_slug = $4)
                and ($5::text is null or f.nation = $5::text::nation)
                and ($6::text is null or f.region = $6::text::region)
                and ($7::text is null or v.topic = $7)
                and ($8::text is null or v.record_type = $8::text::record_type)
                and ($9::text is null or (v.force_slug, v.round_slug) in (
                    select force_slug, round_slug from round_at($1, $2) where kind = $9::text::round_kind
                ))
        ), oldest as (
            select * from waiting order by since, reference limit $10
        )
        select o.reference as "reference!", o.short_name as "force!", case when o.since <= $3 then o.since end as since,
            (select jsonb_exists(e.texts, 'wording') from event e where e.seq = o.wording) as "kept?",
            (select t.body from event_text t where t.event = o.wording and t.field = 'wording') as "body?"
        from oldest o
        order by o.since, o.reference"#,
        point.valid,
        point.known,
        point.today,
        selection.force.as_ref().map(ForceSlug::as_str),
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.topic.map(Topic::slug),
        selection.counted().one().map(RecordType::slug),
        selection.round_kind.map(RoundKind::slug),
        limit,
    )
    .fetch_all(&mut *snapshot)
    .await?;
    let claims = rows.into_iter().map(|row| {
        Ok(WaitingClaim {
            reference: parsed("recommendation_version", &row.reference)?,
            force_name: row.force,
            wording: FreeText::read(row.kept.unwrap_or_default(), row.body),
            since: row.since,
        })
    });
    claims.collect::<Result<_, StoreError>>().map(Some)
}

/// The waits, those over the same days counted together.
async fn until_today(db: &mut PgConnection, selection: &Selection, point: Point) -> Result<Vec<Spell>, StoreError> {
    let rows = sqlx::query!(
        r#"with said as (
            select v.reference, lower(v.valid) as since, upper(v.valid) as until,
                lower(v.valid) is distinct from lag(upper(v.valid)) over (partition by v.reference order by v.valid) as begins
            from recommendation_version v
            join force_at($1) f on f.slug = v.force_slug
            where ($1::timestamptz is not null or upper_inf(v.recorded)) and ($1 is null or v.recorded @> $1)
                and v.status = 'submitted-for-review' and lower(v.valid) <= $2
                and ($3::text is null or v.force_slug = $3)
                and ($4::text is null or f.nation = $4::text::nation)
                and ($5::text is null or f.region = $5::text::region)
                and ($6::text is null or v.topic = $6)
                and ($7::text is null or v.record_type = $7::text::record_type)
                and ($8::text is null or exists (
                    select from round_version r
                    where r.force_slug = v.force_slug and r.round_slug = v.round_slug and r.kind = $8::text::round_kind
                        and ($1::timestamptz is not null or upper_inf(r.recorded)) and ($1 is null or r.recorded @> $1)
                        and r.valid @> lower(v.valid)
                ))
        ), numbered as (
            select reference, since, until,
                count(*) filter (where begins) over (partition by reference order by since) as spell
            from said
        ), spell as (
            -- A span without an end is the last of its spell, and then the spell has none.
            select min(since) as since, case when bool_and(until is not null) then max(until) end as until
            from numbered
            group by reference, spell
        )
        select since as "since!", until, count(*) as "items!" from spell group by 1, 2"#,
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
    rows.into_iter()
        .map(|row| {
            Ok(Spell { since: row.since, until: row.until, items: counted("recommendation_version", row.items)? })
        })
        .collect()
}

/// Items said done in the present view that no dated view of today shows so: only what stands since a later day, or since the
/// last of the calendar, can differ.
async fn undated(db: &mut PgConnection, selection: &Selection, point: Point) -> Result<u64, StoreError> {
    let items = sqlx::query_scalar!(
        r#"select count(*) as "items!"
        from recommendation_at($1, $2) v
        join force_at($2) f on f.slug = v.force_slug
        left join lateral (
            -- A point has one row of an item; `limit` has each of these few looked up, and not all read to be joined.
            select d.status from recommendation_at($3, $2) d where d.reference = v.reference limit 1
        ) dated on true
        where v.status = 'submitted-for-review' and lower(v.valid) > $3 and dated.status is distinct from v.status
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
    counted("recommendation_version", items)
}
