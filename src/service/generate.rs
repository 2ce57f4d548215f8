//! Synthetic data for load tests: the same seed and scale always make the same record, in the shape of a real one.
//!
//! The forces are the real ones; all that is said of them is made up and says so. A database that holds anything else is
//! refused, so that the two never mix.

use std::collections::VecDeque;

use tokio::task::{JoinHandle, spawn_blocking};

use crate::{
    fact::Fact,
    ingest::{forces, sheet::Sheet, stamp},
    store::{
        bulk::{self, Copied, Rows},
        database::Database,
        error::StoreError,
        events, search,
    },
};

mod aim;
mod batches;
mod chance;
mod details;
mod draft;
mod force;
mod people;
mod rounds;
mod scale;
mod story;
mod words;

use batches::Batches;
use chance::Chance;
use force::Outline;
use people::People;
pub use scale::{Scale, ScaleError};

/// The 43 forces as the project lists them.
const FORCES: &[u8] = include_bytes!("../../data/forces.csv");

/// How many forces are made ahead while one is written: bounds the memory, and keeps a second processor busy.
const AHEAD: usize = 2;

/// How far the lines of chance of imports lie behind those of forces.
const IMPORTS: u64 = 1000;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Events are being made and written: done, of how many.
    Writing(u64, u64),
    /// Indexes and constraints are being put back: done, of how many.
    Indexing(usize, usize),
    /// Being made lasting, and counted for the planner.
    Finishing,
}

/// Why nothing was generated.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The database holds the real register.
    #[error("this database holds the real register; synthetic data is never mixed with it. Use another database")]
    Real,
    /// The database holds synthetic data already.
    #[error("this database holds {0} synthetic events already; use a fresh database (`ncpi migrate` prepares it)")]
    Filled(i64),
    /// A part of the work was lost.
    #[error("a part of the work ended before it was done: {0}")]
    Lost(#[from] tokio::task::JoinError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for GenerateError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Fills an empty database: all of it or nothing. Needs the owner of the schema, who may set triggers aside.
pub async fn generate(
    database: &Database,
    scale: Scale,
    seed: u64,
    mut on_progress: impl FnMut(Progress),
) -> Result<Copied, GenerateError> {
    let mut tx = database.pool().begin().await?;
    events::lock_record(&mut tx).await?;
    let synthetic = stamp(&mut tx, "synthetic").await?;
    let held = sqlx::query_scalar!(r#"select count(*) as "count!" from event"#).fetch_one(&mut *tx).await?;
    match (synthetic, held) {
        (true, 0) => {}
        (true, held) => return Err(GenerateError::Filled(held)),
        (false, _) => return Err(GenerateError::Real),
    }

    let outlines = outlines(seed)?;
    let total: i64 = outlines.iter().map(|outline| outline.events(scale)).sum();
    let total_events = u64::try_from(total).unwrap_or_default();
    on_progress(Progress::Writing(0, total_events));
    let set_aside = bulk::set_aside(&mut tx).await?;
    let mut copied = Copied::default();
    let mut first = 1;
    let mut making: VecDeque<JoinHandle<Result<Rows, StoreError>>> = VecDeque::new();
    let mut outlines = outlines.into_iter();
    loop {
        while making.len() < AHEAD
            && let Some(outline) = outlines.next()
        {
            let begins = first;
            first += outline.events(scale);
            making.push_back(spawn_blocking(move || outline.rows(scale, begins)));
        }
        let Some(made) = making.pop_front() else { break };
        copied += made.await??.copy(&mut tx).await?;
        on_progress(Progress::Writing(copied.events, total_events));
    }
    bulk::continue_numbers(&mut tx, total).await?;
    set_aside.put_back(&mut tx, |done, total| on_progress(Progress::Indexing(done, total))).await?;
    on_progress(Progress::Finishing);
    search::rebuild(&mut tx).await?;
    tx.commit().await?;
    let mut connection = database.pool().acquire().await?;
    bulk::vacuum(&mut connection).await?;
    Ok(copied)
}

fn outlines(seed: u64) -> Result<Vec<Outline>, StoreError> {
    let wrong = |error: &dyn std::fmt::Display| StoreError::inconsistent("data/forces.csv", error);
    let mut faults = Vec::new();
    let named = match Sheet::read(FORCES, forces::COLUMNS, &[]) {
        Ok(sheet) => forces::parse(&sheet, &mut faults).rows,
        Err(found) => {
            faults.extend(found);
            Vec::new()
        }
    };
    if let Some(fault) = faults.first() {
        return Err(wrong(fault));
    }
    let inspectorate = People::of_the_inspectorate(&mut Chance::new(seed, 0));
    (1u64..)
        .zip(named)
        .filter_map(|(line, row)| match row.states.fact {
            Fact::ForceNamed(named) => Some((line, row.states.stream.id, named)),
            _ => None,
        })
        .map(|(line, slug, named)| {
            let slug = slug.parse().map_err(|error| wrong(&error))?;
            // Lines of their own for what is drawn whenever it is first needed.
            let batches = Batches::new(Chance::new(seed, line + IMPORTS));
            Outline::new(slug, named, &inspectorate, Chance::new(seed, line), batches)
        })
        .collect()
}

#[cfg(test)]
mod tests;
