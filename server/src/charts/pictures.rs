//! Pictures take a good part of a second of a whole core: only so many are drawn at once, and nobody waits for long.

use std::{num::NonZero, sync::Arc, thread, time::Duration};

use app::{
    charts::{self, ChartError},
    error::PageError,
};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

/// How long a request waits for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);

/// Draws pictures, a few at a time; cheap to clone.
#[derive(Clone, Debug)]
pub struct Pictures {
    turns: Arc<Semaphore>,
    patience: Duration,
}

impl Pictures {
    /// As many at once as the machine has cores.
    pub fn for_this_machine() -> Self {
        Self::new(thread::available_parallelism().map_or(1, NonZero::get), PATIENCE)
    }

    /// So many at once, and so long a wait for a turn.
    pub fn new(at_once: usize, patience: Duration) -> Self {
        Self { turns: Arc::new(Semaphore::new(at_once)), patience }
    }

    /// The picture of a drawing.
    ///
    /// # Errors
    /// [`PageError::Unavailable`] where no turn came in time.
    pub async fn png(&self, svg: String) -> Result<Vec<u8>, PageError> {
        let turn = match timeout(self.patience, Arc::clone(&self.turns).acquire_owned()).await {
            Ok(Ok(turn)) => turn,
            // Nobody closes the semaphore.
            Ok(Err(_)) => return Err(PageError::Internal),
            Err(_) => {
                tracing::warn!("no turn to draw a picture came within {:?}", self.patience);
                return Err(PageError::Unavailable);
            }
        };
        // Others wait for neither this thread nor its runtime. The turn ends with the drawing, not with a request that was
        // given up.
        let drawn = spawn_blocking(move || {
            let drawn = charts::png(&svg);
            drop(turn);
            drawn
        })
        .await;
        Ok(drawn.map_err(|error| ChartError::Picture(error.to_string()))??)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAWING: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>"#;

    #[tokio::test]
    async fn who_gets_no_turn_in_time_is_told_to_come_back() {
        let pictures = Pictures::new(1, Duration::from_millis(20));
        let turn = Arc::clone(&pictures.turns).acquire_owned().await.unwrap();
        assert_eq!(pictures.png(DRAWING.to_owned()).await, Err(PageError::Unavailable));

        drop(turn);
        assert!(pictures.png(DRAWING.to_owned()).await.is_ok());
    }

    #[tokio::test]
    async fn a_turn_is_given_back_whether_the_drawing_succeeds_or_not() {
        let pictures = Pictures::new(1, Duration::from_secs(5));
        for _ in 0..3 {
            assert!(pictures.png(DRAWING.to_owned()).await.is_ok());
            assert_eq!(pictures.png("no drawing".to_owned()).await, Err(PageError::Internal));
        }
        assert_eq!(pictures.turns.available_permits(), 1);
    }
}
