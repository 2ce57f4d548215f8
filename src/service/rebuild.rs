//! Folding the read model afresh from the events, after the rules changed or where it does not say what they add up to.

use crate::{
    event::StreamKind,
    store::{
        database::Database,
        error::StoreError,
        events,
        read_model::{self, state},
        search,
    },
};

/// How many streams are held in memory at once.
const BATCH: i64 = 100;

/// What was found and done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Streams read.
    pub streams: u64,
    /// Streams whose rows said something else than their events add up to, and were replaced.
    pub replaced: u64,
    /// Items whose search said something else than their texts, and was replaced.
    pub searched: u64,
}

/// Folds every stream afresh where a migration marked the read model as stale; `None` where none did. As [`rebuild`] else.
///
/// # Errors
/// The database fails, or refuses who is not the owner of the schema; nothing is changed then.
pub async fn rebuild_if_stale(
    owner: &Database,
    on_progress: impl FnMut(u64, u64),
) -> Result<Option<Rebuilt>, StoreError> {
    let stale = state::is_stale(&mut *owner.pool().acquire().await?).await?;
    if stale { rebuild(owner, on_progress).await.map(Some) } else { Ok(None) }
}

/// Folds every stream afresh and replaces the rows of those that differ: all of them or none. Needs the owner of the schema.
/// Whoever records anything meanwhile waits; readers see what stood until it is done.
///
/// What was shown at a past moment is folded by today's rules as well: the two times of a row are those of its facts.
///
/// # Errors
/// The database fails, or refuses who is not the owner of the schema; nothing is changed then.
pub async fn rebuild(owner: &Database, mut on_progress: impl FnMut(u64, u64)) -> Result<Rebuilt, StoreError> {
    let mut tx = owner.pool().begin().await?;
    events::lock_record(&mut tx).await?;
    let total = events::streams(&mut tx).await?;
    let mut rebuilt = Rebuilt::default();
    // Rounds before recommendations: the chain that findings are ordered by is read from their rows.
    for kind in [StreamKind::Force, StreamKind::Round, StreamKind::Recommendation] {
        let mut after = String::new();
        loop {
            let ids = events::streams_after(&mut tx, kind, &after, BATCH).await?;
            let Some(last) = ids.last() else { break };
            after.clone_from(last);
            for compared in read_model::compared(&mut tx, kind, &ids).await? {
                rebuilt.streams += 1;
                if compared.folded != compared.stored {
                    read_model::replace(&mut tx, &compared).await?;
                    rebuilt.replaced += 1;
                }
            }
            if kind == StreamKind::Recommendation {
                rebuilt.searched += search::refresh_where_it_differs(&mut tx, &ids).await?;
            }
            on_progress(rebuilt.streams, total);
        }
    }
    if search::first_word_that_differs(&mut tx).await?.is_some() {
        search::rebuild(&mut tx).await?;
    }
    state::mark_fresh(&mut tx).await?;
    tx.commit().await?;
    Ok(rebuilt)
}

#[cfg(test)]
mod tests;
