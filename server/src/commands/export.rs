//! `ncpi export`: the public record as CSV files, in the form that `ncpi import` reads.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, bail};
use clap::Args;
use followup::{
    export::{self, ExportedFile},
    ingest::Kind,
    store::database::{ConnectOptions, Database},
};

use crate::config::DatabaseConfig;

/// Write the public record as CSV files that can be imported again
///
/// One file for each kind of `ncpi import`, with corrections applied; a kind of which there is nothing gets none. Imported in this order into an empty database they make
/// the same register. What has no place in them is counted: what forces and inspectors did here, and the history of
/// corrections. Texts that are not for everyone are in no file. In a demonstration only what was imported is exported.
///
/// The files hold exactly what is on record. To read a list in a spreadsheet take /recommendations.csv instead, in which no
/// cell can run as a formula.
#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  ncpi export record-2026-11-25
  for kind in forces rounds recommendations findings statuses good-practice case-audits grades; do
    ncpi import $kind record-2026-11-25/$(echo $kind | tr - _).csv
  done")]
pub struct Export {
    /// The folder to write into; made if it is not there
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    /// Replace files of these names that are there already
    #[arg(long)]
    force: bool,

    #[command(flatten)]
    database: DatabaseConfig,
}

/// One statement reads a few hundred histories.
const STATEMENT_TIMEOUT: Duration = Duration::from_mins(10);

impl Export {
    pub async fn run(self) -> anyhow::Result<()> {
        // Said before anything is read.
        self.refuse_to_overwrite()?;
        let options = ConnectOptions { statement_timeout: STATEMENT_TIMEOUT, ..self.database.connect_options() };
        let wait = self.database.wait.database_wait;
        let database = Database::connect(&options, wait, |message| eprintln!("{message}")).await?;
        let exported = export::export(&database).await.context("nothing was exported")?;
        if exported.files.is_empty() {
            bail!("The register is empty; nothing was written");
        }
        self.write(&exported.files)?;

        let mut out = std::io::stdout().lock();
        for file in &exported.files {
            let rows = if file.rows == 1 { "row" } else { "rows" };
            writeln!(out, "{}: {} {rows}", path_in(&self.folder, file.kind).display(), file.rows)?;
        }
        if exported.left_out > 0 {
            writeln!(out, "{} events have no place in these files and were left out.", exported.left_out)?;
        }
        for warning in &exported.warnings {
            eprintln!("warning: {warning}");
        }
        Ok(())
    }

    fn refuse_to_overwrite(&self) -> anyhow::Result<()> {
        if self.folder.exists() && !self.folder.is_dir() {
            bail!("{} is not a folder", self.folder.display());
        }
        let there = Kind::ALL.iter().map(|kind| path_in(&self.folder, *kind)).find(|path| path.exists());
        match there {
            Some(path) if !self.force => {
                bail!(
                    "{} is there already; nothing was written. Replace it with --force, or choose another folder",
                    path.display()
                )
            }
            _ => Ok(()),
        }
    }

    /// Writes the files: each is whole before it gets its name, and none of an earlier export stays among them.
    fn write(&self, files: &[ExportedFile]) -> anyhow::Result<()> {
        fs::create_dir_all(&self.folder).with_context(|| format!("{} cannot be made", self.folder.display()))?;
        for file in files {
            let path = path_in(&self.folder, file.kind);
            let part = path.with_extension("csv.part");
            let failed = || format!("{} cannot be written", path.display());
            fs::write(&part, &file.bytes).with_context(failed)?;
            fs::rename(&part, &path).with_context(failed)?;
        }
        let gone = Kind::ALL.iter().filter(|kind| files.iter().all(|file| file.kind != **kind));
        for path in gone.map(|kind| path_in(&self.folder, *kind)).filter(|path| path.exists()) {
            fs::remove_file(&path).with_context(|| format!("{} cannot be removed", path.display()))?;
        }
        Ok(())
    }
}

/// The files are named as those in `data/` are.
fn path_in(folder: &Path, kind: Kind) -> PathBuf {
    folder.join(kind.file_name())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        export: Export,
    }

    fn command(folder: &Path, force: bool) -> Export {
        let folder = folder.to_str().unwrap();
        let force = force.then_some("--force");
        let flags = ["ncpi", folder, "--database-url", "postgres://nowhere/ncpi"].into_iter().chain(force);
        Command::try_parse_from(flags).unwrap().export
    }

    fn file(kind: Kind, bytes: &[u8]) -> ExportedFile {
        ExportedFile { kind, rows: 1, bytes: bytes.to_vec() }
    }

    #[test]
    fn what_is_there_is_replaced_only_when_asked_and_nothing_of_before_stays() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tmp/export-of-a-test");
        let _ = fs::remove_dir_all(&folder);
        assert!(command(&folder, false).refuse_to_overwrite().is_ok());
        command(&folder, false).write(&[file(Kind::Forces, b"one"), file(Kind::GoodPractice, b"two")]).unwrap();
        assert_eq!(fs::read(folder.join("good_practice.csv")).unwrap(), b"two");

        let refused = command(&folder, false).refuse_to_overwrite().unwrap_err().to_string();
        assert!(refused.contains("forces.csv is there already") && refused.contains("--force"), "{refused}");
        assert!(command(&folder, true).refuse_to_overwrite().is_ok());
        command(&folder, true).write(&[file(Kind::Forces, b"three")]).unwrap();
        let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["forces.csv"], "a file of an earlier export would be taken for part of this one");

        let file = folder.join("forces.csv");
        assert!(command(&file, true).refuse_to_overwrite().unwrap_err().to_string().contains("is not a folder"));
    }
}
