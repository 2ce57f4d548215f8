//! Builds and starts again whenever a file changes.

use std::{
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, Command},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use notify_debouncer_mini::{DebounceEventResult, new_debouncer, notify::RecursiveMode};
use rustix::process::{Pid, Signal, kill_process};

use crate::{
    command::{cargo, run},
    metadata::Metadata,
    reload::Reload,
    site::{self, Mode},
};

/// The folders of source code.
const SOURCES: [&str; 4] = ["src", "app", "server", "Cargo.toml"];

/// Several files are often saved at once.
const QUIET: Duration = Duration::from_millis(100);

/// How long a program that was told to stop may take.
const GRACE: Duration = Duration::from_secs(15);

/// How long a program may take until it answers.
const START: Duration = Duration::from_mins(1);

/// Builds and runs until the program ends by itself. What cannot be built is said, and the last that could be goes on running.
pub fn watch(metadata: &Metadata, out: &Path, arguments: &[String]) -> Result<()> {
    let (notify_change, changes) = mpsc::channel();
    let mut debouncer = new_debouncer(QUIET, move |events: DebounceEventResult| {
        if events.is_ok() {
            // Only fails once nobody waits any more.
            let _ = notify_change.send(());
        }
    })?;
    let style = Path::new(&metadata.style_file).parent().unwrap_or(Path::new("style"));
    let folders = SOURCES.iter().copied().chain(metadata.watch_additional_files.iter().map(String::as_str));
    for folder in folders.map(Path::new).chain([style, Path::new(&metadata.assets_dir)]) {
        debouncer
            .watcher()
            .watch(folder, RecursiveMode::Recursive)
            .with_context(|| format!("{} cannot be watched", folder.display()))?;
    }
    let reload = Reload::listen(metadata.reload_port);
    build(metadata, out)?;
    loop {
        let mut program = start(metadata, out, arguments)?;
        tell_when_it_answers(&reload);
        if !wait_for_build(metadata, out, &changes, &mut program)? {
            return Ok(());
        }
        stop(&mut program)?;
    }
}

fn build(metadata: &Metadata, out: &Path) -> Result<()> {
    // The packages and features that `make run` and the tests build as well (see `scripts/build`): another choice would compile
    // dependencies once more.
    run(cargo().args([
        "build",
        "--workspace",
        "--exclude",
        &metadata.lib_package,
        "--examples",
        "--bin",
        &metadata.bin_target,
    ]))?;
    site::build(metadata, out, Mode::Development)
}

/// Waits until a change was built. `false` where the program ended by itself.
fn wait_for_build(metadata: &Metadata, out: &Path, changes: &Receiver<()>, program: &mut Child) -> Result<bool> {
    loop {
        match changes.recv_timeout(Duration::from_millis(500)) {
            Ok(()) => {
                while changes.try_recv().is_ok() {}
                let begun = Instant::now();
                match build(metadata, out) {
                    Ok(()) => {
                        eprintln!("Built in {:.1} s", begun.elapsed().as_secs_f32());
                        return Ok(true);
                    }
                    Err(error) => eprintln!("{error:#}. The last build goes on running; save a file to try again."),
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                if program.try_wait()?.is_some() {
                    return Ok(false);
                }
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(false),
        }
    }
}

fn start(metadata: &Metadata, out: &Path, arguments: &[String]) -> Result<Child> {
    let program = Path::new("target/debug").join(&metadata.bin_target);
    Command::new(&program)
        .args(arguments)
        .env("NCPI_SITE_ROOT", out)
        // Lets pages open the connection by which they are told to reload.
        .env("LEPTOS_WATCH", "true")
        .spawn()
        .with_context(|| format!("{} could not be started", program.display()))
}

/// Asks it to stop, and ends it where it does not.
fn stop(program: &mut Child) -> Result<()> {
    if let Some(id) = i32::try_from(program.id()).ok().and_then(Pid::from_raw) {
        let _ = kill_process(id, Signal::TERM);
    }
    let end = Instant::now() + GRACE;
    while Instant::now() < end {
        if program.try_wait()?.is_some() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(20));
    }
    program.kill()?;
    program.wait()?;
    Ok(())
}

/// Reloads the open pages as soon as the new program listens.
fn tell_when_it_answers(reload: &Reload) {
    let address = std::env::var("NCPI_LISTEN").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let (Ok(address), reload) = (address.parse::<SocketAddr>(), reload.clone()) else { return };
    thread::spawn(move || {
        let end = Instant::now() + START;
        while Instant::now() < end {
            if TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok() {
                reload.tell();
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
    });
}
