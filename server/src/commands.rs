//! The command line: one variant of `Command` for each file beside this one.

use clap::{Parser, Subcommand};

use crate::{config::LogConfig, logging};

mod audit;
mod export;
mod generate;
mod import;
mod load;
mod migrate;
mod redact;
mod serve;
mod user;
mod verify;

/// The NCPI follow-up dashboard: what inspectors recommended to each police force, and what came of it.
#[derive(Debug, Parser)]
#[command(name = "ncpi", version, max_term_width = 110, after_help = EXAMPLES)]
pub struct Ncpi {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    log: LogConfig,
}

const EXAMPLES: &str = "\
Examples:
  A database of its own, then the pages at http://127.0.0.1:3000:
    export DATABASE_URL=postgres://ncpi:secret@127.0.0.1:5432/ncpi
    export DATABASE_OWNER_URL=postgres://ncpi_owner:secret@127.0.0.1:5432/ncpi
    ncpi migrate
    ncpi serve

  Every flag can be set in the environment by the name shown beside it: `ncpi serve --help`.";

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::Serve),
    Migrate(migrate::Migrate),
    Import(import::Import),
    Load(load::Load),
    Export(export::Export),
    Verify(verify::Verify),
    Redact(redact::Redact),
    User(user::User),
    Audit(audit::Audit),
    Generate(generate::Generate),
}

impl Ncpi {
    /// Runs the command to its end.
    pub fn run(self) -> anyhow::Result<()> {
        logging::start(&self.log)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            match self.command {
                Command::Serve(command) => command.run().await,
                Command::Migrate(command) => command.run().await,
                Command::Import(command) => command.run().await,
                Command::Load(command) => command.run().await,
                Command::Export(command) => command.run().await,
                Command::Verify(command) => command.run().await,
                Command::Redact(command) => command.run().await,
                Command::User(command) => command.run().await,
                Command::Audit(command) => command.run().await,
                Command::Generate(command) => command.run().await,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        Ncpi::command().debug_assert();
    }
}
