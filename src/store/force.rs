//! One force: its chain of rounds, what they raised and found, and what else they published.

use sqlx::PgConnection;

use super::{
    Database, StoreError, good_practice, monitoring,
    parsing::{counted, parsed},
    published,
};
use crate::{
    as_at::{PRESENT, Point},
    finding::Finding,
    force::{Force, ForceSlug},
    view::{
        force::{ChainRound, DeadlineCount, ForceView},
        published::DatedRound,
        register::FoundFilter,
    },
};

mod items;

/// A force's page; `None` where there is no such force at that point.
#[tracing::instrument(skip(database), err)]
pub async fn page(database: &Database, slug: &ForceSlug, point: Point) -> Result<Option<ForceView>, StoreError> {
    let mut snapshot = database.snapshot().await?;
    let db = &mut *snapshot;
    let Some(force) = force(db, slug, point).await? else { return Ok(None) };
    let slug_text = slug.as_str();
    Ok(Some(ForceView {
        rounds: chain(db, slug_text, point).await?,
        undated: if point.valid == PRESENT { Vec::new() } else { undated(db, slug_text, point).await? },
        deadlines: deadlines(db, slug_text, point).await?,
        monitoring: monitoring::of_force(db, slug_text, point).await?,
        case_audits: published::case_audits(db, slug_text, None, point).await?,
        grades: published::grades(db, slug_text, None, point).await?,
        good_practice: good_practice::of(db, slug, None, point).await?,
        items: items::items(db, slug_text, point).await?,
        force,
    }))
}

/// A force as it is known now.
#[tracing::instrument(skip(database), err)]
pub async fn find(database: &Database, slug: &ForceSlug) -> Result<Option<Force>, StoreError> {
    let mut db = database.snapshot().await?;
    let present = Point { valid: PRESENT, known: None, today: PRESENT };
    force(&mut db, slug, present).await
}

/// A force as it was known.
pub(super) async fn force(db: &mut PgConnection, slug: &ForceSlug, point: Point) -> Result<Option<Force>, StoreError> {
    let found = sqlx::query!(
        r#"select code as "code!", name as "name!", short_name as "short_name!", nation::text as "nation!",
            region::text as "region!"
        from force_at($1) where slug = $2"#,
        point.known,
        slug.as_str(),
    )
    .fetch_optional(db)
    .await?;
    found
        .map(|row| {
            Ok(Force {
                slug: slug.clone(),
                code: parsed("force_version", &row.code)?,
                name: row.name,
                short_name: row.short_name,
                nation: parsed("force_version", &row.nation)?,
                region: parsed("force_version", &row.region)?,
            })
        })
        .transpose()
}

async fn chain(db: &mut PgConnection, force: &str, point: Point) -> Result<Vec<ChainRound>, StoreError> {
    sqlx::query!(
        r#"with raised as (
            select round_slug, count(*) filter (where record_type = 'recommendation') as recommendations,
                count(*) filter (where record_type = 'area_of_concern') as areas
            from recommendation_at($1, $2) where force_slug = $3 group by 1
        ), found as (
            select f.round_slug, count(*) filter (where v.record_type = 'recommendation') as recommendations,
                count(*) filter (where v.record_type = 'area_of_concern') as areas
            from finding_at($1, $2) f
            join recommendation_at($1, $2) v on v.reference = f.reference
            where f.force_slug = $3 and v.force_slug = $3
            group by 1
        )
        select r.slug, v.kind::text as "kind!", v.published::text as published, v.fieldwork::text as fieldwork,
            coalesce(raised.recommendations, 0) as "raised!", coalesce(raised.areas, 0) as "raised_areas!",
            coalesce(found.recommendations, 0) as "found!", coalesce(found.areas, 0) as "found_areas!"
        from round_at($1, $2) v
        join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
        left join raised on raised.round_slug = r.slug
        left join found on found.round_slug = r.slug
        where v.force_slug = $3
        order by r.place"#,
        point.valid,
        point.known,
        force,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        let items = |count: i64| counted("recommendation_version", count);
        Ok(ChainRound {
            name: DatedRound::read(row.slug, &row.kind, row.published.as_deref(), row.fieldwork.as_deref())?,
            raised: [items(row.raised)?, items(row.raised_areas)?],
            found: [items(row.found)?, items(row.found_areas)?],
        })
    })
    .collect()
}

/// The rounds of the present view that no source dates.
async fn undated(db: &mut PgConnection, force: &str, point: Point) -> Result<Vec<DatedRound>, StoreError> {
    sqlx::query!(
        r#"select r.slug, v.kind::text as "kind!"
        from round_at($1, $2) v
        join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
        where v.force_slug = $3 and v.published is null and v.fieldwork is null
        order by r.place"#,
        PRESENT,
        point.known,
        force,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| DatedRound::read(row.slug, &row.kind, None, None))
    .collect()
}

async fn deadlines(db: &mut PgConnection, force: &str, point: Point) -> Result<Vec<DeadlineCount>, StoreError> {
    sqlx::query!(
        r#"select record_type::text as "record_type!",
            deadline_state_on($4, due_on, status, judged_submission)::text as "state!", count(*) as "items!"
        from recommendation_at($1, $2)
        where force_slug = $3
        group by 1, 2"#,
        point.valid,
        point.known,
        force,
        point.today,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(DeadlineCount {
            record_type: parsed("recommendation_version", &row.record_type)?,
            state: parsed("recommendation_version", &row.state)?,
            items: counted("recommendation_version", row.items)?,
        })
    })
    .collect()
}

/// A latest finding, or which kind of silence there is.
pub(super) fn found_or_silent(finding: Option<Finding>, later_round: bool) -> FoundFilter {
    match (finding, later_round) {
        (Some(finding), _) => FoundFilter::Is(finding),
        (None, true) => FoundFilter::Silent,
        (None, false) => FoundFilter::NoLaterRound,
    }
}
