//! Builds what the browser loads, from the leptos metadata in `Cargo.toml`: WASM and its script, the style sheet, the icons. Lists also
//! what a release is made of.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

mod client;
mod command;
mod inputs;
mod metadata;
mod public;
mod reload;
mod sbom;
mod site;
mod style;
mod watch;

use metadata::Metadata;
use site::Mode;

/// Build what the browser loads
#[derive(Parser)]
struct SiteBuilder {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Build the site into a folder. Parts whose inputs have not changed stay as they are
    Build {
        /// The folder; made if it is not there
        #[arg(long)]
        out: PathBuf,
        /// Optimise and minify
        #[arg(long)]
        release: bool,
    },
    /// Write the list of components of a release (CycloneDX)
    Sbom {
        /// The file
        #[arg(long)]
        out: PathBuf,
    },
    /// Build site and program, run the program, and do both again whenever a file changes; open pages then reload
    Watch {
        /// The folder of the site
        #[arg(long)]
        out: PathBuf,
        /// The program's arguments
        #[arg(last = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    let done = Metadata::read("Cargo.toml".as_ref()).and_then(|metadata| match SiteBuilder::parse().action {
        Action::Build { out, release } => {
            let mode = if release { Mode::Release } else { Mode::Development };
            site::build(&metadata, &out, mode)
        }
        Action::Sbom { out } => sbom::write(&out),
        Action::Watch { out, arguments } => watch::watch(&metadata, &out, &arguments),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
