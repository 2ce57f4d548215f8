//! `ncpi import`: a CSV file into the record, all of it or nothing.

use std::{
    io::{IsTerminal as _, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, anyhow};
use clap::Args;
use followup::{
    ingest::{self, File, ImportError, Kind, Progress, Report},
    store::database::{ConnectOptions, Database},
};
use indicatif::{ProgressBar, ProgressStyle};

use crate::config::DatabaseConfig;

/// Import a CSV file, all of it or nothing
///
/// Every row is checked first; if any is wrong all faults are listed with line, column and value, nothing is imported and
/// the exit status is 1. A row that is in the register already changes nothing. A row whose facts changed becomes a
/// correction, which keeps what was there before. A row that is gone from the file is reported and stays. Every row is counted
/// once: added, changed, already there, twice in the file, without an event, blank or refused.
///
/// Blank rows and columns are ignored, columns may be separated by commas, semicolons or tabs, and headings may be written with
/// spaces, hyphens or capitals. A heading that is nearly the name of a column is refused. References are one whatever their case.
///
/// Kinds, in the order in which they build on each other: forces, rounds, recommendations, findings, statuses,
/// good-practice, case-audits, grades. The files in data/ show the columns of each; statuses has `reference`, `status`,
/// `happened`, `vocabulary`, `note` and `source_url`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  ncpi import recommendations data/recommendations.csv --dry-run
  ncpi import statuses register-2018.csv")]
pub struct Import {
    /// What the file holds
    #[arg(value_parser = kind, value_name = "KIND")]
    kind: Kind,

    /// The file: UTF-8, with a line of column names, in any order of columns
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Check everything and say what would change, but change nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    database: DatabaseConfig,
}

fn kind(text: &str) -> Result<Kind, String> {
    text.parse().map_err(|error: followup::vocabulary::UnknownWord| error.to_string())
}

/// How many absent rows are named one by one.
const NAMED: usize = 20;

/// One statement writes thousands of rows.
pub const STATEMENT_TIMEOUT: Duration = Duration::from_mins(10);

impl Import {
    pub async fn run(self) -> anyhow::Result<()> {
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = std::fs::read(&self.file).with_context(|| format!("{} cannot be read", self.file.display()))?;
        let options = ConnectOptions { statement_timeout: STATEMENT_TIMEOUT, ..self.database.connect_options() };
        let wait = self.database.wait.database_wait;
        let database = Database::connect(&options, wait, |message| eprintln!("{message}")).await?;
        let bar = progress_bar();
        let result =
            ingest::import(&database, self.kind, &File { name, bytes }, self.dry_run, |progress| match progress {
                Progress::Checking => bar.set_message("checking"),
                Progress::Warning(warning) => print_warning(&bar, &self.file, warning),
                Progress::Writing(done, total) => {
                    bar.set_message("writing");
                    bar.set_length(total as u64);
                    bar.set_position(done as u64);
                }
                Progress::Committing => bar.set_message("committing"),
            })
            .await;
        bar.finish_and_clear();
        match result {
            Ok(report) => {
                print_report(self.kind, &report)?;
                let mut out = std::io::stdout().lock();
                match (self.dry_run, report.changes_anything()) {
                    (true, _) => writeln!(out, "Dry run: nothing was written.")?,
                    (false, false) => writeln!(out, "Nothing changed.")?,
                    (false, true) => {}
                }
                Ok(())
            }
            Err(error) => Err(report_failure(&self.file, error)),
        }
    }
}

/// Prints a warning while the bar may be shown.
pub fn print_warning(bar: &ProgressBar, path: &Path, warning: &str) {
    bar.suspend(|| eprintln!("{}: warning: {warning}", path.display()));
}

/// Prints what an import did, and what is gone from the file.
pub fn print_report(kind: Kind, report: &Report) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} {report}", kind.slug())?;
    if !report.absent.is_empty() {
        let named = report.absent.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = report.absent.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        writeln!(out, "In the register and not in this file (left as they are): {named}{more}")?;
    }
    Ok(())
}

/// Lists the faults of a refused file, and says that nothing of it was imported.
pub fn report_failure(path: &Path, error: ImportError) -> anyhow::Error {
    let ImportError::Refused { faults, report } = error else {
        return anyhow::Error::new(error).context("nothing was imported");
    };
    for fault in &faults {
        eprintln!("{}: {fault}", path.display());
    }
    if report.rows > 0 {
        eprintln!("{}: checked {report}", path.display());
    }
    let count = if faults.len() == 1 { "1 fault".to_owned() } else { format!("{} faults", faults.len()) };
    anyhow!("{}: {count}; nothing was imported", path.display())
}

/// A bar on a terminal; nothing where the output goes to a file.
pub fn progress_bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} [{bar:40}] {human_pos}/{human_len} {elapsed}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
