//! Sets papers, a few at a time.

use std::time::Duration;

use app::{briefing::paper::Paper, error::PageError};

use crate::turns::Turns;

/// How long a request waits for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sets papers, a few at a time; cheap to clone.
#[derive(Clone, Debug)]
pub struct Papers(Turns);

impl Papers {
    /// As many at once as the machine has cores.
    pub fn for_this_machine() -> Self {
        Self(Turns::for_this_machine("to set a paper", PATIENCE))
    }

    /// The PDF of a paper.
    ///
    /// # Errors
    /// `ApiError::Unavailable` where no turn came in time.
    pub async fn set(&self, paper: Paper) -> Result<Vec<u8>, PageError> {
        Ok(self.0.turn().await?.run(move || paper.pdf()).await??)
    }
}
