//! One recommendation or area of concern at one point of the record: how it stands, what rounds found, its history.

use sqlx::PgConnection;

use super::{
    database::Database,
    error::StoreError,
    parsing::{counted, finding_source, parsed, parsed_if_any},
    register::{of_references, round_name},
};
use crate::{
    as_at::Point,
    force::ForceSlug,
    person::Reader,
    reference::Reference,
    round::{RoundSlug, happened},
    view::{
        recommendation::{RecommendationView, Text, Visit},
        register::RegisterRow,
        register_filter::RegisterFilter,
    },
};

mod history;
mod judged;
mod lineage;
mod others;
mod text;

#[cfg(test)]
mod tests;

use history::RoundsOfForce;
pub(super) use judged::judged;
pub use others::{others, others_of_force};
use text::Reading;

/// What there is to show under a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// It stands in the view.
    Found(Box<RecommendationView>),
    /// It is in the record, but not in the view of this point.
    NotAtThisPoint,
    /// Nothing is called that.
    Unknown,
}

/// Looks a reference up at a point, as this reader may read it.
#[tracing::instrument(skip(database, reader, point), err)]
pub async fn page(
    database: &Database,
    reader: &Reader,
    reference: &Reference,
    point: Point,
) -> Result<Lookup, StoreError> {
    let mut db = database.snapshot_for(reader).await?;
    let wanted = [reference.as_str().to_owned()];
    let row = of_references(&mut db, &wanted, &RegisterFilter::default(), point).await?.into_iter().next();
    let Some(row) = row else { return absent(&mut db, reference).await };
    let force_full_name = sqlx::query_scalar!(
        r#"select name as "name!" from force_at($1) where slug = $2"#,
        point.known,
        row.force.as_str()
    )
    .fetch_one(&mut *db)
    .await?;
    let (rounds, visits) = rounds(&mut db, &row, point).await?;
    let reading = Reading { reader, force: &row.force };
    let (history, version) = history::of(&mut db, reference, &rounds, point, reading).await?;
    let lineage = lineage::of(&mut db, reference, &history, point).await?;
    db.commit().await?;
    let rounds = rounds.into_names();
    Ok(Lookup::Found(Box::new(RecommendationView { row, force_full_name, visits, history, rounds, lineage, version })))
}

async fn absent(db: &mut PgConnection, reference: &Reference) -> Result<Lookup, StoreError> {
    let known = sqlx::query_scalar!(
        r#"select exists (select from recommendation_version where reference = $1) as "known!""#,
        reference.as_str()
    )
    .fetch_one(db)
    .await?;
    Ok(if known { Lookup::NotAtThisPoint } else { Lookup::Unknown })
}

/// Whose an item is, from the first day to the last.
///
/// # Errors
/// The database fails or holds what the types do not allow.
pub(crate) async fn force_of(db: &mut PgConnection, reference: &Reference) -> Result<Option<ForceSlug>, StoreError> {
    let force = sqlx::query_scalar!("select force_slug from recommendation where reference = $1", reference.as_str())
        .fetch_optional(db)
        .await?;
    parsed_if_any("recommendation", force.as_deref())
}

/// Whose an item is, for those who may read about some forces only; `None` where nothing is called that.
///
/// # Errors
/// The database fails or holds what the types do not allow.
pub async fn whose(database: &Database, reference: &Reference) -> Result<Option<ForceSlug>, StoreError> {
    force_of(&mut *database.reading().await?, reference).await
}

/// The spelling of a reference on record and whose the item is, whatever the case in which it was typed, and with or without the zeros
/// before a number; `None` where nothing is called that, or more than one item could be meant.
///
/// # Errors
/// The database fails or holds what the types do not allow.
pub async fn recorded_spelling(
    db: &mut PgConnection,
    reference: &Reference,
) -> Result<Option<(Reference, ForceSlug)>, StoreError> {
    // A register that had two spellings before references became one has both: each is its own.
    let mut rows = sqlx::query!(
        r#"select reference, force_slug, lower(reference) = $2 as "is_other_case!" from recommendation where key = $1
        order by reference <> $3, lower(reference) <> $2, reference limit 2"#,
        reference.loose_key(),
        reference.key(),
        reference.as_str(),
    )
    .fetch_all(db)
    .await?
    .into_iter();
    let (first, second) = (rows.next(), rows.next());
    first
        .filter(|row| row.is_other_case || second.is_none())
        .map(|row| Ok((parsed("recommendation", &row.reference)?, parsed("recommendation", &row.force_slug)?)))
        .transpose()
}

/// Whose an item is, and which round raised it, as it stands in the present view.
///
/// # Errors
/// The database fails or holds what the types do not allow.
pub(crate) async fn raised_by(
    db: &mut PgConnection,
    reference: &Reference,
) -> Result<Option<(ForceSlug, RoundSlug)>, StoreError> {
    let row = sqlx::query!(
        "select force_slug, round_slug from recommendation_version where reference = $1 and latest",
        reference.as_str()
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        Ok((parsed("recommendation_version", &row.force_slug)?, parsed("recommendation_version", &row.round_slug)?))
    })
    .transpose()
}

/// The rounds of its force, and what those behind the one that raised it said of it.
async fn rounds(
    db: &mut PgConnection,
    row: &RegisterRow,
    point: Point,
) -> Result<(RoundsOfForce, Vec<Visit>), StoreError> {
    let rows = sqlx::query!(
        r#"select p.slug, p.place, v.kind::text as "kind!", v.published::text as published,
            v.fieldwork::text as fieldwork, fv.finding::text as "finding?", fv.source_url as "source_url?",
            e.recorded_at as "recorded_at?",
            e.texts ? 'summary' as has_summary, summary.body as "summary?"
        from round_at($1, $2) v
        join round p on p.force_slug = v.force_slug and p.slug = v.round_slug
        left join finding_at($1, $2) fv on fv.reference = $3 and fv.round_slug = v.round_slug
        left join event e on e.seq = fv.texts
        left join event_text summary on summary.event = fv.texts and summary.field = 'summary'
        where v.force_slug = $4
        order by p.place"#,
        point.valid,
        point.known,
        row.reference.as_str(),
        row.force.as_str(),
    )
    .fetch_all(db)
    .await?;
    let raised_at = rows.iter().find(|round| round.slug == row.round.slug.as_str()).map(|round| round.place);
    let mut rounds = RoundsOfForce::default();
    let mut visits = Vec::new();
    for round in rows {
        let name = round_name(&round.slug, Some(&round.kind), round.published.as_deref(), round.fieldwork.as_deref())?;
        let published = parsed_if_any("round_version", round.published.as_deref())?;
        let fieldwork = parsed_if_any("round_version", round.fieldwork.as_deref())?;
        let happened = happened(published, fieldwork);
        rounds.push(name.clone(), counted("round", round.place)?, happened);
        if raised_at.is_some_and(|place| place >= round.place) {
            continue;
        }
        // What a round found is for everyone.
        let summary = round.has_summary.unwrap_or(false).then(|| Text::new("summary", round.summary, true));
        let finding = round.finding.map(|finding| parsed("finding_version", &finding)).transpose()?;
        let source = finding.and(finding_source(round.source_url, round.recorded_at));
        visits.push(Visit { round: name, happened, finding, summary, source });
    }
    Ok((rounds, visits))
}
