//! The database handle: a pool for writing, a pool for reading, and whether the schema is the one this program knows.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use chrono::{DateTime, Utc};
use sqlx::{
    ConnectOptions as _, Connection as _, PgPool, Postgres, Transaction,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use super::{MIGRATOR, error::StoreError};
use replica::Watched;

mod connecting;
mod replica;
mod schema;
#[cfg(test)]
mod tests;

/// The group role that every connection of the application takes on, whoever logged in.
pub const APPLICATION_ROLE: &str = "ncpi_application";

/// How long a request waits for a free connection before it is told that the database is away.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(3);

/// How long the start waits for a replica.
const LONGEST_WAIT_FOR_REPLICA: Duration = Duration::from_secs(5);

/// The shortest that a connection may be idle in a transaction before PostgreSQL ends it. An export pauses as long as its client does not
/// read, and that client is disconnected after a minute. A process that hangs holds its locks no longer than this.
const SHORTEST_IDLE: Duration = Duration::from_secs(90);

/// Where the databases are and how much of them to use.
#[derive(Clone, Debug)]
pub struct ConnectOptions {
    /// The primary, as a `postgres://` URL.
    pub url: String,
    /// A replica for reading; the primary is read where there is none.
    pub read_url: Option<String>,
    /// The most connections one process holds to each database.
    pub max_connections: u32,
    /// The longest a single statement may run.
    pub statement_timeout: Duration,
}

/// The primary, and the pool that pages read from.
#[derive(Clone, Debug)]
pub struct Database {
    primary: PgPool,
    /// What pages are read from instead, where there is one.
    replica: Option<PgPool>,
    /// How the two were when they were looked at last.
    watched: Arc<Watched>,
    /// What the data was stamped as; never changes once it is there.
    synthetic: Arc<OnceLock<bool>>,
    /// Set once the stamp of a demonstration was seen; it never goes away again.
    demonstration: Arc<OnceLock<()>>,
}

/// Whether requests can be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// Reachable, every migration of this program is applied, and the read model is folded by its rules.
    Ready,
    /// The primary is away. The replica can be read, and nothing can be saved.
    ReadOnly,
    /// Reachable, but the schema is not the one this program knows; the text says what to do.
    NotMigrated(String),
}

/// What `migrate` found and did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// Migrations applied by this run.
    pub applied: usize,
    /// Migrations this program knows.
    pub known: usize,
}

impl Database {
    /// Connects as the application role. A database that is not there yet is waited for, `on_wait` being told now and then;
    /// a wrong password, an unknown database or a missing role fails at once.
    #[tracing::instrument(skip_all)]
    pub async fn connect(options: &ConnectOptions, wait: Duration, on_wait: impl Fn(&str)) -> Result<Self, StoreError> {
        let primary = Self::pool_for(&options.url, options, wait, &on_wait).await?;
        let database = Self::with_primary(primary);
        let Some(url) = &options.read_url else { return Ok(database) };
        // Pages can do without the replica, so nobody waits long for one that is away. One that refuses us is a mistake to put right.
        let connect = as_application(connecting::parse(url)?, options.statement_timeout);
        let wait = wait.min(LONGEST_WAIT_FOR_REPLICA);
        let is_there = connecting::is_there(&connect, wait, &on_wait).await?;
        let database = database.with_replica(pool_options(options.max_connections).connect_lazy_with(connect));
        database.watched.leave_out(!is_there);
        Ok(database)
    }

    /// A handle on the pool of one database, for everything.
    #[must_use]
    pub fn with_primary(primary: PgPool) -> Self {
        Self {
            primary,
            replica: None,
            watched: Arc::default(),
            synthetic: Arc::default(),
            demonstration: Arc::default(),
        }
    }

    /// With a replica that pages are read from.
    #[must_use]
    pub fn with_replica(self, replica: PgPool) -> Self {
        Self { replica: Some(replica), ..self }
    }

