//! The binary `ncpi`: reads the command line and runs the command.

use std::process::ExitCode;

use clap::Parser as _;
use mimalloc::MiMalloc;
use server::commands::Ncpi;

/// It gives large blocks back when they are freed. With the system's, 250 sign-ins at once left the process at 428 MB: each hash of a
/// password frees 19 MiB, which that allocator keeps from then on.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match Ncpi::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
