//! One round: what it raised, its findings on earlier items, what else it published.

use sqlx::PgConnection;

use super::{
    Database, StoreError,
    force::{force, found_or_silent},
    good_practice,
    parsing::{finding_source, parsed, parsed_if_any, source_status},
    published,
};
use crate::{
    as_at::Point,
    finding::Finding,
    force::ForceSlug,
    round::RoundSlug,
    topic::Scheme,
    view::{
        free_text::FreeText,
        published::DatedRound,
        round::{EarlierItem, RaisedItem, RoundView},
    },
};

/// What there is to show of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// It stands in the view.
    Found(Box<RoundView>),
    /// The force has no such round at that point.
    NoSuchRound,
    /// There is no such force at that point.
    NoSuchForce,
}

/// Looks a round of a force up at a point.
#[tracing::instrument(skip(database), err)]
pub async fn page(
    database: &Database,
    slug: &ForceSlug,
    round: &RoundSlug,
    point: Point,
) -> Result<Lookup, StoreError> {
    let mut snapshot = database.snapshot().await?;
    let db = &mut *snapshot;
    let Some(force) = force(db, slug, point).await? else { return Ok(Lookup::NoSuchForce) };
    let (force_slug, round) = (slug.as_str(), round.as_str());
    let mut chain = chain(db, force_slug, point).await?;
    let Some(place) = chain.iter().position(|other| other.name.slug == round) else {
        return Ok(Lookup::NoSuchRound);
    };
    let name_of = |place: usize| chain.get(place).map(|other: &Link| other.name.clone());
    let (previous, next) = (place.checked_sub(1).and_then(name_of), name_of(place + 1));
    let is_last = next.is_none();
    let this = chain.swap_remove(place);
    Ok(Lookup::Found(Box::new(RoundView {
        force,
        previous,
        next,
        raised: raised(db, force_slug, round, !is_last, point).await?,
        earlier: earlier(db, force_slug, round, this.place, point).await?,
        grades: published::grades(db, force_slug, Some(round), point).await?,
        case_audits: published::case_audits(db, force_slug, Some(round), point).await?,
        good_practice: good_practice::of(db, slug, Some(round), point).await?,
        name: this.name,
        scheme: this.scheme,
        source_url: this.source_url,
    })))
}

/// A round in the chain of its force.
struct Link {
    name: DatedRound,
    place: i32,
    scheme: Option<Scheme>,
    source_url: String,
}

async fn chain(db: &mut PgConnection, force: &str, point: Point) -> Result<Vec<Link>, StoreError> {
    sqlx::query!(
        r#"select r.slug, r.place, v.kind::text as "kind!", v.published::text as published,
            v.fieldwork::text as fieldwork, v.scheme::text as scheme, v.source_url as "source_url!"
        from round_at($1, $2) v
        join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
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
        Ok(Link {
            name: DatedRound::read(row.slug, &row.kind, row.published.as_deref(), row.fieldwork.as_deref())?,
            place: row.place,
            scheme: parsed_if_any("round_version", row.scheme.as_deref())?,
            source_url: row.source_url,
        })
    })
    .collect()
}

async fn raised(
    db: &mut PgConnection,
    force: &str,
    round: &str,
    later_round: bool,
    point: Point,
) -> Result<Vec<RaisedItem>, StoreError> {
    sqlx::query!(
        r#"select v.reference as "reference!", v.topic as "topic!", v.record_type::text as "record_type!",
            v.known_from::text as "known_from!", v.status::text as "status!", v.latest_finding::text as finding,
            v.source_vocabulary::text, v.source_word, v.source_happened::text, v.updated_on, v.verified_on,
            jsonb_exists(e.texts, 'wording') as "kept!", t.body as "body?"
        from recommendation_at($1, $2) v
        join event e on e.seq = v.wording
        left join event_text t on t.event = v.wording and t.field = 'wording'
        where v.force_slug = $3 and v.round_slug = $4
        order by v.record_type, v.reference"#,
        point.valid,
        point.known,
        force,
        round,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        let finding: Option<Finding> = parsed_if_any("recommendation_version", row.finding.as_deref())?;
        Ok(RaisedItem {
            reference: row.reference,
            topic: parsed("recommendation_version", &row.topic)?,
            record_type: parsed("recommendation_version", &row.record_type)?,
            known_from: parsed("recommendation_version", &row.known_from)?,
            wording: FreeText::read(row.kept, row.body),
            status: parsed("recommendation_version", &row.status)?,
            source_status: source_status(
                row.source_vocabulary.as_deref(),
                row.source_word,
                row.source_happened.as_deref(),
            )?,
            updated_on: row.updated_on,
            verified_on: row.verified_on,
            finding: found_or_silent(finding, later_round),
        })
    })
    .collect()
}

async fn earlier(
    db: &mut PgConnection,
    force: &str,
    round: &str,
    place: i32,
    point: Point,
) -> Result<Vec<EarlierItem>, StoreError> {
    sqlx::query!(
        r#"with found as (
            select f.reference, f.finding, f.source_url, e.recorded_at, jsonb_exists(e.texts, 'summary') as kept, t.body
            from finding_at($1, $2) f
            join event e on e.seq = f.texts
            left join event_text t on t.event = f.texts and t.field = 'summary'
            where f.force_slug = $3 and f.round_slug = $4
        )
        select v.reference as "reference!", v.topic as "topic!", v.record_type::text as "record_type!",
            v.known_from::text as "known_from!", jsonb_exists(e.texts, 'wording') as "kept!", t.body as "body?",
            found.finding::text as finding, coalesce(found.kept, false) as "summary_kept!", found.body as "summary?",
            found.source_url as "source_url?", found.recorded_at as "recorded_at?"
        from recommendation_at($1, $2) v
        join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
        join event e on e.seq = v.wording
        left join event_text t on t.event = v.wording and t.field = 'wording'
        left join found on found.reference = v.reference
        where v.force_slug = $3 and r.force_slug = $3 and r.place < $5
        order by v.record_type, v.reference"#,
        point.valid,
        point.known,
        force,
        round,
        place,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        let finding: Option<Finding> = parsed_if_any("finding_version", row.finding.as_deref())?;
        Ok(EarlierItem {
            source: finding.and(finding_source(row.source_url, row.recorded_at)),
            finding,
            reference: row.reference,
            topic: parsed("recommendation_version", &row.topic)?,
            record_type: parsed("recommendation_version", &row.record_type)?,
            known_from: parsed("recommendation_version", &row.known_from)?,
            wording: FreeText::read(row.kept, row.body),
            summary: FreeText::read(row.summary_kept, row.summary),
        })
    })
    .collect()
}
