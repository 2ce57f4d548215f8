//! Programs that the build runs: cargo, and those that npm installed.

use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

/// A program that npm installed in the project's folder.
pub fn from_npm(name: &str) -> Command {
    Command::new(Path::new("node_modules/.bin").join(name))
}

/// Runs a command to its end; its messages go where ours go.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().with_context(|| format!("{name} could not be started; run `make setup`"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// The same, and returns what it prints to standard output.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let name = name(command);
    let done = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{name} could not be started; run `make setup`"))?;
    if !done.status.success() {
        bail!("{name} failed ({})", done.status);
    }
    Ok(done.stdout)
}

fn name(command: &Command) -> String {
    Path::new(command.get_program())
        .file_name()
        .unwrap_or_else(|| OsStr::new("a program"))
        .to_string_lossy()
        .into_owned()
}

/// The cargo that runs this, or the one that is found.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
