//! Change between two days: every item at both ends, in one statement, with what happened to it in between.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{
    Database, StoreError,
    parsing::{parsed, parsed_if_any},
};
use crate::{
    as_at::PRESENT,
    force::{ForceSlug, Nation, Region},
    parameter::BadParameter,
    partial_date::PartialDate,
    progress::change::{Between, ChangeRequest, Changes, Force, Found, Item, Undated},
    round::{RoundKind, title},
    topic::Topic,
    view::change::{ChangeReport, Ends},
};

mod row;
mod summaries;
#[cfg(test)]
mod tests;

pub use summaries::summaries;

use row::Row;

/// Why changes cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// What was asked for is not there to be asked for.
    #[error(transparent)]
    Refused(#[from] BadParameter),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ChangeError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// All that happened between two days within what was asked about.
///
/// # Errors
/// A force or round that is nowhere in the record, and a period that runs backwards, are refused by name.
#[tracing::instrument(skip_all, err(level = "debug"))]
pub async fn between(database: &Database, asked: &ChangeRequest) -> Result<ChangeReport, ChangeError> {
    let mut db = database.snapshot().await?;
    let known = forces(&mut db, asked).await?;
    let of = asked.name(known.iter().map(|force| (&force.force.slug, force.name.as_str())))?;
    let rounds = rounds(&mut db, asked).await?;
    let period =
        asked.period(|slug| rounds.iter().find(|round| round.slug == slug.as_str()).and_then(|round| round.day))?;
    let forces: Vec<Force> =
        known.iter().filter(|force| force.is_asked(asked)).map(|force| force.force.clone()).collect();

    let mut items = ends(&mut db, asked, period, &forces).await?;
    found(&mut db, asked, period, &mut items).await?;
    let undated = undated(&mut db, asked, &forces).await?;
    db.commit().await?;

    // What would run backwards, or go beyond the day that the reader looks from, is refused.
    let published = |on: &dyn Fn(NaiveDate) -> bool| {
        let rounds = rounds.iter().filter(|round| round.day.is_some_and(on));
        rounds.map(|round| (round.slug.clone(), round.words.clone())).collect()
    };
    let since = published(&|day| day < period.to);
    let ends = Ends { since, until: published(&|day| period.from < day && day <= asked.today) };
    let all_forces = known.into_iter().map(|force| force.force).collect();
    Ok(ChangeReport { changes: Changes { period, forces, items, undated }, of, ends, all_forces })
}

/// A force and where it is.
struct KnownForce {
    force: Force,
    name: String,
    nation: Nation,
    region: Region,
}

impl KnownForce {
    fn is_asked(&self, ChangeRequest { selection, .. }: &ChangeRequest) -> bool {
        selection.force.as_ref().is_none_or(|force| *force == self.force.slug)
            && selection.nation.is_none_or(|nation| nation == self.nation)
            && selection.region.is_none_or(|region| region == self.region)
    }
}

/// Every force by name.
async fn forces(db: &mut PgConnection, asked: &ChangeRequest) -> Result<Vec<KnownForce>, StoreError> {
    sqlx::query!(
        r#"select slug as "slug!", name as "name!", short_name as "short_name!", nation::text as "nation!",
            region::text as "region!"
        from force_at($1) order by short_name, slug"#,
        asked.known,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(KnownForce {
            force: Force { slug: parsed("force_version", &row.slug)?, name: row.short_name },
            name: row.name,
            nation: parsed("force_version", &row.nation)?,
            region: parsed("force_version", &row.region)?,
        })
    })
    .collect()
}

/// A round at which a period may begin or end.
struct Round {
    slug: String,
    words: String,
    /// The last day it can have been published.
    day: Option<NaiveDate>,
}

/// The rounds of the one force asked about, in the order of its chain.
async fn rounds(db: &mut PgConnection, asked: &ChangeRequest) -> Result<Vec<Round>, StoreError> {
    let Some(force) = &asked.selection.force else { return Ok(Vec::new()) };
    let rows = sqlx::query!(
        r#"select v.round_slug as "slug!", v.kind::text as "kind!", v.published::text as published,
            v.fieldwork::text as fieldwork
        from round_at($1, $2) v
        join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
        where v.force_slug = $3
        order by r.place"#,
        PRESENT,
        asked.known,
        force.as_str(),
    )
    .fetch_all(db)
    .await?;
    let read = rows.into_iter().map(|row| {
        let kind: RoundKind = parsed("round_version", &row.kind)?;
        let published: Option<PartialDate> = parsed_if_any("round_version", row.published.as_deref())?;
        let fieldwork = parsed_if_any("round_version", row.fieldwork.as_deref())?;
        Ok(Round { slug: row.slug, words: title(kind, published, fieldwork), day: published.map(PartialDate::last) })
    });
    read.collect()
}

