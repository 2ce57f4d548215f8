//! How long a request may take until its answer begins.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::time::{Instant, sleep_until};

use crate::uploads;

/// What every request has.
const TIME_TO_ANSWER: Duration = Duration::from_secs(30);

/// The deadline of a request. Uploads of people who signed in get a longer one, once it is known who they are.
#[derive(Clone, Debug, Default)]
pub struct Deadline {
    extended: Arc<AtomicBool>,
}

impl Deadline {
    /// Gives the request the time of an upload.
    pub fn extend(&self) {
        self.extended.store(true, Ordering::Relaxed);
    }

    /// Ends when the time is over, and says how long it was.
    pub async fn passed(&self) -> Duration {
        let start = Instant::now();
        sleep_until(start + TIME_TO_ANSWER).await;
        if !self.extended.load(Ordering::Relaxed) {
            return TIME_TO_ANSWER;
        }
        sleep_until(start + uploads::LONGEST).await;
        uploads::LONGEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn only_an_extended_deadline_is_that_of_an_upload() {
        assert_eq!(Deadline::default().passed().await, TIME_TO_ANSWER);
        let extended = Deadline::default();
        extended.extend();
        assert_eq!(extended.passed().await, uploads::LONGEST);
    }
}
