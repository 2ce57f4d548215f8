//! `ncpi migrate`: brings the schema up to this program.

use clap::Args;
use followup::store::database::Database;

use crate::config::OwnerConfig;

/// Bring the database's schema up to this program
///
/// Applies every migration that is missing, in order, as the owner of the schema. Running it again changes nothing, and two
/// runs at once wait for each other. The role `ncpi_application` is made where it is missing: grant it to the login that
/// `ncpi serve` uses.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  ncpi migrate --database-owner-url postgres://ncpi_owner:secret@127.0.0.1:5432/ncpi
  DATABASE_OWNER_URL=postgres://… ncpi migrate --database-wait 120")]
pub struct Migrate {
    #[command(flatten)]
    owner: OwnerConfig,
}

impl Migrate {
    pub async fn run(self) -> anyhow::Result<()> {
        let done =
            Database::migrate(self.owner.owner_url(), self.owner.wait.database_wait, |message| eprintln!("{message}"))
                .await?;
        match done.applied {
            0 => println!("The database is up to date; migrations: {}.", done.known),
            applied => println!("Applied {applied} of {} migrations.", done.known),
        }
        Ok(())
    }
}
