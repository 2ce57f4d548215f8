//! The configuration: flags, and the environment where a flag is not given. Each command flattens in the parts it needs.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use anyhow::Context as _;
use app::request::Access;
use chrono::TimeDelta;
use clap::{Args, ValueEnum};
use followup::{
    evidence::MEGABYTE,
    files::Files,
    service::{breached_passwords::BreachedPasswords, password_policy::PasswordPolicy},
    store::database::ConnectOptions,
};

use crate::{
    public_url::PublicUrl,
    secrets::{SecretFromFile, with_secrets_of_s3},
    security_txt::SecurityContact,
    state::Sessions,
};

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
    #[arg(
        long,
        env = "DATABASE_URL",
        value_name = "URL",
        hide_env_values = true,
        required_unless_present = "database_url_file"
    )]
    pub database_url: Option<String>,

    /// The same in a file, which keeps the password out of the environment
    #[arg(long, env = "DATABASE_URL_FILE", value_name = "FILE", value_parser = SecretFromFile::read, conflicts_with = "database_url")]
    pub database_url_file: Option<SecretFromFile>,

    /// A replica that pages are read from [default: the database itself]
    #[arg(long, env = "DATABASE_READ_URL", value_name = "URL", hide_env_values = true)]
    pub database_read_url: Option<String>,

    /// The same in a file
    #[arg(long, env = "DATABASE_READ_URL_FILE", value_name = "FILE", value_parser = SecretFromFile::read, conflicts_with = "database_read_url")]
    pub database_read_url_file: Option<SecretFromFile>,

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
            url: given(self.database_url.as_deref(), self.database_url_file.as_ref()).unwrap_or_default().to_owned(),
            read_url: given(self.database_read_url.as_deref(), self.database_read_url_file.as_ref()).map(str::to_owned),
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

    /// The same in a file, which keeps the password out of the environment
    #[arg(long, env = "DATABASE_URL_FILE", value_name = "FILE", value_parser = SecretFromFile::read, conflicts_with = "database_url")]
    pub database_url_file: Option<SecretFromFile>,

    /// The same database as the owner of its schema [default: --database-url]
    #[arg(
        long,
        env = "DATABASE_OWNER_URL",
        value_name = "URL",
        hide_env_values = true,
        required_unless_present_any = ["database_url", "database_url_file", "database_owner_url_file"]
    )]
    pub database_owner_url: Option<String>,

    /// The same in a file
    #[arg(long, env = "DATABASE_OWNER_URL_FILE", value_name = "FILE", value_parser = SecretFromFile::read, conflicts_with = "database_owner_url")]
    pub database_owner_url_file: Option<SecretFromFile>,

    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show the text in --help")]
    pub wait: WaitConfig,
}

impl OwnerConfig {
    /// The owner's URL; clap has made sure that there is one.
    #[must_use]
    pub fn owner_url(&self) -> &str {
        given(self.database_owner_url.as_deref(), self.database_owner_url_file.as_ref())
            .or_else(|| given(self.database_url.as_deref(), self.database_url_file.as_ref()))
            .unwrap_or_default()
    }
}

/// A secret as it was given, or as its file has it.
fn given<'a>(text: Option<&'a str>, file: Option<&'a SecretFromFile>) -> Option<&'a str> {
    text.or_else(|| file.map(SecretFromFile::as_str))
}

/// Where the server listens and what it serves.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Web")]
pub struct WebConfig {
    /// The address to listen on; port 0 takes a free one
    #[arg(long, env = "NCPI_LISTEN", default_value = "127.0.0.1:3000", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,

    /// A second address, for /healthz, /readyz and /metrics alone. With --public-url the last two are there and nowhere else
    #[arg(long, env = "NCPI_OPERATIONS_LISTEN", value_name = "ADDRESS:PORT")]
    pub operations_listen: Option<SocketAddr>,

    /// The folder with style sheet, script and icons [default: `site` beside the program, or beside the folder it is in]
    #[arg(long, env = "NCPI_SITE_ROOT", value_name = "FOLDER")]
    pub site_root: Option<PathBuf>,

    /// How many seconds requests may still take after the server was told to stop
    #[arg(long, env = "NCPI_SHUTDOWN_GRACE", default_value = "10", value_name = "SECONDS", value_parser = seconds)]
    pub shutdown_grace: Duration,
}

