//! `ncpi audit`: removes months of the audit that are old.

use std::str::FromStr;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use followup::{
    clock,
    store::{audit, database::Database},
};

use crate::config::OwnerConfig;

/// Remove old months from the audit
///
/// The audit says who signed in, read restricted text, exported, was refused or changed accounts. Nothing of it is removed unless the
/// owner of the schema asks for it here.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  ncpi audit prune --before 2025-01")]
pub struct Audit {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Remove all entries of the months before one, which must be at least twelve months old. It leaves an entry itself
    Prune {
        /// The first month that is kept, as in 2025-01
        #[arg(long, value_name = "YYYY-MM")]
        before: Month,
        #[command(flatten)]
        owner: OwnerConfig,
    },
}

/// A month, by its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Month(NaiveDate);

impl FromStr for Month {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "write a month as YYYY-MM, for example 2025-01";
        let first = (text.len() == 7).then(|| format!("{text}-01").parse().ok()).flatten();
        first.map(Self).ok_or(EXPECTED)
    }
}

impl Audit {
    pub async fn run(self) -> anyhow::Result<()> {
        let Command::Prune { before: Month(first_kept), owner } = self.command;
        let wait = owner.wait.database_wait;
        let database = Database::connect_as_owner(owner.owner_url(), wait, |message| eprintln!("{message}")).await?;
        let removed =
            audit::prune(&database, first_kept, clock::now()).await.map_err(|error| match error.constraint() {
                Some("audit_entry_kept_for_twelve_months") => {
                    anyhow::anyhow!("Nothing was removed: entries are kept for at least twelve months")
                }
                _ => error.into(),
            })?;
        println!("Removed {removed} entries from before {first_kept}.");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_written_with_its_year_and_nothing_else() {
        assert_eq!("2025-01".parse(), Ok(Month("2025-01-01".parse().unwrap())));
        for text in ["", "2025", "2025-1", "2025-13", "2025-01-01", "01-2025", "January"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }
}
