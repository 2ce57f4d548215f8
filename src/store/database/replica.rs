//! The replica that pages are read from, and doing without it: while it is away or far behind, pages are read from the primary. While the
//! primary is away, they are read from the replica, and nothing can be saved.

use std::{
    sync::atomic::{AtomicBool, AtomicI64, Ordering},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;
use tokio::time::timeout;

use super::{Database, connecting};

/// How often both are looked at.
const EVERY: Duration = Duration::from_secs(5);

/// A database that takes longer to say how it is counts as away.
const LONGEST_ANSWER: Duration = Duration::from_secs(2);

/// A replica that is further behind than this is left out.
const MOST_BEHIND: TimeDelta = TimeDelta::seconds(30);

/// How the databases were when they were looked at last.
#[derive(Debug, Default)]
pub(super) struct Watched {
    replica_left_out: AtomicBool,
    /// Until when the replica has what was recorded, in microseconds, while the primary is away; 0 while it is there.
    read_only_as_of: AtomicI64,
}

impl Watched {
    pub(super) fn is_replica_left_out(&self) -> bool {
        self.replica_left_out.load(Ordering::Relaxed)
    }

    pub(super) fn leave_out(&self, leaves_out: bool) {
        if self.replica_left_out.swap(leaves_out, Ordering::Relaxed) != leaves_out {
            if leaves_out {
                tracing::warn!("the replica is away or far behind: pages are read from the primary");
            } else {
                tracing::info!("pages are read from the replica again");
            }
        }
    }

    fn read_only(&self, as_of: Option<DateTime<Utc>>) {
        let micros = as_of.map_or(0, |as_of| as_of.timestamp_micros());
        let before = self.read_only_as_of.swap(micros, Ordering::Relaxed);
        match (before, micros) {
            (0, 1..) => tracing::error!("the primary is away: the replica is read, and nothing can be saved"),
            (1.., 0) => tracing::info!("the primary is there again"),
            _ => {}
        }
    }
}

/// What a replica says of itself.
struct Replica {
    /// Whether it still follows a primary.
    follows: bool,
    /// How far it has come.
    position: Option<String>,
    /// When what it came to last was recorded.
    replayed_until: Option<DateTime<Utc>>,
    /// Its clock.
    now: DateTime<Utc>,
}

impl Database {
    /// Until when the replica has what was recorded, while the primary is away; `None` while the primary is there.
    #[must_use]
    pub fn read_only_as_of(&self) -> Option<DateTime<Utc>> {
        match self.watched.read_only_as_of.load(Ordering::Relaxed) {
            0 => None,
            micros => DateTime::from_timestamp_micros(micros),
        }
    }

    /// Whether a read that failed on the replica is to be made on the primary. From then on all are, until the replica is seen again.
    pub(super) fn does_without_replica(&self, error: &sqlx::Error) -> bool {
        let does = self.replica.is_some()
            && !self.watched.is_replica_left_out()
            && self.read_only_as_of().is_none()
            && connecting::is_outage(error);
        if does {
            self.watched.leave_out(true);
        }
        does
    }

    /// Looks at both from time to time for as long as the process lives.
    pub async fn keep_watching(self) {
        let mut every = tokio::time::interval(EVERY);
        while self.replica.is_some() {
            every.tick().await;
            self.watch().await;
        }
    }

    /// Looks at both once, and decides which of them is read.
    pub async fn watch(&self) {
        let Some(replica) = &self.replica else { return };
        let (primary, replica) = tokio::join!(position_of_primary(&self.primary), state_of_replica(replica));
        let is_primary_away = primary.as_ref().is_err_and(connecting::is_outage);
        self.watched.leave_out(match (&primary, &replica) {
            (_, Err(_)) => true,
            (Ok(primary), Ok(replica)) => !replica.follows || is_far_behind(primary, replica),
            // Nothing better is there.
            (Err(_), Ok(_)) => false,
        });
        let as_of = replica.ok().map(|replica| replica.replayed_until.unwrap_or(replica.now));
        self.watched.read_only(as_of.filter(|_| is_primary_away));
    }
}

/// Where nothing is recorded for a while the last moment grows old, though nothing is missing: then both are at the same position.
fn is_far_behind(primary: &str, replica: &Replica) -> bool {
    replica.position.as_deref() != Some(primary)
        && replica.replayed_until.is_none_or(|until| replica.now - until > MOST_BEHIND)
}

async fn position_of_primary(pool: &PgPool) -> Result<String, sqlx::Error> {
    let asked = sqlx::query_scalar!(r#"select pg_current_wal_lsn()::text as "position!""#).fetch_one(pool);
    timeout(LONGEST_ANSWER, asked).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

async fn state_of_replica(pool: &PgPool) -> Result<Replica, sqlx::Error> {
    let asked = sqlx::query_as!(
        Replica,
        r#"select pg_is_in_recovery() as "follows!", pg_last_wal_replay_lsn()::text as position,
            pg_last_xact_replay_timestamp() as replayed_until, clock_timestamp() as "now!""#
    );
    timeout(LONGEST_ANSWER, asked.fetch_one(pool)).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replica_is_behind_only_where_something_is_missing_for_long() {
        let now: DateTime<Utc> = "2026-12-01T12:00:00Z".parse().unwrap();
        let replica = |position: &str, seconds| Replica {
            follows: true,
            position: Some(position.to_owned()),
            replayed_until: Some(now - TimeDelta::seconds(seconds)),
            now,
        };
        assert!(!is_far_behind("0/10", &replica("0/10", 86_400)), "nothing was recorded for a day");
        assert!(!is_far_behind("0/20", &replica("0/10", 30)));
        assert!(is_far_behind("0/20", &replica("0/10", 31)));
        assert!(is_far_behind("0/20", &Replica { replayed_until: None, ..replica("0/10", 0) }));
    }
}
