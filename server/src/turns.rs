//! Turns at work that takes a good part of a core or much memory: only so many are had at once, and nobody waits for long.

use std::{num::NonZero, sync::Arc, thread, time::Duration};

use app::api::error::ApiError;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
    time::timeout,
};

/// Gives turns, a few at a time; cheap to clone.
#[derive(Clone, Debug)]
pub struct Turns {
    /// What is done in a turn, for the log.
    what: &'static str,
    places: Arc<Semaphore>,
    patience: Duration,
}

/// A turn. It ends when it is dropped or its work is done.
#[derive(Debug)]
pub struct Turn {
    /// Gives its place back.
    _place: OwnedSemaphorePermit,
}

impl Turns {
    /// As many at once as the machine has cores.
    pub fn for_this_machine(what: &'static str, patience: Duration) -> Self {
        Self::new(what, thread::available_parallelism().map_or(1, NonZero::get), patience)
    }

    /// So many at once, and so long a wait for one.
    pub fn new(what: &'static str, at_once: usize, patience: Duration) -> Self {
        Self { what, places: Arc::new(Semaphore::new(at_once)), patience }
    }

    /// A turn.
    ///
    /// # Errors
    /// [`ApiError::Unavailable`] where none came in time.
    pub async fn turn(&self) -> Result<Turn, ApiError> {
        match timeout(self.patience, Arc::clone(&self.places).acquire_owned()).await {
            Ok(Ok(place)) => Ok(Turn { _place: place }),
            // Nobody closes the semaphore.
            Ok(Err(_)) => Err(ApiError::Internal),
            Err(_) => {
                tracing::warn!("no turn {} came within {:?}", self.what, self.patience);
                Err(ApiError::Unavailable)
            }
        }
    }
}

impl Turn {
    /// Does the work where nobody else waits for the thread. The turn ends with the work, not with a request that was given
    /// up.
    ///
    /// # Errors
    /// [`ApiError::Internal`] where the work broke off.
    pub async fn run<Done: Send + 'static>(
        self,
        work: impl FnOnce() -> Done + Send + 'static,
    ) -> Result<Done, ApiError> {
        let done = spawn_blocking(move || {
            let done = work();
            drop(self);
            done
        });
        done.await.map_err(|error| {
            tracing::error!(%error, "work on a thread of its own broke off");
            ApiError::Internal
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_gets_no_turn_in_time_is_told_to_come_back() {
        let turns = Turns::new("to try", 1, Duration::from_millis(20));
        let turn = turns.turn().await.unwrap();
        assert_eq!(turns.turn().await.unwrap_err(), ApiError::Unavailable);

        drop(turn);
        assert_eq!(turns.turn().await.unwrap().run(|| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn a_turn_is_given_back_however_its_work_ends() {
        let turns = Turns::new("to try", 1, Duration::from_secs(5));
        assert_eq!(turns.turn().await.unwrap().run(|| "done").await, Ok("done"));
        let broken: Result<(), _> = turns.turn().await.unwrap().run(|| panic!("on purpose")).await;
        assert_eq!(broken, Err(ApiError::Internal));
        assert_eq!(turns.places.available_permits(), 1);
    }
}
