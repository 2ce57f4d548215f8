//! The binary `ncpi`: reads the command line and runs the command.

use std::process::ExitCode;

use clap::Parser as _;
use mimalloc::MiMalloc;
use server::commands::Ncpi;

/// Returns freed memory to the operating system. The system allocator keeps the 19 MiB that each password hash frees: 250 simultaneous
/// sign-ins left the process at 428 MB.
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
