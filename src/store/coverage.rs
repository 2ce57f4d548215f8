//! Of how many forces a figure could tell: those that a selection picks from.

use sqlx::PgConnection;

use super::{StoreError, parsing::counted};
use crate::{
    as_at::Point,
    finding::RecordType,
    force::{Nation, Region},
    progress::{assurance_gap::Told, findings_across_rounds::Coverage, selection::Selection},
    round::RoundKind,
    topic::Topic,
};

/// The forces that a selection picks from, as they were known.
pub(super) async fn forces(db: &mut PgConnection, selection: &Selection, point: Point) -> Result<u32, StoreError> {
    let forces = sqlx::query_scalar!(
        r#"select count(*) as "forces!" from force_at($1) f
        where ($2::text is null or f.nation = $2::text::nation) and ($3::text is null or f.region = $3::text::region)"#,
        point.known,
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
    )
    .fetch_one(db)
    .await?;
    counted("force_version", forces)
}

/// The same of a selection of several forces; `None` of one force, which needs no coverage.
pub(super) async fn of_several(
    db: &mut PgConnection,
    selection: &Selection,
    point: Point,
) -> Result<Option<u32>, StoreError> {
    if selection.is_of_several() { forces(db, selection, point).await.map(Some) } else { Ok(None) }
}

/// Of how many of several forces any status is recorded, by more than a source's word that an item is closed.
pub(super) async fn with_a_status(
    db: &mut PgConnection,
    selection: &Selection,
    point: Point,
) -> Result<Option<Coverage>, StoreError> {
    let Some(forces) = of_several(db, selection, point).await? else { return Ok(None) };
    let told_of = sqlx::query_scalar!(
        r#"select count(distinct v.force_slug) as "forces!"
        from recommendation_at($1, $2) v
        join force_at($2) f on f.slug = v.force_slug
        where v.status not in ('not-recorded', 'closed-according-to-source')
            and ($3::text is null or f.nation = $3::text::nation)
            and ($4::text is null or f.region = $4::text::region)
            and ($5::text is null or v.topic = $5)
            and ($6::text is null or v.record_type = $6::text::record_type)
            and ($7::text is null or (v.force_slug, v.round_slug) in (
                select force_slug, round_slug from round_at($1, $2) where kind = $7::text::round_kind
            ))"#,
        point.valid,
        point.known,
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.topic.map(Topic::slug),
        selection.counted().one().map(RecordType::slug),
        selection.round_kind.map(RoundKind::slug),
    )
    .fetch_one(db)
    .await?;
    Ok(Some(Coverage { with_data: counted("recommendation_version", told_of)?, forces }))
}

/// When each force had items with such a status: the same rule for every day at once, so that a series costs one reading.
pub(super) async fn told(db: &mut PgConnection, selection: &Selection, point: Point) -> Result<Vec<Told>, StoreError> {
    let spans = sqlx::query_as!(
        Told,
        r#"with round_known as (
            select force_slug, round_slug, valid from round_version r
            where r.kind = $6::text::round_kind
                and ($1::timestamptz is not null or upper_inf(r.recorded)) and ($1 is null or r.recorded @> $1)
        ), span as (
            select unnest(range_agg(case when $6::text is null then v.valid else v.valid * r.valid end)) as days
            from recommendation_version v
            join force_at($1) f on f.slug = v.force_slug
            left join round_known r
                on r.force_slug = v.force_slug and r.round_slug = v.round_slug and r.valid && v.valid
            where ($1::timestamptz is not null or upper_inf(v.recorded)) and ($1 is null or v.recorded @> $1)
                and v.status not in ('not-recorded', 'closed-according-to-source')
                and ($2::text is null or f.nation = $2::text::nation)
                and ($3::text is null or f.region = $3::text::region)
                and ($4::text is null or v.topic = $4)
                and ($5::text is null or v.record_type = $5::text::record_type)
                and ($6::text is null or r.valid is not null)
            group by v.force_slug
        )
        select lower(days) as "since!", upper(days) as until from span"#,
        point.known,
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.topic.map(Topic::slug),
        selection.counted().one().map(RecordType::slug),
        selection.round_kind.map(RoundKind::slug),
    )
    .fetch_all(db)
    .await?;
    Ok(spans)
}
