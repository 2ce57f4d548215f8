//! The first connection to a database: waits for one that is starting, says plainly why another will never answer.

use std::{borrow::Cow, str::FromStr as _, time::Duration};

use sqlx::{
    Connection as _,
    postgres::{PgConnectOptions, PgConnection, PgDatabaseError, PgSeverity, PgSslMode},
};
use tokio::time::{Instant, sleep, timeout};

use super::{APPLICATION_ROLE, StoreError};

pub(super) const INSUFFICIENT_PRIVILEGE: &str = "42501";
pub(super) const UNDEFINED_TABLE: &str = "42P01";
const INVALID_PARAMETER_VALUE: &str = "22023";

/// PostgreSQL is there but cannot take us yet: starting, stopping or crashed, all its connections are in use, or the database is closed for
/// connections (the last has a code that other faults have too: see [`is_closed`]).
const LATER: [&str; 4] = ["57P01", "57P02", "57P03", "53300"];
const NOT_IN_THAT_STATE: &str = "55000";

/// What passes by itself, or by what an operator does: lost connections, too little memory or room, an operator's word or the statement
/// timeout (whole classes); a replica in place of the primary, a conflict with others.
const OUTAGE_CLASSES: [&str; 3] = ["08", "53", "57"];
const OUTAGES: [&str; 4] = ["25006", "40001", "40P01", "55P03"];

const ONE_ATTEMPT: Duration = Duration::from_secs(5);
const BETWEEN_ATTEMPTS: Duration = Duration::from_millis(500);
const BETWEEN_MESSAGES: Duration = Duration::from_secs(5);

/// Reads a `postgres://` URL. The text of the error leaves the URL out: it holds a password.
///
/// A server on another machine has to show a certificate that is valid for its name, unless the URL or `PGSSLMODE` says otherwise: left to
/// itself the driver would do without encryption in silence where it does not get it.
pub(super) fn parse(url: &str) -> Result<PgConnectOptions, StoreError> {
    let options = PgConnectOptions::from_str(url).map_err(|error| {
        StoreError::Unavailable(format!(
            "The database URL cannot be read ({error}). Expected postgres://user:password@host:port/name"
        ))
    })?;
    let says_how = url.contains("sslmode=") || url.contains("ssl-mode=") || std::env::var_os("PGSSLMODE").is_some();
    if says_how || is_on_this_machine(&options) { Ok(options) } else { Ok(options.ssl_mode(PgSslMode::VerifyFull)) }
}

fn is_on_this_machine(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    let is_loopback = |host: &str| host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    options.get_socket().is_some()
        || host == "localhost"
        || host.starts_with('/')
        || is_loopback(host.trim_start_matches('[').trim_end_matches(']'))
}

/// Why there is no first connection. The texts say what to do.
#[derive(Debug)]
pub(super) enum FirstConnectionError {
    /// It did not answer in time, and may do so later.
    NoAnswer(String),
    /// It refuses us, whenever we ask.
    Refused(String),
}

impl From<FirstConnectionError> for StoreError {
    fn from(error: FirstConnectionError) -> Self {
        match error {
            FirstConnectionError::NoAnswer(reason) | FirstConnectionError::Refused(reason) => Self::Unavailable(reason),
        }
    }
}