/// Who may read, and how long a person stays signed in.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Access")]
pub struct AccessConfig {
    /// Who may read pages: everyone, or only those who signed in
    #[arg(long, env = "NCPI_READING", value_enum, default_value_t = Reading::SignedIn)]
    pub reading: Reading,

    /// The https address people reach this service at; needed to listen on anything but this machine
    #[arg(long, env = "NCPI_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,

    /// A proxy of ours stands in front and adds the client's address to X-Forwarded-For
    #[arg(long, env = "NCPI_BEHIND_PROXY")]
    pub behind_proxy: bool,

    /// Make accounts that everyone knows, one for each role. Marks the database as a demonstration, for good; refused where
    /// other accounts exist
    #[arg(long, env = "NCPI_DEMO_ACCOUNTS")]
    pub demo_accounts: bool,

    /// Whom people can tell of a mistake or a problem, in the words that pages show: a team, with an email address or a
    /// telephone number [default: the administrator of this service]
    #[arg(long, env = "NCPI_CONTACT", default_value = "", hide_default_value = true, value_name = "TEXT")]
    pub contact: String,

    /// Whom to tell of a weakness, for /.well-known/security.txt: mailto:… or https://… [default: no such file]
    #[arg(long, env = "NCPI_SECURITY_CONTACT", value_name = "ADDRESS")]
    pub security_contact: Option<SecurityContact>,

    #[command(flatten)]
    #[allow(missing_docs, reason = "clap would show the text in --help")]
    pub passwords: PasswordConfig,

    /// After how many minutes without a request a person is signed out
    #[arg(long, env = "NCPI_SESSION_IDLE", default_value = "30", value_name = "MINUTES", value_parser = clap::value_parser!(u16).range(5..=480))]
    pub session_idle: u16,

    /// After how many hours a person is signed out whatever they do
    #[arg(long, env = "NCPI_SESSION_LENGTH", default_value = "12", value_name = "HOURS", value_parser = clap::value_parser!(u16).range(1..=24))]
    pub session_length: u16,
}

/// The marking, and which passwords are refused because of it and of what the operator knows.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Access")]
pub struct PasswordConfig {
    /// The protective marking of what is not public: on pages, printed sheets and, where reading needs signing in, files;
    /// empty for none. No password may hold its words
    #[arg(long, env = "NCPI_MARKING", default_value = "OFFICIAL-SENSITIVE", value_name = "TEXT")]
    pub marking: String,

    /// A file of stolen passwords, which nobody may choose: SHA-1 in hexadecimal, one a line, sorted, as the lists of Pwned
    /// Passwords are ordered by hash. It is searched where it lies and not loaded
    #[arg(long, env = "NCPI_BREACHED_PASSWORDS", value_name = "FILE")]
    pub breached_passwords: Option<PathBuf>,
}

impl PasswordConfig {
    /// The rules for new passwords.
    pub fn policy(&self) -> anyhow::Result<PasswordPolicy> {
        let breached = self.breached_passwords.as_deref().map(BreachedPasswords::open).transpose()?;
        Ok(PasswordPolicy::new(&self.marking, breached))
    }
}

/// Where files of evidence lie, and how large they may be.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Evidence")]
pub struct EvidenceConfig {
    /// Where files of evidence lie: a folder, or `s3://bucket/prefix` with `AWS_REGION`, `AWS_ACCESS_KEY_ID` and so on in the
    /// environment. All processes of one service need the same
    #[arg(long, env = "NCPI_EVIDENCE_STORE", default_value = "evidence", value_name = "FOLDER|URL")]
    pub evidence_store: String,

    /// How many megabytes one file of evidence may have
    #[arg(long, env = "NCPI_EVIDENCE_LIMIT", default_value = "25", value_name = "MEGABYTES", value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub evidence_limit: u64,
}

impl EvidenceConfig {
    /// Opens the place.
    pub fn files(&self) -> anyhow::Result<Files> {
        Files::open(&self.evidence_store, with_secrets_of_s3(std::env::vars())?, self.evidence_limit * MEGABYTE)
            .context("Say with --evidence-store where files of evidence are to lie")
    }
}

/// Who may read pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Reading {
    /// Everyone who can reach the service
    Public,
    /// Those who signed in
    SignedIn,
}

