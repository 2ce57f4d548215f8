//! The configuration: flags, and the environment where a flag is not given. Each command flattens in the parts it needs.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use clap::{Args, ValueEnum};
use followup::store::database::ConnectOptions;

/// How logs look and how much they say.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Log")]
pub struct LogConfig {
    /// How log lines are written
    #[arg(long, env = "NCPI_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text, global = true)]
    pub log_format: LogFormat,

    /// What is logged: error, warn, info, debug or trace, also per module, as in `info,server=debug`
    #[arg(long, env = "RUST_LOG", default_value = "info,sqlx=warn", value_name = "FILTER", global = true)]
    pub log_level: String,
}

/// The two shapes of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people at a terminal
    Text,
    /// One JSON object a line, for a log collector
    Json,
}

/// How long a command waits for a database that is starting.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Database")]
pub struct WaitConfig {
    /// How many seconds to wait for a database that does not answer yet
    #[arg(long, env = "NCPI_DATABASE_WAIT", default_value = "30", value_name = "SECONDS", value_parser = seconds)]
    pub database_wait: Duration,
}

/// The database as the application uses it: every connection takes on the role `ncpi_application`.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Database")]
pub struct DatabaseConfig {
    /// The database, as postgres://user:password@host:port/name
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: String,

    /// A replica that pages are read from [default: the database itself]
    #[arg(long, env = "DATABASE_READ_URL", value_name = "URL", hide_env_values = true)]
    pub database_read_url: Option<String>,

    /// The most connections this process holds to each database
    #[arg(long, env = "NCPI_MAX_CONNECTIONS", default_value = "16", value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub max_connections: u32,

    /// How many seconds one statement may take
    #[arg(long, env = "NCPI_STATEMENT_TIMEOUT", default_value = "20", value_name = "SECONDS", value_parser = seconds)]
    pub statement_timeout: Duration,

    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show the text in --help")]
    pub wait: WaitConfig,
}

impl DatabaseConfig {
    /// The same in the store's words.
    #[must_use]
    pub fn connect_options(&self) -> ConnectOptions {
        ConnectOptions {
            url: self.database_url.clone(),
            read_url: self.database_read_url.clone(),
            max_connections: self.max_connections,
            statement_timeout: self.statement_timeout,
        }
    }
}

/// The database as its owner, who may change the schema.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Database")]
pub struct OwnerConfig {
    /// The database, as postgres://user:password@host:port/name
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// The same database as the owner of its schema [default: --database-url]
    #[arg(
        long,
        env = "DATABASE_OWNER_URL",
        value_name = "URL",
        hide_env_values = true,
        required_unless_present = "database_url"
    )]
    pub database_owner_url: Option<String>,

    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show the text in --help")]
    pub wait: WaitConfig,
}

impl OwnerConfig {
    /// The owner's URL; clap has made sure that there is one.
    #[must_use]
    pub fn owner_url(&self) -> &str {
        self.database_owner_url.as_deref().or(self.database_url.as_deref()).unwrap_or_default()
    }
}

/// Where the server listens and what it serves.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Web")]
pub struct WebConfig {
    /// The address to listen on; port 0 takes a free one
    #[arg(long, env = "NCPI_LISTEN", default_value = "127.0.0.1:3000", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,

    /// The folder with style sheet, script and icons [default: `site` beside the program, or beside the folder it is in]
    #[arg(long, env = "NCPI_SITE_ROOT", value_name = "FOLDER")]
    pub site_root: Option<PathBuf>,

    /// How many seconds requests may still take after the server was told to stop
    #[arg(long, env = "NCPI_SHUTDOWN_GRACE", default_value = "10", value_name = "SECONDS", value_parser = seconds)]
    pub shutdown_grace: Duration,
}

fn seconds(text: &str) -> Result<Duration, String> {
    text.parse().map(Duration::from_secs).map_err(|_| "expected a whole number of seconds".to_owned())
}
