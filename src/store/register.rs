//! The register: every recommendation and area of concern that a filter picks, at one point of the record.

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{database::Database, error::StoreError, parsing::parsed};
use crate::{
    as_at::Point,
    parameter::BadParameter,
    person::Reader,
    query_pairs::refused,
    view::{
        register::{ForceName, PER_PAGE, RegisterRow, RegisterView, RoundName, SearchNote},
        register_filter::RegisterFilter,
    },
};

mod excerpts;
mod find;
mod near_words;
mod rows;
mod search;
#[cfg(test)]
mod tests;

pub(crate) use rows::of_references;
pub(super) use rows::round_name;

/// How many rows an export reads at a time.
const PER_PART: usize = 500;

/// Why the register cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// What was asked for is not there to be asked for.
    #[error(transparent)]
    Refused(#[from] BadParameter),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl RegisterView {
    /// The rows on all pages.
    pub const fn total(&self) -> u64 {
        self.recommendations + self.areas_of_concern
    }
}

/// One page of what the filter picks, as this reader may read it.
///
/// Where nothing is found for the words that were typed and others are near, it is the page of those: [`RegisterView::search`] says so.
///
/// # Errors
/// A force or round that is nowhere in the record, and a page beyond the last, are refused by name.
#[tracing::instrument(skip_all, err(level = "debug"))]
pub async fn page(
    database: &Database,
    reader: &Reader,
    filter: &RegisterFilter,
    point: Point,
) -> Result<RegisterView, RegisterError> {
    let mut db = database.snapshot_for(reader).await?;
    let forces = forces(&mut db, filter, point).await?;
    check_forces(filter, &forces)?;
    let rounds = rounds(&mut db, filter, point).await?;

    let first = (i64::from(filter.page) - 1) * i64::from(PER_PAGE) + 1;
    let last = first + i64::from(PER_PAGE) - 1;
    // No register is longer; a page beyond every register is refused below.
    let place = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    let Found { matches: found, search, instead } =
        find_forgiving(&mut db, filter, point, place(first), place(last)).await?;
    let pages = found.total().div_ceil(u64::from(PER_PAGE)).max(1);
    if u64::from(filter.page) > pages {
        let there_are = if pages == 1 { "there is 1 page".to_owned() } else { format!("there are {pages} pages") };
        let allowed = format!("a whole number from 1 to {pages}: {there_are}");
        return Err(refused("page", &filter.page.to_string(), allowed).into());
    }

    let rows = rows::of_references(&mut db, &found.references, filter, point).await?;
    let excerpts = excerpts::read(&mut db, &search, &found.references, point).await?;
    db.commit().await.map_err(StoreError::from)?;
    Ok(RegisterView {
        recommendations: found.recommendations,
        areas_of_concern: found.areas_of_concern,
        summary: found.summary,
        rows,
        forces,
        rounds,
        search: SearchNote { instead, is_too_common: search.is_too_common() },
        excerpts,
    })
}

/// What was found, and for which words.
struct Found {
    matches: find::Matches,
    search: search::Search,
    /// What was searched for instead of what was typed.
    instead: Option<String>,
}

/// Finds what the filter picks; where that is nothing and its words may be slips, what it picks with the words that are near.
async fn find_forgiving(
    db: &mut PgConnection,
    filter: &RegisterFilter,
    point: Point,
    first: i32,
    last: i32,
) -> Result<Found, StoreError> {
    let asked = search::read(&mut *db, filter, point).await?;
    let matches = find::find(&mut *db, filter, &asked, point, first, last).await?;
    let typed = filter.q.as_ref().filter(|_| !filter.exact && matches.total() == 0);
    if let Some(typed) = typed
        && let Some(meant) = near_words::meant(&mut *db, typed).await?
    {
        let near = RegisterFilter { q: Some(meant.clone()), ..filter.clone() };
        let search = search::read(&mut *db, &near, point).await?;
        let matches = find::find(&mut *db, &near, &search, point, first, last).await?;
        if matches.total() > 0 {
            return Ok(Found { matches, search, instead: Some(meant) });
        }
    }
    Ok(Found { matches, search: asked, instead: None })
}