impl AccessConfig {
    /// The same as pages know it.
    #[must_use]
    pub fn access(&self) -> Access {
        Access {
            public: self.reading == Reading::Public,
            demonstration: self.demo_accounts,
            idle_minutes: self.session_idle.into(),
            marking: self.passwords.marking.clone(),
            contact: self.contact.clone(),
        }
    }

    /// The same as sessions know it. Refuses to listen where cookies would travel unprotected.
    pub fn sessions(&self, listen: SocketAddr) -> anyhow::Result<Sessions> {
        if !listen.ip().is_loopback() && self.public_url.is_none() {
            anyhow::bail!(
                "Listening on {listen} lets others reach this service, and people's sessions must then travel over https. Say at which \
                 address: --public-url https://…"
            );
        }
        Ok(Sessions {
            idle: TimeDelta::minutes(self.session_idle.into()),
            longest: TimeDelta::hours(self.session_length.into()),
            public_url: self.public_url.clone(),
            behind_proxy: self.behind_proxy,
        })
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    text.parse().map(Duration::from_secs).map_err(|_| "expected a whole number of seconds".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, FromArgMatches as _, Parser};

    use super::*;

    #[derive(Parser)]
    struct Flags {
        #[command(flatten)]
        access: AccessConfig,
    }

    fn access(flags: &[&str]) -> Result<AccessConfig, clap::Error> {
        Flags::try_parse_from(["ncpi"].iter().chain(flags)).map(|flags| flags.access)
    }

    #[test]
    fn nobody_reads_before_signing_in_unless_the_operator_says_so() {
        assert!(!access(&[]).unwrap().access().public);
        assert!(access(&["--reading", "public"]).unwrap().access().public);
    }

    #[derive(Parser)]
    struct Owner {
        #[command(flatten)]
        owner: OwnerConfig,
    }

    #[test]
    fn secret_is_given_once_as_it_is_or_in_a_file() {
        let path = std::env::temp_dir().join(format!("ncpi-config-{}", std::process::id()));
        std::fs::write(&path, "postgres://in-a-file/ncpi\n").unwrap();
        let path = path.to_str().unwrap();
        // Whatever the environment of the tests says.
        let command = Owner::command().mut_args(|argument| argument.env(None::<&'static str>));
        let owner = |flags: &[&str]| {
            let found = command.clone().try_get_matches_from(["ncpi"].iter().chain(flags))?;
            Owner::from_arg_matches(&found).map(|flags| flags.owner)
        };
        for (flags, expected) in [
            (vec!["--database-url", "postgres://open/ncpi"], "postgres://open/ncpi"),
            (vec!["--database-url-file", path], "postgres://in-a-file/ncpi"),
            (
                vec!["--database-url", "postgres://open/ncpi", "--database-owner-url-file", path],
                "postgres://in-a-file/ncpi",
            ),
        ] {
            assert_eq!(owner(&flags).unwrap().owner_url(), expected, "{flags:?}");
        }
        let twice = ["--database-url", "postgres://open/ncpi", "--database-url-file", path];
        assert!(owner(&twice).unwrap_err().to_string().contains("cannot be used with"));
        let absent = owner(&["--database-url-file", "/no/such/file"]).unwrap_err().to_string();
        assert!(absent.contains("the file cannot be read"), "{absent}");
    }

    #[test]
    fn others_reach_the_service_over_https_only() {
        let everywhere: SocketAddr = "0.0.0.0:80".parse().unwrap();
        let refused = access(&[]).unwrap().sessions(everywhere).unwrap_err().to_string();
        assert!(refused.contains("--public-url https://"), "{refused}");
        let sessions = access(&["--public-url", "https://NCPI.Example:443/"]).unwrap().sessions(everywhere).unwrap();
        assert_eq!(sessions.public_url.unwrap().origin(), "https://ncpi.example");
        assert!(access(&[]).unwrap().sessions("127.0.0.1:3000".parse().unwrap()).is_ok());
        for url in ["http://ncpi.example", "ncpi.example", "https://ncpi.example/here", "https://user@ncpi.example"] {
            let refused = access(&["--public-url", url]).unwrap_err().to_string();
            assert!(refused.contains("--public-url") && refused.contains("https://ncpi.example"), "{url}: {refused}");
        }
    }
}
