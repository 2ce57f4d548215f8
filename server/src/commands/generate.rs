//! `ncpi generate`: synthetic data for load tests, into a database of its own.

use std::time::Instant;

use anyhow::Context as _;
use clap::Args;
use followup::{
    service::generate::{self, Progress, Scale},
    store::database::Database,
};

use super::import::progress_bar;
use crate::config::OwnerConfig;

/// Fill an empty database with synthetic data
///
/// For load tests: 43 forces, ten years of rounds, and at scale 1 500 recommendations a force with 40 events each. The same
/// scale and seed always make the same record. All of it is made up, and every page says so. A database that holds anything
/// already is refused, and one filled so takes no import of real data ever after. Needs the owner of the schema. Killed half
/// way it leaves nothing behind.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  createdb ncpi_load && DATABASE_OWNER_URL=postgres:///ncpi_load ncpi migrate
  DATABASE_OWNER_URL=postgres:///ncpi_load ncpi generate --scale 0.05 --seed 7")]
pub struct Generate {
    /// How much: 1 is 21,500 recommendations and 860,000 events; from 0.002 to 20
    #[arg(long, default_value = "1", value_name = "NUMBER")]
    scale: Scale,

    /// What chance starts from
    #[arg(long, default_value = "1", value_name = "NUMBER")]
    seed: u64,

    #[command(flatten)]
    owner: OwnerConfig,
}

impl Generate {
    pub async fn run(self) -> anyhow::Result<()> {
        let wait = self.owner.wait.database_wait;
        let database =
            Database::connect_as_owner(self.owner.owner_url(), wait, |message| eprintln!("{message}")).await?;
        let started = Instant::now();
        let bar = progress_bar();
        let result = generate::generate(&database, self.scale, self.seed, |progress| match progress {
            Progress::Writing(done, total) => {
                bar.set_message("writing events");
                bar.set_length(total);
                bar.set_position(done);
            }
            Progress::Indexing(done, total) => {
                bar.set_message("building indexes");
                bar.set_length(total as u64);
                bar.set_position(done as u64);
            }
            Progress::Finishing => bar.set_message("finishing"),
        })
        .await;
        bar.finish_and_clear();
        let written = result.context("nothing was generated")?;
        let seconds = started.elapsed().as_secs().max(1);
        println!(
            "Generated {} recommendations, {} events, {} texts and {} rows of the read model in {seconds} s \
             ({} events a second).",
            written.recommendations,
            written.events,
            written.texts,
            written.rows,
            written.events / seconds
        );
        Ok(())
    }
}
