//! `ncpi verify`: whether the record is what it was when it was written.

use std::time::Duration;

use anyhow::Context as _;
use clap::Args;
use followup::{
    service::verify,
    store::database::{ConnectOptions, Database},
};

use super::import::progress_bar;
use crate::config::DatabaseConfig;

/// Check the whole record
///
/// Recomputes the hash of every event and follows every chain, recomputes the digest of every text, and compares the read
/// model with a fresh fold of the events. Names the first fault and exits with status 1.
///
/// A chain cannot show that its last events were cut off. For that, keep the digest that --head prints in another place
/// and compare it later.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  ncpi verify
  ncpi verify --head >> /somewhere/else/heads.txt")]
pub struct Verify {
    /// Print only one digest over the ends of all chains
    #[arg(long)]
    head: bool,

    #[command(flatten)]
    database: DatabaseConfig,
}

/// One statement reads a few hundred histories.
const STATEMENT_TIMEOUT: Duration = Duration::from_mins(10);

impl Verify {
    pub async fn run(self) -> anyhow::Result<()> {
        let options = ConnectOptions { statement_timeout: STATEMENT_TIMEOUT, ..self.database.connect_options() };
        let wait = self.database.wait.database_wait;
        let database = Database::connect(&options, wait, |message| eprintln!("{message}")).await?;
        let bar = progress_bar();
        bar.set_message("checking");
        let result = verify::verify(&database, |done, total| {
            bar.set_length(total);
            bar.set_position(done);
        })
        .await;
        bar.finish_and_clear();
        let verified = result.context("The record is NOT in order")?;
        if self.head {
            println!("{}", verified.head);
        } else {
            println!(
                "The record is in order: {} events in {} streams, {} texts ({} erased), {} rows of the read model.",
                verified.events, verified.streams, verified.texts, verified.erased, verified.rows
            );
        }
        Ok(())
    }
}
