//! `ncpi migrate`: brings the schema up to this program.

use anyhow::Context as _;
use clap::Args;
use followup::{service::rebuild, store::database::Database};

use super::import::progress_bar;
use crate::config::OwnerConfig;

/// Bring the database's schema up to this program
///
/// Applies every migration that is missing, in order, as the owner of the schema. Running it again changes nothing, and two
/// runs at once wait for each other. The role `ncpi_application` is made where it is missing: grant it to the login that
/// `ncpi serve` uses.
///
/// Where a migration changes by which rules the history is read, all that is read from it is folded afresh, in one
/// transaction; until then /readyz of this program's servers says that they are not ready. Servers of an earlier version are
/// to be stopped first.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  ncpi migrate --database-owner-url postgres://ncpi_owner:secret@127.0.0.1:5432/ncpi
  DATABASE_OWNER_URL=postgres://… ncpi migrate --database-wait 120
  DATABASE_OWNER_URL=postgres://… ncpi migrate --rebuild")]
pub struct Migrate {
    /// Fold the read model afresh even where no migration asks for it: where `ncpi verify` found that it differs
    #[arg(long)]
    rebuild: bool,

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
        let database = Database::connect_as_owner(self.owner.owner_url(), self.owner.wait.database_wait, |message| {
            eprintln!("{message}");
        })
        .await?;
        let bar = progress_bar();
        bar.set_message("folding the history");
        let on_progress = |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        };
        let rebuilt = if self.rebuild {
            rebuild::rebuild(&database, on_progress).await.map(Some)
        } else {
            rebuild::rebuild_if_stale(&database, on_progress).await
        };
        bar.finish_and_clear();
        if let Some(rebuilt) = rebuilt.context("The read model stands as it was")? {
            println!(
                "Folded {} histories afresh; what was read from {} of them differed and is replaced.",
                rebuilt.streams, rebuilt.replaced
            );
        }
        Ok(())
    }
}
