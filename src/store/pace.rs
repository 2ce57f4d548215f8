//! Pace, counted in SQL by status and days: of what was picked, and of all else in England and Wales.

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
        pace::{Pace, PaceCount, Told},
        selection::Selection,
    },
    round::RoundKind,
    topic::Topic,
};

#[cfg(test)]
mod tests;

/// The figure of what was picked; `None` where there is no force of that name at that point.
#[tracing::instrument(skip(database), err)]
pub async fn figure(database: &Database, selection: &Selection, point: Point) -> Result<Option<Pace>, StoreError> {
    let Some(scope) = selection::name(database, selection, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    let (picked, rest) = counts(&mut snapshot, selection, point).await?;
    let coverage = coverage::with_a_status(&mut snapshot, selection, point).await?;
    let everything = Selection { record_types: selection.record_types, ..Selection::default() };
    let everywhere = (*selection != everything).then(|| Told::new(&[picked.as_slice(), rest.as_slice()].concat()));
    Ok(Some(Pace { scope, selection: selection.clone(), coverage, picked: Told::new(&picked), everywhere }))
}

/// The counts of what was picked, and of what was not.
///
/// A round says by its own date to the day when its items were raised; one known to its month only, by its fieldwork alone or
/// by nothing leaves them without days. What people end they end on a known day.
async fn counts(
    db: &mut PgConnection,
    selection: &Selection,
    point: Point,
) -> Result<(Vec<PaceCount>, Vec<PaceCount>), StoreError> {
    let rows = sqlx::query!(
        r#"with item as (
            select v.status,
                ($4::text is null or v.force_slug = $4)
                    and ($5::text is null or f.nation = $5::text::nation)
                    and ($6::text is null or f.region = $6::text::region)
                    and ($7::text is null or v.topic = $7)
                    and ($9::text is null or coalesce(r.kind = $9::text::round_kind, false)) as picked,
                case
                    when length(coalesce(r.published, r.fieldwork)::text) is distinct from 10 then null
                    when v.status in ('verified-complete', 'closed-without-action') then v.closed_on - v.raised_on
                    else $3::date - v.raised_on
                end as days
            from recommendation_at($1, $2) v
            join force_at($2) f on f.slug = v.force_slug
            left join round_at($1, $2) r on r.force_slug = v.force_slug and r.round_slug = v.round_slug
            where $8::text is null or v.record_type = $8::text::record_type
        )
        select picked as "picked!", status::text as "status!", case when days >= 0 then days end as days,
            count(*) as "items!"
        from item
        group by 1, 2, 3"#,
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
    let (mut picked, mut rest) = (Vec::new(), Vec::new());
    for row in rows {
        let count = PaceCount {
            status: parsed("recommendation_version", &row.status)?,
            days: row.days.map(|days| counted("recommendation_version", days)).transpose()?,
            items: counted("recommendation_version", row.items)?,
        };
        if row.picked { picked.push(count) } else { rest.push(count) }
    }
    Ok((picked, rest))
}
