//! The database handle: a pool for writing, a pool for reading, and whether the schema is the one this program knows.

use std::{collections::HashMap, time::Duration};

use sqlx::{
    Connection as _, PgPool,
    postgres::{PgConnectOptions, PgConnection, PgPoolOptions},
};

use super::{MIGRATOR, error::StoreError};

mod connecting;

/// The group role that every connection of the application takes on, whoever logged in.
pub const APPLICATION_ROLE: &str = "ncpi_application";

/// How long a request waits for a free connection before it is told that the database is away.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(3);

/// A connection idle for longer is asked whether it is still there before a request gets it.
const TRUSTED_WHILE_IDLE: Duration = Duration::from_secs(1);

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
    read: PgPool,
}

/// Whether requests can be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// Reachable, and every migration of this program is applied.
    Ready,
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
    #[tracing::instrument(skip_all, err)]
    pub async fn connect(
        options: &ConnectOptions,
        wait: Duration,
        on_wait: impl Fn(&str),
    ) -> Result<Self, StoreError> {
        let primary = Self::pool_for(&options.url, options, wait, &on_wait).await?;
        let read = match &options.read_url {
            Some(url) => Self::pool_for(url, options, wait, &on_wait).await?,
            None => primary.clone(),
        };
        Ok(Self { primary, read })
    }

    /// A handle on pools that exist already.
    #[must_use]
    pub fn from_pools(primary: PgPool, read: PgPool) -> Self {
        Self { primary, read }
    }

    /// The primary: for steps that write, and for reading what was just written.
    #[must_use]
    pub fn pool(&self) -> &PgPool {
        &self.primary
    }

    /// For pages, charts and exports. A replica may be a moment behind.
    #[must_use]
    pub fn read(&self) -> &PgPool {
        &self.read
    }

    /// Asks both databases whether they answer and hold this program's schema.
    #[tracing::instrument(skip_all)]
    pub async fn ready(&self) -> Result<Readiness, StoreError> {
        match schema(&self.primary).await? {
            Readiness::Ready => schema(&self.read).await,
            not_migrated @ Readiness::NotMigrated(_) => Ok(not_migrated),
        }
    }

    /// Applies what is missing, as the owner of the schema. Two runs at once wait for each other.
    #[tracing::instrument(skip_all, err)]
    pub async fn migrate(owner_url: &str, wait: Duration, on_wait: impl Fn(&str)) -> Result<Migrated, StoreError> {
        let options = connecting::parse(owner_url)?.application_name("ncpi migrate");
        let mut owner = connecting::first_connection(&options, wait, &on_wait).await?;
        let before = applied(&mut owner).await?.len();
        MIGRATOR.run(&mut owner).await?;
        // sqlx's own table, which no migration can name before it exists: `ready` reads it as the application.
        sqlx::raw_sql(&format!("grant select on _sqlx_migrations to {APPLICATION_ROLE}")).execute(&mut owner).await?;
        let after = applied(&mut owner).await?.len();
        owner.close().await?;
        Ok(Migrated { applied: after.saturating_sub(before), known: MIGRATOR.iter().count() })
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
            Self::Database(error) => connecting::is_outage(error),
            Self::Unavailable(_) => true,
            _ => false,
        }
    }
}

/// Least privilege whatever the login; plans made for the values at hand, since a filter may match one row or all of them.
fn as_application(options: PgConnectOptions, statement_timeout: Duration) -> PgConnectOptions {
    options.application_name("ncpi").options([
        ("role", APPLICATION_ROLE.to_owned()),
        ("plan_cache_mode", "force_custom_plan".to_owned()),
        ("statement_timeout", statement_timeout.as_millis().to_string()),
    ])
}

fn pool_options(max_connections: u32) -> PgPoolOptions {
    PgPoolOptions::new()
        .max_connections(max_connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        // sqlx would ask before every use: a round trip per page. After a restart of the database this still weeds out dead ones.
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                Ok(meta.idle_for < TRUSTED_WHILE_IDLE || connection.ping().await.is_ok())
            })
        })
}

/// Compares what is applied with what this program carries. A database that is ahead is fine: migrations only go forward.
async fn schema(pool: &PgPool) -> Result<Readiness, StoreError> {
    let mut connection = pool.acquire().await?;
    let applied = match applied(&mut connection).await {
        Ok(applied) => applied,
        Err(error) if connecting::has_code(&error, connecting::INSUFFICIENT_PRIVILEGE) => {
            return Ok(Readiness::NotMigrated("the application may not read the list of migrations: run `ncpi migrate`".into()));
        }
        Err(error) => return Err(error.into()),
    };
    let known = MIGRATOR.iter().filter(|migration| !migration.migration_type.is_down_migration());
    let (mut missing, mut changed) = (0, 0);
    for migration in known {
        match applied.get(&migration.version) {
            None => missing += 1,
            Some(checksum) if checksum.as_slice() != &*migration.checksum => changed += 1,
            Some(_) => {}
        }
    }
    Ok(match (missing, changed) {
        (0, 0) => Readiness::Ready,
        (0, changed) => Readiness::NotMigrated(format!(
            "{changed} applied migrations differ from those of this program: it does not belong to this database"
        )),
        (missing, _) => Readiness::NotMigrated(format!("{missing} migrations are not applied: run `ncpi migrate`")),
    })
}

/// The migrations that stand applied, by version; none where the table is not there yet.
async fn applied(connection: &mut PgConnection) -> Result<HashMap<i64, Vec<u8>>, sqlx::Error> {
    let rows = sqlx::query_as::<_, (i64, Vec<u8>)>("select version, checksum from _sqlx_migrations where success")
        .fetch_all(connection)
        .await;
    match rows {
        Ok(rows) => Ok(rows.into_iter().collect()),
        Err(error) if connecting::has_code(&error, connecting::UNDEFINED_TABLE) => Ok(HashMap::new()),
        Err(error) => Err(error),
    }
}