/// Every item at both ends. The two views are read side by side and joined: at the designed size that is 21,500 rows.
///
/// As in the register, the planner expects few rows where there are thousands: without nested loops each view is read once.
async fn ends(
    db: &mut PgConnection,
    asked: &ChangeRequest,
    period: Between,
    forces: &[Force],
) -> Result<Vec<Item>, StoreError> {
    let slugs = asked.is_of_some_forces().then(|| slugs(forces));
    sqlx::query("set local enable_nestloop = off").execute(&mut *db).await?;
    let rows = sqlx::query_as!(
        Row,
        r#"with before as materialized (
            select v.reference, v.force_slug, v.topic, v.record_type, v.original_due_on, v.status, v.due_on,
                deadline_state_on($1, v.due_on, v.status, v.judged_submission) as deadline
            from recommendation_at($1, $3) v
            where ($4::text[] is null or v.force_slug = any($4))
                and ($5::text is null or v.topic = $5)
                and ($6::text is null or (v.force_slug, v.round_slug) in (
                    select r.force_slug, r.round_slug from round_at($1, $3) r where r.kind = $6::text::round_kind
                ))
        ), after as materialized (
            select v.reference, v.force_slug, v.topic, v.record_type, v.original_due_on, v.status, v.due_on,
                deadline_state_on($2, v.due_on, v.status, v.judged_submission) as deadline
            from recommendation_at($2, $3) v
            where ($4::text[] is null or v.force_slug = any($4))
                and ($5::text is null or v.topic = $5)
                and ($6::text is null or (v.force_slug, v.round_slug) in (
                    select r.force_slug, r.round_slug from round_at($2, $3) r where r.kind = $6::text::round_kind
                ))
        ), moved as materialized (
            select reference, min(moved_on) filter (where movement = 'closed') as closed_on,
                min(moved_on) filter (where movement = 'reopened') as reopened_on,
                min(moved_on) filter (where movement = 'said-done') as said_done_on
            from moved_between($1, $2, $3)
            group by 1
        )
        select coalesce(a.reference, b.reference) as "reference!", coalesce(a.force_slug, b.force_slug) as "force_slug!",
            coalesce(a.topic, b.topic) as "topic!", coalesce(a.record_type, b.record_type)::text as "record_type!",
            coalesce(a.original_due_on, b.original_due_on) as original_due_on,
            b.status::text as status_before, b.due_on as due_before, b.deadline::text as deadline_before,
            a.status::text as status_after, a.due_on as due_after, a.deadline::text as deadline_after,
            coalesce(a.due_on >= $1, false) as "fell_due!", moved.closed_on, moved.reopened_on, moved.said_done_on
        from before b
        full join after a on a.reference = b.reference
        left join moved on moved.reference = coalesce(a.reference, b.reference)
        order by 1"#,
        period.from,
        period.to,
        asked.known,
        slugs.as_deref(),
        asked.selection.topic.map(Topic::slug),
        asked.selection.round_kind.map(RoundKind::slug),
    )
    .fetch_all(&mut *db)
    .await?;
    sqlx::query("set local enable_nestloop = on").execute(db).await?;
    rows.into_iter().map(Item::try_from).collect()
}

/// Puts beside each item what rounds found of it within the period.
async fn found(
    db: &mut PgConnection,
    asked: &ChangeRequest,
    period: Between,
    items: &mut [Item],
) -> Result<(), StoreError> {
    let force = asked.selection.force.as_ref().map(ForceSlug::as_str);
    let rows = sqlx::query!(
        r#"select f.reference as "reference!", f.finding::text as "finding!", f.round_slug as "round_slug!",
            r.kind::text as kind, r.published::text as published, r.fieldwork::text as fieldwork
        from finding_at($2, $3) f
        left join round_at($2, $3) r on r.force_slug = f.force_slug and r.round_slug = f.round_slug
        where lower(f.valid) > $1 and ($4::text is null or f.force_slug = $4)
        order by f.reference, lower(f.valid), f.round_slug"#,
        period.from,
        period.to,
        asked.known,
        force,
    )
    .fetch_all(db)
    .await?;
    let places: HashMap<String, usize> =
        items.iter().enumerate().map(|(place, item)| (item.reference.to_string(), place)).collect();
    for row in rows {
        let Some(item) = places.get(&row.reference).and_then(|place| items.get_mut(*place)) else { continue };
        let kind: Option<RoundKind> = parsed_if_any("round_version", row.kind.as_deref())?;
        let published = parsed_if_any("round_version", row.published.as_deref())?;
        let fieldwork = parsed_if_any("round_version", row.fieldwork.as_deref())?;
        let round = kind.map_or(row.round_slug, |kind| title(kind, published, fieldwork));
        item.found.push(Found { finding: parsed("finding_version", &row.finding)?, round });
    }
    Ok(())
}

/// What stands in the present view and in no dated view until today: whole items, and facts of items that stand in both. They
/// have no date, or one such as this month that is not over yet.
async fn undated(db: &mut PgConnection, asked: &ChangeRequest, forces: &[Force]) -> Result<Vec<Undated>, StoreError> {
    let slugs = asked.is_of_some_forces().then(|| slugs(forces));
    sqlx::query!(
        r#"select v.reference as "reference!", v.force_slug as "force_slug!", v.topic as "topic!",
            v.record_type::text as "record_type!", v.raised_on is null or v.raised_on > $6 as "whole!"
        from recommendation_at($1, $2) v
        where lower(v.valid) > $6
            and ($3::text[] is null or v.force_slug = any($3))
            and ($4::text is null or v.topic = $4)
            and ($5::text is null or (v.force_slug, v.round_slug) in (
                select r.force_slug, r.round_slug from round_at($1, $2) r where r.kind = $5::text::round_kind
            ))
        order by v.reference"#,
        PRESENT,
        asked.known,
        slugs.as_deref(),
        asked.selection.topic.map(Topic::slug),
        asked.selection.round_kind.map(RoundKind::slug),
        asked.today,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(Undated {
            reference: parsed("recommendation_version", &row.reference)?,
            force: parsed("recommendation_version", &row.force_slug)?,
            topic: parsed("recommendation_version", &row.topic)?,
            record_type: parsed("recommendation_version", &row.record_type)?,
            whole: row.whole,
        })
    })
    .collect()
}

fn slugs(forces: &[Force]) -> Vec<String> {
    forces.iter().map(|force| force.slug.to_string()).collect()
}
