//! `ncpi load`: a folder of CSV files into the record, once and again when they have changed.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use clap::Args;
use followup::{
    clock::london_time,
    ingest::{
        File, Kind, Progress,
        load::{Load as Loaded, load},
    },
    store::database::{ConnectOptions, Database},
};

use super::import::{STATEMENT_TIMEOUT, print_report, print_warning, progress_bar, report_failure};
use crate::config::DatabaseConfig;

/// Import all files of a folder, unless they are those that were loaded last
///
/// The files are named as those in data/ are, and imported in the order in which they build on each other; a kind without a file is left
/// out. Each is imported as a whole or not at all. Where one is refused, those before it stand, and the next `ncpi load` tries again.
///
/// The database keeps a digest of the files that were loaded last as one set: while they are the same, nothing is read from it or
/// written to it but that.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  ncpi load data")]
pub struct Load {
    /// The folder
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    #[command(flatten)]
    database: DatabaseConfig,
}

/// The files of a folder, in the order in which they build on each other.
fn read(folder: &Path) -> anyhow::Result<Vec<(Kind, File)>> {
    let mut files = Vec::new();
    for kind in Kind::ALL {
        let name = kind.file_name();
        let path = folder.join(&name);
        match fs::read(&path) {
            Ok(bytes) => files.push((*kind, File { name, bytes })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("{} cannot be read", path.display())),
        }
    }
    if files.is_empty() {
        let names: Vec<_> = Kind::ALL.iter().map(|kind| kind.file_name()).collect();
        bail!("{} has no file to load; files are named {}", folder.display(), names.join(", "));
    }
    Ok(files)
}

impl Load {
    pub async fn run(self) -> anyhow::Result<()> {
        let files = read(&self.folder)?;
        let options = ConnectOptions { statement_timeout: STATEMENT_TIMEOUT, ..self.database.connect_options() };
        let wait = self.database.wait.database_wait;
        let database = Database::connect(&options, wait, |message| eprintln!("{message}")).await?;
        let bar = progress_bar();
        let loaded = load(&database, &files, |kind, progress| {
            bar.set_message(kind.label());
            match progress {
                Progress::Warning(warning) => print_warning(&bar, &self.folder.join(kind.file_name()), warning),
                Progress::Writing(done, total) => {
                    bar.set_length(total as u64);
                    bar.set_position(done as u64);
                }
                Progress::Checking | Progress::Committing => {}
            }
        })
        .await;
        bar.finish_and_clear();
        match loaded {
            Ok(Loaded::Unchanged { since }) => {
                println!("The data has not changed since {}: not imported again.", london_time(since));
                Ok(())
            }
            Ok(Loaded::Imported(reports)) => {
                for (kind, report) in &reports {
                    print_report(*kind, report)?;
                }
                Ok(())
            }
            Err(failed) => Err(report_failure(&self.folder.join(failed.kind.file_name()), failed.error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_in_the_order_of_import() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
        let kinds: Vec<_> = read(&folder).unwrap().into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, Kind::ALL);
    }

    #[test]
    fn folder_without_any_file_is_refused() {
        let refused = read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap_err().to_string();
        assert!(refused.contains("no file to load") && refused.contains("good_practice.csv"), "{refused}");
    }
}
