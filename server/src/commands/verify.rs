//! `ncpi verify`: whether the record is what it was when it was written.

use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;
use followup::{
    clock,
    files::Files,
    service::verify,
    store::database::{ConnectOptions, Database},
};

use super::import::progress_bar;
use crate::config::{DatabaseConfig, EvidenceConfig};

/// Check the whole record
///
/// Recomputes the hash of every event and follows every chain, recomputes the digest of every text, and compares the read
/// model with a fresh fold of the events. Names the first fault and exits with status 1. Then reads every file of evidence
/// and compares it with its SHA-256; each that is missing or another is named, and the exit status is 1. A file that was
/// erased is in order. A file that no event names is reported as well: it is no fault of the record, and the server removes it after
/// 30 days.
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

    /// Leave out the files of evidence
    #[arg(long)]
    without_files: bool,

    #[command(flatten)]
    evidence: EvidenceConfig,

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
        if self.head || self.without_files || !verify::has_files(&database).await? {
            return Ok(());
        }
        self.files(&database).await
    }

    /// The place is opened only where the record has files: opening a folder makes it.
    async fn files(&self, database: &Database) -> anyhow::Result<()> {
        let files = self.evidence.files()?;
        let bar = progress_bar();
        bar.set_message("reading files");
        let result = verify::verify_files(database, &files, |done| bar.set_position(done)).await;
        bar.finish_and_clear();
        tell_unrecorded(database, &files).await?;
        let verified = result.context("The files of evidence could not be read")?;
        for fault in &verified.faults {
            eprintln!("{fault}");
        }
        if !verified.faults.is_empty() {
            bail!("The files of evidence are NOT in order: {} of them, named above", verified.faults.len());
        }
        println!(
            "The files of evidence are in order: {} files, {} bytes ({} erased).",
            verified.files, verified.bytes, verified.erased
        );
        Ok(())
    }
}

/// Names the files that no event names.
async fn tell_unrecorded(database: &Database, files: &Files) -> anyhow::Result<()> {
    let unrecorded = verify::unrecorded_files(database, files, clock::now() - verify::ON_ITS_WAY)
        .await
        .context("The files of evidence could not be listed")?;
    for id in &unrecorded {
        eprintln!("the file {id} is named by no event");
    }
    if !unrecorded.is_empty() {
        let days = verify::REMOVED_AFTER.num_days();
        println!("{} files are named by no event. The server removes each after {days} days.", unrecorded.len());
    }
    Ok(())
}