    /// The primary: for steps that write, and for reading what was just written.
    #[must_use]
    pub fn pool(&self) -> &PgPool {
        &self.primary
    }

    /// What pages, charts and exports are read from at this moment: the replica, unless it is away or far behind.
    #[must_use]
    pub fn read(&self) -> &PgPool {
        self.replica.as_ref().filter(|_| !self.watched.is_replica_left_out()).unwrap_or(&self.primary)
    }

    /// A connection to read with. Where the replica is away it is one to the primary.
    ///
    /// # Errors
    /// The database is away.
    pub async fn reading(&self) -> Result<PoolConnection<Postgres>, StoreError> {
        match self.read().acquire().await {
            Err(error) if self.does_without_replica(&error) => Ok(self.primary.acquire().await?),
            acquired => Ok(acquired?),
        }
    }

    /// The same for somebody who writes: whoever has just saved something reads it from where it was saved, and the form they are
    /// shown next stands on what is there.
    #[must_use]
    pub fn read_by_its_writers(&self) -> Self {
        Self { replica: None, ..self.clone() }
    }

    /// One unmoving view of the record, so that all figures of a page agree with each other. Where the replica is away it is one of the
    /// primary.
    pub async fn snapshot(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        const BEGIN: &str = "begin isolation level repeatable read, read only";
        match self.read().begin_with(BEGIN).await {
            Err(error) if self.does_without_replica(&error) => Ok(self.primary.begin_with(BEGIN).await?),
            begun => Ok(begun?),
        }
    }

    /// Whether the data was generated for load tests, and says nothing about any real force.
    pub async fn holds_synthetic_data(&self) -> Result<bool, StoreError> {
        if let Some(synthetic) = self.synthetic.get() {
            return Ok(*synthetic);
        }
        let mut db = self.reading().await?;
        let stamp = sqlx::query_scalar!("select data from register_stamp").fetch_optional(&mut *db).await?;
        Ok(stamp.is_some_and(|data| *self.synthetic.get_or_init(|| data == "synthetic")))
    }

