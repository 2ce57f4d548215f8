//! Papers take a good part of a second of a whole core and much memory: only so many are set at once, and nobody waits for long.

use std::{num::NonZero, sync::Arc, thread, time::Duration};

use app::{
    briefing::paper::{Paper, PaperError},
    error::PageError,
};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// How long a request waits for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sets papers, a few at a time; cheap to clone.
#[derive(Clone, Debug)]
pub struct Papers {
    turns: Arc<Semaphore>,
    patience: Duration,
}

impl Papers {
    /// As many at once as the machine has cores.
    pub fn for_this_machine() -> Self {
        Self::new(thread::available_parallelism().map_or(1, NonZero::get), PATIENCE)
    }

    /// So many at once, and so long a wait for a turn.
    pub fn new(at_once: usize, patience: Duration) -> Self {
        Self { turns: Arc::new(Semaphore::new(at_once)), patience }
    }

    /// The PDF of a paper.
    ///
    /// # Errors
    /// [`PageError::Unavailable`] where no turn came in time.
    pub async fn set(&self, paper: Paper) -> Result<Vec<u8>, PageError> {
        let turn = match timeout(self.patience, Arc::clone(&self.turns).acquire_owned()).await {
            Ok(Ok(turn)) => turn,
            // Nobody closes the semaphore.
            Ok(Err(_)) => return Err(PageError::Internal),
            Err(_) => {
                tracing::warn!("no turn to set a paper came within {:?}", self.patience);
                return Err(PageError::Unavailable);
            }
        };
        // The turn ends with the setting, not with a request that was given up.
        let set = spawn_blocking(move || {
            let pdf = paper.pdf();
            drop(turn);
            pdf
        })
        .await;
        Ok(set.map_err(|error| PaperError::Set(error.to_string()))??)
    }
}
