//! The overview: headline figures with their change since the end of the month before, what came last, what is late; of all
//! forces also of how many we know anything, what was found and what recurs.

use sqlx::PgConnection;

use super::{Database, StoreError, findings_across_rounds, parsing::counted, what_recurs};
use crate::{
    as_at::Point,
    crosswalk::Schemes,
    force::ForceSlug,
    progress::selection::{EVERYWHERE, Selection},
    view::overview::{Figures, NationalFigures, OverviewView},
};

mod graded;
mod headlines;
mod listed;
mod passed;
#[cfg(test)]
mod tests;

/// Rows of a list that only shows the first few.
pub const SHORT_LIST: i64 = 3;

/// The overview of England and Wales: as many queries however much there is.
#[tracing::instrument(skip(database), err)]
pub async fn page(database: &Database, point: Point) -> Result<OverviewView, StoreError> {
    let mut snapshot = database.snapshot().await?;
    let db = &mut *snapshot;
    plan_for_many(db).await?;
    let everything = Selection::default();
    let figures = figures(db, None, point).await?;
    let national = NationalFigures {
        with_rounds: with_rounds(db, point).await?,
        graded: graded::graded(db, point).await?,
        findings: findings_across_rounds::of_all(db, &everything, EVERYWHERE.to_owned(), point).await?,
        recurs: what_recurs::of(db, &everything, Schemes::Apart, EVERYWHERE.to_owned(), point).await?,
    };
    snapshot.commit().await?;
    Ok(OverviewView { figures, national: Some(national) })
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

async fn with_rounds(db: &mut PgConnection, point: Point) -> Result<u64, StoreError> {
    let forces = sqlx::query_scalar!(
        r#"select count(distinct force_slug) as "forces!" from round_at($1, $2)"#,
        point.valid,
        point.known,
    )
    .fetch_one(db)
    .await?;
    counted("round_version", forces)
}
