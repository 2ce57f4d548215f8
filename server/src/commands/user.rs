//! `ncpi user`: accounts from the command line, for the first administrator and for when nobody can sign in.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, builder::PossibleValuesParser, builder::TypedValueParser as _};
use followup::{
    account::{AccountName, AccountTextError, Email},
    clock,
    confirmation::ConfirmationAnswer,
    force::ForceSlug,
    identity::Role,
    service::{
        accounts::{self, Wanted},
        confirmations,
    },
    store::{accounts as stored, database::Database},
};

use crate::config::DatabaseConfig;

/// Add, disable, unlock and list accounts, set passwords, and confirm what waits for a second person
///
/// An authoriser, and a one-time link for one, that an administrator asks for in the browser waits for another administrator or an
/// authoriser. This command counts as both: what it does waits for nobody.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  ncpi user add ann@example.org --name 'Ann Other' --role administrator
  ncpi user add bea@kent.example --name 'Bea Other' --role force-liaison-officer --force kent
  ncpi user set-password ann@example.org < file-with-the-password
  ncpi user unlock ann@example.org
  ncpi user confirm cleo@example.org
  ncpi user list")]
pub struct User {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    database: DatabaseConfig,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Add an account and print the one-time link by which the person chooses a password
    Add {
        /// What the person signs in with
        #[arg(value_name = "EMAIL")]
        email: Email,
        /// Whose it is
        #[arg(long, value_name = "NAME")]
        name: AccountName,
        /// In which role the person acts
        #[arg(long, value_name = "ROLE", value_parser = PossibleValuesParser::new(Role::ALL.iter().map(|role| role.slug())).try_map(|word| word.parse::<Role>()))]
        role: Role,
        /// A force the account is for, by its address; can be given several times
        #[arg(long = "force", value_name = "FORCE")]
        forces: Vec<ForceSlug>,
    },
    /// Disable an account, which ends its sessions at once
    Disable {
        /// What the person signs in with
        #[arg(value_name = "EMAIL", value_parser = on_record)]
        email: Email,
    },
    /// Enable an account again
    Enable {
        /// What the person signs in with
        #[arg(value_name = "EMAIL", value_parser = on_record)]
        email: Email,
    },
    /// Set a password: asked for on a terminal, else the first line of the input
    SetPassword {
        /// What the person signs in with
        #[arg(value_name = "EMAIL", value_parser = on_record)]
        email: Email,
    },
    /// Clear the failed sign-ins of an account
    Unlock {
        /// What the person signs in with
        #[arg(value_name = "EMAIL", value_parser = on_record)]
        email: Email,
    },
    /// Confirm the authoriser, or the one-time link for one, that an administrator asked for
    Confirm {
        /// What the person signs in with
        #[arg(value_name = "EMAIL", value_parser = on_record)]
        email: Email,
    },
    /// Refuse it
    Refuse {
        /// What the person signs in with
        #[arg(value_name = "EMAIL", value_parser = on_record)]
        email: Email,
    },
    /// List all accounts
    List,
}

/// An address to find an account by; it may be older than the rule against special signs.
#[expect(clippy::unnecessary_wraps, reason = "clap asks for a result")]
fn on_record(text: &str) -> Result<Email, AccountTextError> {
    Ok(Email::on_record(text))
}

impl User {
    pub async fn run(self) -> anyhow::Result<()> {
        let wait = self.database.wait.database_wait;
        let database =
            Database::connect(&self.database.connect_options(), wait, |message| eprintln!("{message}")).await?;
        let now = clock::now();
        match self.command {
            Command::Add { email, name, role, forces } => {
                let shown = email.clone();
                let id = accounts::add(&database, None, Wanted { email, name, role, forces }, now).await?;
                let link = accounts::make_link(&database, None, id, now).await?;
                println!("The account {shown} is added. Within 24 hours, a password can be chosen once at");
                println!("  /password/{link}");
                println!(
                    "of the service. Who has this link can take the account over: give it to the person and to nobody else."
                );
            }
            Command::Disable { email } => set_enabled(&database, &email, false).await?,
            Command::Enable { email } => set_enabled(&database, &email, true).await?,
            Command::SetPassword { email } => {
                let password = ask_password()?;
                accounts::set_password(&database, &email, password, now).await?;
                println!("The password of {email} is set, and its sessions are over.");
            }
            Command::Unlock { email } => {
                let cleared = accounts::unlock(&database, &email, now).await?;
                println!("The account {email} is unlocked: {cleared} failed sign-ins were cleared.");
            }
            Command::Confirm { email } => {
                confirmations::answer_by_console(&database, &email, ConfirmationAnswer::Confirmed, now)
                    .await
                    .context("Nothing was confirmed")?;
                println!("Confirmed for {email}.");
            }
            Command::Refuse { email } => {
                confirmations::answer_by_console(&database, &email, ConfirmationAnswer::Refused, now)
                    .await
                    .context("Nothing was refused")?;
                println!("Refused for {email}.");
            }
            Command::List => list(&database).await?,
        }
        Ok(())
    }
}

async fn set_enabled(database: &Database, email: &Email, enabled: bool) -> anyhow::Result<()> {
    let mut db = database.pool().acquire().await?;
    let found = stored::by_email(&mut db, email).await?.with_context(|| format!("There is no account {email}"))?;
    drop(db);
    accounts::set_enabled(database, None, found.account.id, enabled, clock::now()).await?;
    println!("The account {email} is {}.", if enabled { "enabled" } else { "disabled, and its sessions are over" });
    Ok(())
}

async fn list(database: &Database) -> anyhow::Result<()> {
    let mut db = database.pool().acquire().await?;
    let accounts = stored::all(&mut db).await?;
    let mut out = io::stdout().lock();
    for account in &accounts {
        let forces = account.forces.iter().map(ForceSlug::as_str).collect::<Vec<_>>().join(",");
        let state = match (account.enabled, account.has_password) {
            (false, _) => "disabled",
            (true, false) => "no password yet",
            (true, true) => "enabled",
        };
        writeln!(out, "{}\t{}\t{}\t{forces}\t{state}", account.email, account.name, account.role.slug())?;
    }
    if accounts.is_empty() {
        writeln!(out, "There are no accounts.")?;
    }
    Ok(())
}

/// The first line of the input. On a terminal it can be seen while it is typed, and says so.
fn ask_password() -> anyhow::Result<String> {
    let input = io::stdin();
    if input.is_terminal() {
        eprint!("New password (it will be visible): ");
    }
    let mut line = String::new();
    input.lock().read_line(&mut line).context("the password could not be read")?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        bail!("No password was given");
    }
    Ok(password.to_owned())
}