    /// Whether demonstration accounts were ever made here: nothing entered in it since can be taken for real.
    pub async fn is_demonstration(&self) -> Result<bool, StoreError> {
        if self.demonstration.get().is_some() {
            return Ok(true);
        }
        let stamped = sqlx::query_scalar!(r#"select exists (select from demonstration_stamp) as "stamped!""#);
        let stamped = stamped.fetch_one(&mut *self.reading().await?).await?;
        if stamped {
            let _ = self.demonstration.set(());
        }
        Ok(stamped)
    }

    /// Whether the primary answers and has this program's schema; where it is away, whether the replica does. Pages can do without a
    /// replica, so one that is away is no reason not to be ready.
    #[tracing::instrument(skip_all)]
    pub async fn ready(&self) -> Result<Readiness, StoreError> {
        match (schema::readiness(&self.primary).await, &self.replica) {
            (Err(error), Some(replica)) if error.is_outage() => match schema::readiness(replica).await {
                Ok(Readiness::Ready) => Ok(Readiness::ReadOnly),
                Ok(other) => Ok(other),
                Err(_) => Err(error),
            },
            (readiness, _) => readiness,
        }
    }

    /// What the clock of the primary says.
    ///
    /// # Errors
    /// The primary does not answer.
    pub async fn now(&self) -> Result<DateTime<Utc>, StoreError> {
        Ok(sqlx::query_scalar!(r#"select clock_timestamp() as "now!""#).fetch_one(&self.primary).await?)
    }

    /// Applies what is missing, as the owner of the schema. Two runs at once wait for each other.
    #[tracing::instrument(skip_all)]
    pub async fn migrate(owner_url: &str, wait: Duration, on_wait: impl Fn(&str)) -> Result<Migrated, StoreError> {
        let options = connecting::parse(owner_url)?.application_name("ncpi migrate");
        let mut owner = connecting::first_connection(&options, wait, &on_wait).await?;
        let before = schema::applied(&mut owner).await?.len();
        MIGRATOR.run(&mut owner).await?;
        // sqlx's own table, which no migration can name before it exists: `ready` reads it as the application.
        sqlx::raw_sql(&format!("grant select on _sqlx_migrations to {APPLICATION_ROLE}")).execute(&mut owner).await?;
        let after = schema::applied(&mut owner).await?.len();
        owner.close().await?;
        Ok(Migrated { applied: after.saturating_sub(before), known: MIGRATOR.iter().count() })
    }

    /// Connects as the owner of the schema: for erasing texts and for synthetic data, never for pages.
    pub async fn connect_as_owner(url: &str, wait: Duration, on_wait: impl Fn(&str)) -> Result<Self, StoreError> {
        let options = connecting::parse(url)?
            .application_name("ncpi owner")
            .options([("plan_cache_mode", "force_custom_plan")])
            // Building an index takes as long as it takes: nobody waits for it with a request.
            .disable_statement_logging();
        connecting::first_connection(&options, wait, &on_wait).await?.close().await?;
        let pool = pool_options(4).connect_lazy_with(options);
        Ok(Self::with_primary(pool))
    }

    async fn pool_for(
        url: &str,
        options: &ConnectOptions,
        wait: Duration,
        on_wait: &impl Fn(&str),
    ) -> Result<PgPool, StoreError> {
        let connect = as_application(connecting::parse(url)?, options.statement_timeout);
        connecting::first_connection(&connect, wait, on_wait).await?.close().await?;
        Ok(pool_options(options.max_connections).connect_lazy_with(connect))
    }
}

impl StoreError {
    /// Whether the database is away or overloaded, and asking again later may well work.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        match self {
            // This machine's clock is wrong, and saying so is not the person's to hear.
            _ if self.constraint() == Some("event_happened_by_then") => true,
            Self::Database(error) => connecting::is_outage(error),
            Self::Unavailable(_) => true,
            _ => false,
        }
    }
}

/// Least privilege whatever the login; plans made for the values at hand, since a filter may match one row or all of them.
///
/// Statements are not compiled: plans are made anew for each, and where the planner expected many rows it spent half a second
/// on compiling what then ran for a tenth of that (the two ends of a briefing at 860,000 events).
fn as_application(options: PgConnectOptions, statement_timeout: Duration) -> PgConnectOptions {
    options.application_name("ncpi").options([
        ("role", APPLICATION_ROLE.to_owned()),
        ("plan_cache_mode", "force_custom_plan".to_owned()),
        ("jit", "off".to_owned()),
        ("statement_timeout", statement_timeout.as_millis().to_string()),
        // Half of the time goes to waiting at most: a statement that waits for a lock is refused before its own time is over.
        ("lock_timeout", (statement_timeout / 2).as_millis().to_string()),
        ("idle_in_transaction_session_timeout", SHORTEST_IDLE.max(statement_timeout * 5).as_millis().to_string()),
    ])
}

fn pool_options(max_connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(max_connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // Each connection is asked whether it is still there before a request gets it: after a restart of the database the first reader
        // gets a fresh one. It is a round trip for each use.
        .test_before_acquire(true)
}

/// The database of a test, read and written as the application does: a superuser would hide a missing right.
///
/// A test judges what is answered and not how soon: whatever else the machine is busy with must not fail it.
#[cfg(test)]
pub(crate) async fn as_application_of(pool: &PgPool) -> Database {
    as_application_with(pool, 2).await
}

/// The same with more connections, for what happens at once.
#[cfg(test)]
pub(crate) async fn as_application_with(pool: &PgPool, connections: u32) -> Database {
    const LONG: Duration = Duration::from_mins(5);
    let options = as_application(pool.connect_options().as_ref().clone(), LONG);
    let pool =
        PgPoolOptions::new().max_connections(connections).acquire_timeout(LONG).connect_with(options).await.unwrap();
    Database::with_primary(pool)
}
