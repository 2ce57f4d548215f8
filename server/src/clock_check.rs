//! Whether the clock of this machine and that of the database agree. With a wrong one, what people save happens on a wrong day.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use axum::http::{Method, Request};
use chrono::{DateTime, TimeDelta, Utc};
use followup::store::error::StoreError;

use crate::state::AppState;

/// The most seconds that the two clocks may be apart.
const MAX_APART: i64 = 60;

/// How often they are compared.
const EVERY: Duration = Duration::from_secs(30);

/// How far the two clocks were apart when they were compared last. Cheap to clone; all clones say the same.
#[derive(Clone, Debug, Default)]
pub struct ClockCheck {
    seconds: Arc<AtomicI64>,
}

impl ClockCheck {
    /// By how many seconds this machine is ahead of the database, or behind it (less than nothing), if that is too much.
    #[must_use]
    pub fn too_far_apart(&self) -> Option<i64> {
        let seconds = self.seconds.load(Ordering::Relaxed);
        (seconds.abs() > MAX_APART).then_some(seconds)
    }

    /// Whether a request would save something on a wrong day. Signing out is never refused.
    #[must_use]
    pub fn refuses<Body>(&self, request: &Request<Body>) -> bool {
        let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
        !reads && request.uri().path() != "/sign-out" && self.too_far_apart().is_some()
    }

    /// Compares the clocks once.
    ///
    /// # Errors
    /// The primary does not answer. What was found before stands.
    pub async fn compare(&self, state: &AppState) -> Result<(), StoreError> {
        let asked = (state.clock)();
        let there = state.database.now().await?;
        let answered = (state.clock)();
        let seconds = seconds_ahead(asked, there, answered);
        let before = self.seconds.swap(seconds, Ordering::Relaxed);
        match (before.abs() > MAX_APART, self.too_far_apart()) {
            (false, Some(seconds)) => {
                tracing::error!(seconds, "this machine's clock and the database's are too far apart: nothing is saved");
            }
            (true, None) => tracing::info!("this machine's clock and the database's agree again"),
            _ => {}
        }
        Ok(())
    }
}

/// How far this machine is ahead: `there` was read after `asked` and before `answered`, so between them it is not ahead at all.
fn seconds_ahead(asked: DateTime<Utc>, there: DateTime<Utc>, answered: DateTime<Utc>) -> i64 {
    let ahead = if there < asked {
        asked - there
    } else if there > answered {
        answered - there
    } else {
        TimeDelta::zero()
    };
    ahead.num_seconds()
}

/// Compares the clocks from time to time for as long as the process lives.
pub async fn keep_comparing(state: AppState) {
    let mut every = tokio::time::interval(EVERY);
    loop {
        every.tick().await;
        if let Err(error) = state.clock_check.compare(&state).await {
            tracing::warn!(%error, "the clock of the database could not be read");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_answer_is_no_difference_of_clocks() {
        let at = |text: &str| text.parse().unwrap();
        let (asked, answered) = (at("2026-12-01T12:00:00Z"), at("2026-12-01T12:02:00Z"));
        for (there, seconds) in [
            ("2026-12-01T12:00:00Z", 0),
            ("2026-12-01T12:01:30Z", 0),
            ("2026-12-01T11:58:00Z", 120),
            ("2026-12-01T12:03:01Z", -61),
        ] {
            assert_eq!(seconds_ahead(asked, at(there), answered), seconds, "{there}");
        }
    }

    #[test]
    fn up_to_a_minute_nothing_is_refused() {
        let check = ClockCheck::default();
        for (seconds, refuses) in [(0, false), (60, false), (61, true), (-60, false), (-61, true)] {
            check.seconds.store(seconds, Ordering::Relaxed);
            let request = |method: Method, path: &str| Request::builder().method(method).uri(path).body(()).unwrap();
            assert_eq!(check.refuses(&request(Method::POST, "/account/password")), refuses, "{seconds}");
            assert!(!check.refuses(&request(Method::GET, "/forces")));
            assert!(!check.refuses(&request(Method::POST, "/sign-out")));
        }
    }
}