/// Whether a database answers within `wait`. One that refuses us is an error.
pub(super) async fn is_there(
    options: &PgConnectOptions,
    wait: Duration,
    on_wait: &impl Fn(&str),
) -> Result<bool, StoreError> {
    match first_connection(options, wait, on_wait).await {
        Ok(connection) => {
            connection.close().await?;
            Ok(true)
        }
        Err(FirstConnectionError::NoAnswer(reason)) => {
            on_wait(&format!("{reason} Pages are read from the primary until it does."));
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

/// Connects, trying again for `wait` as long as it could still come right.
pub(super) async fn first_connection(
    options: &PgConnectOptions,
    wait: Duration,
    on_wait: &impl Fn(&str),
) -> Result<PgConnection, FirstConnectionError> {
    let started = Instant::now();
    let mut told: Option<Instant> = None;
    loop {
        let reason = match timeout(ONE_ATTEMPT, PgConnection::connect_with(options)).await {
            Ok(Ok(connection)) => return Ok(connection),
            Ok(Err(error)) if may_come_right(&error) => error.to_string(),
            Ok(Err(error)) => return Err(FirstConnectionError::Refused(explain(&error, options))),
            Err(_) => "no answer".to_owned(),
        };
        let place = place(options);
        if started.elapsed() >= wait {
            let seconds = wait.as_secs();
            return Err(FirstConnectionError::NoAnswer(format!(
                "The database at {place} did not answer within {seconds} seconds ({reason}). Is it running, and is the address right?"
            )));
        }
        if told.is_none_or(|at| at.elapsed() >= BETWEEN_MESSAGES) {
            let left = wait.saturating_sub(started.elapsed()).as_secs();
            on_wait(&format!("Waiting for the database at {place}, {left} s left ({reason})"));
            told = Some(Instant::now());
        }
        sleep(BETWEEN_ATTEMPTS).await;
    }
}

/// Whether an error carries this SQLSTATE.
pub(super) fn has_code(error: &sqlx::Error, code: &str) -> bool {
    self::code(error).is_some_and(|found| found == code)
}

/// Whether an established pool failed because the database went away, or had no time for us.
pub(super) fn is_outage(error: &sqlx::Error) -> bool {
    use sqlx::Error::{PoolClosed, PoolTimedOut, Tls, WorkerCrashed};
    matches!(error, sqlx::Error::Io(_) | PoolTimedOut | PoolClosed | WorkerCrashed | Tls(_))
        || is_fatal(error)
        || code(error)
            .is_some_and(|code| OUTAGES.contains(&&*code) || OUTAGE_CLASSES.iter().any(|class| code.starts_with(class)))
}

fn may_come_right(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Io(_)) || LATER.iter().any(|code| has_code(error, code)) || is_closed(error)
}

/// Whether the database takes no connections for now (`allow_connections`).
fn is_closed(error: &sqlx::Error) -> bool {
    is_fatal(error) && has_code(error, NOT_IN_THAT_STATE)
}

/// Whether PostgreSQL ended or refused the whole connection, whatever for: nothing that was asked is at fault.
fn is_fatal(error: &sqlx::Error) -> bool {
    let error = error.as_database_error().and_then(|error| error.try_downcast_ref::<PgDatabaseError>());
    error.is_some_and(|error| matches!(error.severity(), PgSeverity::Fatal | PgSeverity::Panic))
}

fn code(error: &sqlx::Error) -> Option<Cow<'_, str>> {
    error.as_database_error().and_then(sqlx::error::DatabaseError::code)
}

fn explain(error: &sqlx::Error, options: &PgConnectOptions) -> String {
    let (place, login) = (place(options), options.get_username());
    if has_code(error, INVALID_PARAMETER_VALUE) {
        format!("The database at {place} has no role {APPLICATION_ROLE} yet: run `ncpi migrate` first.")
    } else if has_code(error, INSUFFICIENT_PRIVILEGE) {
        format!(
            "The login {login} may not act as {APPLICATION_ROLE}: run `grant {APPLICATION_ROLE} to {login}` as the owner of the database at {place}."
        )
    } else {
        format!("The database at {place} refused the login {login}: {error}")
    }
}

fn place(options: &PgConnectOptions) -> String {
    let name = options.get_database().unwrap_or(options.get_username());
    match options.get_socket() {
        Some(socket) => format!("{} ({name})", socket.display()),
        None => format!("{}:{} ({name})", options.get_host(), options.get_port()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_database_that_never_comes_is_given_up_after_the_wait() {
        let nobody = parse("postgres://someone:secret@127.0.0.1:1/none").unwrap();

        let error =
            first_connection(&nobody, Duration::ZERO, &|_| {}).await.map_err(StoreError::from).unwrap_err().to_string();

        assert!(error.contains("127.0.0.1:1 (none) did not answer"), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }

    #[test]
    fn server_elsewhere_must_show_its_certificate_unless_the_url_says_otherwise() {
        for (url, is_verified) in [
            ("postgres://ncpi:secret@127.0.0.1:5432/ncpi", false),
            ("postgres://ncpi:secret@[::1]/ncpi", false),
            ("postgres://ncpi:secret@localhost/ncpi", false),
            ("postgres:///ncpi?host=/run/postgresql", false),
            ("postgres://ncpi:secret@db.internal/ncpi", true),
            ("postgres://ncpi:secret@192.0.2.7/ncpi", true),
            ("postgres://ncpi:secret@127.0.0.1.evil.example/ncpi", true),
            ("postgres://ncpi:secret@db.internal/ncpi?sslmode=verify-full", true),
            ("postgres://ncpi:secret@db.internal/ncpi?sslmode=disable", false),
            ("postgres://ncpi:secret@db.internal/ncpi?sslmode=prefer", false),
        ] {
            let mode = parse(url).unwrap().get_ssl_mode();
            assert_eq!(matches!(mode, PgSslMode::VerifyFull), is_verified, "{url}: {mode:?}");
        }
    }

    #[test]
    fn an_unreadable_url_is_refused_without_repeating_it() {
        let error = parse("postgres://someone:secret@host:port/").unwrap_err().to_string();

        assert!(error.contains("postgres://user:password@host:port/name"), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
}