/// Everything that the filter picks, to be read part by part.
///
/// No connection is held between the parts, so that slow readers do not keep others from the database. Every part is
/// read as recorded until one moment, so that the whole is of one moment too.
#[derive(Debug)]
pub struct Export {
    database: Database,
    filter: RegisterFilter,
    point: Point,
    left: VecDeque<String>,
}

/// Finds everything that the filter picks for this reader, whatever page it names, with the words that [`page`] takes. `now` is the moment of the request.
///
/// # Errors
/// A force or round that is nowhere in the record is refused by name.
#[tracing::instrument(skip_all, err(level = "debug"))]
pub async fn export(
    database: &Database,
    reader: &Reader,
    filter: &RegisterFilter,
    point: Point,
    now: DateTime<Utc>,
) -> Result<Export, RegisterError> {
    let mut db = database.snapshot_for(reader).await?;
    check_forces(filter, &forces(&mut db, filter, point).await?)?;
    rounds(&mut db, filter, point).await?;
    let found = find_forgiving(&mut db, filter, point, 1, i32::MAX).await?.matches;
    db.commit().await.map_err(StoreError::from)?;
    Ok(Export {
        database: database.clone(),
        filter: filter.clone(),
        point: rows::pinned(point, now),
        left: found.references.into(),
    })
}

impl Export {
    /// The next rows, in order; none once all are read.
    pub async fn next_part(&mut self) -> Result<Vec<RegisterRow>, StoreError> {
        let part: Vec<String> = self.left.drain(..self.left.len().min(PER_PART)).collect();
        if part.is_empty() {
            return Ok(Vec::new());
        }
        let mut db = self.database.reading().await?;
        rows::of_references(&mut db, &part, &self.filter, self.point).await
    }
}

/// Every force that may be read about, by name.
async fn forces(db: &mut PgConnection, filter: &RegisterFilter, point: Point) -> Result<Vec<ForceName>, StoreError> {
    let forces: Result<Vec<ForceName>, StoreError> = sqlx::query!(
        r#"select slug as "slug!", short_name as "name!" from force_at($1) order by short_name, slug"#,
        point.known
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| Ok(ForceName { slug: parsed("force_version", &row.slug)?, name: row.name }))
    .collect();
    Ok(forces?.into_iter().filter(|force| filter.within.covers(&force.slug)).collect())
}

fn check_forces(filter: &RegisterFilter, forces: &[ForceName]) -> Result<(), BadParameter> {
    match filter.force.iter().find(|asked| !forces.iter().any(|force| force.slug == **asked)) {
        Some(unknown) => Err(refused("force", unknown.as_str(), "the address of a force, for example kent")),
        None => Ok(()),
    }
}

/// The rounds that the filter names, as they stand at the point. One that no force asked about ever had is refused.
async fn rounds(db: &mut PgConnection, filter: &RegisterFilter, point: Point) -> Result<Vec<RoundName>, RegisterError> {
    let asked = [("found_in", &filter.found_in), ("raised_in", &filter.raised_in)];
    let asked: Vec<_> = asked.into_iter().filter_map(|(name, round)| Some((name, round.as_ref()?))).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let slugs: Vec<String> = asked.iter().map(|(_, round)| round.as_str().to_owned()).collect();
    let forces: Vec<String> = filter.force.iter().map(|force| force.as_str().to_owned()).collect();
    let rows = sqlx::query!(
        r#"select distinct on (r.slug) r.slug, v.kind::text, v.published::text, v.fieldwork::text
        from round r
        left join round_at($1, $2) v on v.force_slug = r.force_slug and v.round_slug = r.slug
        where r.force_slug = any($3) and r.slug = any($4)
        order by r.slug, r.force_slug"#,
        point.valid,
        point.known,
        &forces,
        &slugs,
    )
    .fetch_all(db)
    .await
    .map_err(StoreError::from)?;
    for (name, round) in asked {
        if !rows.iter().any(|row| row.slug == round.as_str()) {
            return Err(refused(name, round.as_str(), "a round of the force, as the force’s page names it").into());
        }
    }
    rows.into_iter()
        .map(|row| Ok(round_name(&row.slug, row.kind.as_deref(), row.published.as_deref(), row.fieldwork.as_deref())?))
        .collect()
}
