//! What rounds singled out as effective, for others to learn from.

use sqlx::PgConnection;

use super::{
    Database, StoreError,
    parsing::{counted, parsed_if_any},
};
use crate::{
    as_at::Point,
    force::{ForceSlug, Region},
    view::{
        free_text::FreeText,
        good_practice::{AskedTopic, GoodPractice, GoodPracticeFilter, GoodPracticeView, PER_PAGE},
        published::DatedRound,
    },
};

/// The page a filter asks for.
#[tracing::instrument(skip(database), err)]
pub async fn page(
    database: &Database,
    filter: &GoodPracticeFilter,
    point: Point,
) -> Result<GoodPracticeView, StoreError> {
    let mut snapshot = database.snapshot().await?;
    let forces = sqlx::query!(
        r#"select slug as "slug!", short_name as "short_name!" from force_at($1) order by short_name"#,
        point.known
    )
    .fetch_all(&mut *snapshot)
    .await?
    .into_iter()
    .map(|row| (row.slug, row.short_name))
    .filter(|(slug, _)| filter.within.covers_slug(slug))
    .collect();
    let (rows, total) = read(&mut snapshot, filter, None, point).await?;
    Ok(GoodPracticeView { rows, total, forces })
}

/// All that one round of a force, or the whole force, is told of.
pub(super) async fn of(
    db: &mut PgConnection,
    force: &ForceSlug,
    round: Option<&str>,
    point: Point,
) -> Result<Vec<GoodPractice>, StoreError> {
    let filter = GoodPracticeFilter { force: Some(force.clone()), ..GoodPracticeFilter::default() };
    Ok(read(db, &filter, round, point).await?.0)
}

/// Page 0 is all of them.
async fn read(
    db: &mut PgConnection,
    filter: &GoodPracticeFilter,
    round: Option<&str>,
    point: Point,
) -> Result<(Vec<GoodPractice>, u64), StoreError> {
    let limit = (filter.page > 0).then_some(i64::from(PER_PAGE));
    let offset = i64::from(filter.page.saturating_sub(1)) * i64::from(PER_PAGE);
    let asked = filter.force.as_ref().map(std::slice::from_ref).or(filter.within.only());
    let forces = asked.map(|forces| forces.iter().map(|force| force.as_str().to_owned()).collect::<Vec<_>>());
    // The total comes from a query of its own: beyond the last page no row would carry it.
    let total = sqlx::query_scalar!(
        r#"select count(*) as "total!"
        from good_practice_at($1, $2) g
        join force_at($2) f on f.slug = g.force_slug
        where ($3::text is null or g.topic is not distinct from nullif($3::text, 'none'))
            and ($4::text[] is null or g.force_slug = any($4))
            and ($5::text is null or f.region = $5::text::region)
            and ($6::text is null or g.round_slug = $6)"#,
        point.valid,
        point.known,
        filter.topic.map(AskedTopic::slug),
        forces.as_deref(),
        filter.region.map(Region::slug),
        round,
    )
    .fetch_one(&mut *db)
    .await?;
    let rows = sqlx::query!(
        r#"select g.force_slug as "force_slug!", f.short_name as "short_name!", g.round_slug as "round_slug!",
            v.kind::text as "kind!", v.published::text as published, v.fieldwork::text as fieldwork,
            g.topic as "topic?", jsonb_exists(e.texts, 'summary') as "kept!", t.body as "body?",
            g.source_url as "source_url!"
        from good_practice_at($1, $2) g
        join force_at($2) f on f.slug = g.force_slug
        join round_at($1, $2) v on v.force_slug = g.force_slug and v.round_slug = g.round_slug
        join round r on r.force_slug = g.force_slug and r.slug = g.round_slug
        left join topic on topic.slug = g.topic
        join event e on e.seq = g.texts
        left join event_text t on t.event = g.texts and t.field = 'summary'
        where ($3::text is null or g.topic is not distinct from nullif($3::text, 'none'))
            and ($4::text[] is null or g.force_slug = any($4))
            and ($5::text is null or f.region = $5::text::region)
            and ($6::text is null or g.round_slug = $6)
        order by topic.scheme desc nulls last, topic.place nulls last, f.short_name, r.place, g.event
        limit $7 offset $8"#,
        point.valid,
        point.known,
        filter.topic.map(AskedTopic::slug),
        forces.as_deref(),
        filter.region.map(Region::slug),
        round,
        limit,
        offset,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(GoodPractice {
            force: row.force_slug,
            force_name: row.short_name,
            round: DatedRound::read(row.round_slug, &row.kind, row.published.as_deref(), row.fieldwork.as_deref())?,
            topic: parsed_if_any("good_practice_version", row.topic.as_deref())?,
            summary: FreeText::read(row.kept, row.body),
            source_url: row.source_url,
        })
    })
    .collect::<Result<Vec<_>, StoreError>>()?;
    Ok((rows, counted("good_practice_version", total)?))
}
