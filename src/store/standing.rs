//! Where items stand, counted in one query.

use super::{
    Database, StoreError,
    parsing::{counted, parsed},
    selection,
};
use crate::{
    as_at::Point,
    finding::RecordType,
    force::{ForceSlug, Nation, Region},
    progress::{
        change::Group,
        selection::{RecordTypes, Selection},
        standing::{Standing, StandingCount},
    },
    round::RoundKind,
    topic::Topic,
};

/// The figure of what was picked; `None` where there is no force of that name at that point.
///
/// # Errors
/// The database fails.
#[tracing::instrument(skip(database), err)]
pub async fn figure(database: &Database, selection: &Selection, point: Point) -> Result<Option<Standing>, StoreError> {
    const TABLE: &str = "recommendation_version";
    let Some(scope) = selection::name(database, selection, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    let rows = sqlx::query!(
        r#"select v.record_type::text as "record_type!", v.status::text as "status!",
            deadline_state_on($3, v.due_on, v.status, v.judged_submission) = 'overdue' as "is_overdue!", count(*) as "items!"
        from recommendation_at($1, $2) v
        join force_at($2) f on f.slug = v.force_slug
        where ($4::text is null or f.nation = $4::text::nation)
            and ($5::text is null or f.region = $5::text::region)
            and ($6::text is null or v.topic = $6)
            and ($7::text is null or (v.force_slug, v.round_slug) in (
                select r.force_slug, r.round_slug from round_at($1, $2) r where r.kind = $7::text::round_kind
            ))
            and ($8::text is null or v.record_type = $8::text::record_type)
            and ($9::text is null or v.force_slug = $9)
        group by 1, 2, 3
        order by 1, 2, 3"#,
        point.valid,
        point.known,
        point.today,
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.topic.map(Topic::slug),
        selection.round_kind.map(RoundKind::slug),
        selection.record_types.and_then(RecordTypes::one).map(RecordType::slug),
        selection.force.as_ref().map(ForceSlug::as_str),
    )
    .fetch_all(&mut *snapshot)
    .await?;
    let counts = rows.into_iter().map(|row| {
        Ok(StandingCount {
            record_type: parsed(TABLE, &row.record_type)?,
            group: Group::of(parsed(TABLE, &row.status)?),
            is_overdue: row.is_overdue,
            items: counted(TABLE, row.items)?,
        })
    });
    let counts = counts.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Some(Standing { scope, selection: selection.clone(), counts }))
}
