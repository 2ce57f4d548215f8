//! Builds and starts again whenever a file changes.

use std::{
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use notify::{RecursiveMode, Watcher as _, recommended_watcher};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

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

/// What the loop waits for.
enum Event {
    /// A file was saved.
    Changed,
    /// We are to stop, and the program with us.
    Stop,
}

/// Builds and runs until a signal ends both. What cannot be built is said, and the last that could be goes on running.
pub fn watch(metadata: &Metadata, out: &Path, arguments: &[String]) -> Result<()> {
    let (sender, events) = mpsc::channel();
    stop_with_a_signal(sender.clone())?;
    let mut watcher = recommended_watcher(move |event: notify::Result<notify::Event>| {
        // A build opens the files that are watched, which must not begin the next one.
        if event.is_ok_and(|event| !event.kind.is_access()) {
            // Only fails once nothing waits any more.
            let _ = sender.send(Event::Changed);
        }
    })?;
    let style = Path::new(&metadata.style_file).parent().unwrap_or(Path::new("style"));
    let folders = SOURCES.iter().copied().chain(metadata.watch_additional_files.iter().map(String::as_str));
    for folder in folders.map(Path::new).chain([style, Path::new(&metadata.assets_dir)]) {
        watcher
            .watch(folder, RecursiveMode::Recursive)
            .with_context(|| format!("{} cannot be watched", folder.display()))?;
    }
    let reload = Reload::listen(metadata.reload_port);
    build(metadata, out)?;
    loop {
        migrate(metadata);
        let mut program = start(metadata, out, arguments)?;
        tell_when_it_answers(&reload);
        if !wait_for_build(metadata, out, &events, &mut program)? {
            return Ok(());
        }
        stop(&mut program)?;
    }
}

fn build(metadata: &Metadata, out: &Path) -> Result<()> {
    // The packages and features that `make run` and the tests build as well (see `scripts/build`): another choice would compile
    // dependencies once more.
    let for_browsers = metadata.modules.iter().flat_map(|module| ["--exclude", &module.package]);
    run(cargo().args(["build", "--workspace"]).args(for_browsers).args(["--examples", "--bin", &metadata.bin_target]))?;
    site::build(metadata, out, Mode::Development)
}

/// A signal that ends only us would leave the program running, and its port taken.
fn stop_with_a_signal(sender: Sender<Event>) -> Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    thread::spawn(move || {
        for _ in signals.forever() {
            let _ = sender.send(Event::Stop);
        }
    });
    Ok(())
}

/// Waits until a change was built. `false` where a signal ends the watching.
fn wait_for_build(metadata: &Metadata, out: &Path, events: &Receiver<Event>, program: &mut Child) -> Result<bool> {
    let mut has_ended = false;
    loop {
        match events.recv_timeout(Duration::from_millis(500)) {
            Ok(Event::Stop) => {
                stop(program)?;
                return Ok(false);
            }
            Ok(Event::Changed) => {
                // What is saved with it is built with it.
                thread::sleep(QUIET);
                if events.try_iter().any(|event| matches!(event, Event::Stop)) {
                    stop(program)?;
                    return Ok(false);
                }
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
                if !has_ended && program.try_wait()?.is_some() {
                    has_ended = true;
                    eprintln!("{} has ended; it starts again when a file changes.", metadata.bin_target);
                }
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(false),
        }
    }
}

/// Brings the database up to date, because a migration may be what changed. What fails is said by the program.
fn migrate(metadata: &Metadata) {
    let _ = Command::new(program(metadata)).arg("migrate").stdout(Stdio::null()).status();
}

fn program(metadata: &Metadata) -> PathBuf {
    Path::new("target/debug").join(&metadata.bin_target)
}

fn start(metadata: &Metadata, out: &Path, arguments: &[String]) -> Result<Child> {
    let program = program(metadata);
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
