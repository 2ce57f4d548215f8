//! The overview: headline figures with their change since the end of the month before, what came last, what is late; of all
//! forces also the main points, where to look first, and of how many we know what.

use sqlx::PgConnection;

use super::{Database, StoreError, counting, parsing::counted};
use crate::{
    as_at::Point,
    counting::{
        Known, bands,
        case_files::{audited, case_files},
        coverage::ladder,
        grades::graded,
        on_return::on_return,
        topics::ranked,
        visits::{published_in, visits_by_year},
    },
    force::ForceSlug,
    progress::{change::Between, selection::Selection},
    view::{
        change::Situation,
        overview::{Figures, NationalFigures, OverviewView},
    },
};

mod claims;
mod headlines;
mod listed;
mod passed;
#[cfg(test)]
mod tests;

/// Rows of a list that only shows the first few.
pub const SHORT_LIST: i64 = 3;

/// How many of the oldest deadlines, and of the oldest claims, are listed.
const OLDEST: i64 = 5;

/// How many of the rounds published last are named.
const LAST_PUBLISHED: usize = 3;

/// The overview of England and Wales: as many queries however much there is.
#[tracing::instrument(skip(database), err)]
pub async fn page(database: &Database, point: Point) -> Result<OverviewView, StoreError> {
    let mut snapshot = database.snapshot().await?;
    let db = &mut *snapshot;
    plan_for_many(db).await?;
    let figures = figures(db, None, point).await?;
    let known = counting::known(db, point).await?;
    let national = national(db, &known, None, point).await?;
    snapshot.commit().await?;
    Ok(OverviewView { figures, national: Some(national) })
}

/// How the forces that were picked by place stand at a point, and what was published of them in a period. A topic, a kind of round or of
/// item narrows none of it.
#[tracing::instrument(skip(database), err)]
pub async fn situation(
    database: &Database,
    picked: &Selection,
    period: Between,
    point: Point,
) -> Result<Situation, StoreError> {
    let place = picked.place();
    let mut snapshot = database.snapshot().await?;
    let db = &mut *snapshot;
    plan_for_many(db).await?;
    let known = counting::known(db, point).await?.narrowed_to(&place);
    let slugs: Vec<String> = known.forces.iter().map(|known| known.force.slug.to_string()).collect();
    let forces = (place != Selection::default()).then_some(slugs.as_slice());
    let situation = Situation {
        figures: figures(db, forces, point).await?,
        national: national(db, &known, forces, point).await?,
        published: published_in(&known, period),
        waiting: claims::oldest(db, forces, point, OLDEST).await?,
    };
    snapshot.commit().await?;
    Ok(situation)
}

/// Every figure over several forces.
async fn national(
    db: &mut PgConnection,
    known: &Known,
    forces: Option<&[String]>,
    point: Point,
) -> Result<NationalFigures, StoreError> {
    Ok(NationalFigures {
        ladder: ladder(known),
        graded: graded(known),
        topics: ranked(known),
        on_return: on_return(known),
        case_files: case_files(known),
        audits: audited(known),
        forces: bands::in_order(known),
        visits: visits_by_year(known, LAST_PUBLISHED),
        claims: claims::claims(db, forces, point).await?,
        deadlines: passed::oldest(db, forces, point, OLDEST).await?,
    })
}

/// The same figures of some forces.
#[tracing::instrument(skip(database), err)]
pub async fn of_forces(database: &Database, forces: &[ForceSlug], point: Point) -> Result<Figures, StoreError> {
    let mut snapshot = database.snapshot().await?;
    plan_for_many(&mut snapshot).await?;
    let forces: Vec<String> = forces.iter().map(ToString::to_string).collect();
    let figures = figures(&mut snapshot, Some(&forces), point).await?;
    snapshot.commit().await?;
    Ok(figures)
}

/// For the rest of the transaction each view is read once, and by its day. The planner expects few rows where there are
/// thousands, and would look each up; of a few forces it would rather have several processes read the whole history.
async fn plan_for_many(db: &mut PgConnection) -> Result<(), StoreError> {
    for setting in ["set local enable_nestloop = off", "set local max_parallel_workers_per_gather = 0"] {
        sqlx::query(setting).execute(&mut *db).await?;
    }
    Ok(())
}

async fn figures(db: &mut PgConnection, forces: Option<&[String]>, point: Point) -> Result<Figures, StoreError> {
    Ok(Figures {
        headlines: headlines::headlines(db, forces, point).await?,
        latest: listed::latest(db, forces, point).await?,
        late: listed::late(db, forces, point).await?,
        passed: passed::passed(db, forces, point).await?,
    })
}
