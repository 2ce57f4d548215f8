//! The binary `ncpi`: reads the command line and runs the command.

use std::process::ExitCode;

use clap::Parser as _;
use server::commands::Ncpi;

fn main() -> ExitCode {
    match Ncpi::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
