//! How fast passwords may be tried: some failures are free, then each further attempt has to wait, and longer each time.
//!
//! A browser that has signed in to the account before is never delayed by what others type. Any other browser can be: by seconds
//! at first, by a minute at most between two attempts.

use chrono::{DateTime, TimeDelta, Utc};

/// How far back failed attempts count.
pub const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// When the window began in which a moment is counted with others in the audit.
#[must_use]
pub fn window_start(at: DateTime<Utc>) -> DateTime<Utc> {
    let seconds = at.timestamp() - at.timestamp().rem_euclid(WINDOW.num_seconds());
    DateTime::from_timestamp(seconds, 0).unwrap_or(at)
}

/// Failed attempts on one account within the window that cost no wait.
pub const FREE_PER_ACCOUNT: i64 = 10;

/// The same for one client network: a whole office may share an address.
pub const FREE_PER_CLIENT: i64 = 50;

/// The longest wait after an attempt.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::seconds(60);

/// The failed attempts within the window, counted for an account, a browser or a client network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Failures {
    /// How many.
    pub count: i64,
    /// When the last of them was.
    pub last: Option<DateTime<Utc>>,
}

impl Failures {
    /// How long an attempt at `now` has to wait; zero where it is judged at once. The wait doubles with each failure beyond
    /// the `free` ones, from one second up to [`LONGEST_WAIT`].
    #[must_use]
    pub fn wait(self, free: i64, now: DateTime<Utc>) -> TimeDelta {
        let Some(last) = self.last.filter(|_| self.count >= free) else { return TimeDelta::zero() };
        let doublings = u32::try_from(self.count - free).unwrap_or(u32::MAX).min(6);
        let interval = TimeDelta::seconds(2_i64.pow(doublings)).min(LONGEST_WAIT);
        // Another process, whose clock is ahead, may have counted the last one.
        (last + interval - now).clamp(TimeDelta::zero(), LONGEST_WAIT)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn wait(count: i64, seconds_after: i64) -> i64 {
        Failures { count, last: Some(at(0)) }.wait(10, at(seconds_after)).num_seconds()
    }

    #[test]
    fn the_first_failures_cost_no_wait() {
        assert_eq!(Failures::default().wait(10, at(0)), TimeDelta::zero());
        assert_eq!(wait(9, 0), 0);
    }

    #[test]
    fn the_wait_doubles_up_to_a_minute() {
        assert_eq!([10, 11, 12, 15, 16, 17, 1_000_000].map(|count| wait(count, 0)), [1, 2, 4, 32, 60, 60, 60]);
        assert_eq!(wait(12, 3), 1);
        assert_eq!(wait(12, 4), 0);
    }

    proptest! {
        #[test]
        fn nobody_waits_longer_than_a_minute(count in 0..i64::MAX, after in 0..100_i64) {
            prop_assert!(wait(count, after) <= 60);
            prop_assert_eq!(wait(count, 60), 0);
        }
    }
}
