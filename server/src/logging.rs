//! Logs: to standard error, as text or JSON, panics included.

use std::{
    io::{self, IsTerminal as _},
    panic,
};

use anyhow::Context as _;
use tracing_subscriber::EnvFilter;

use crate::config::{LogConfig, LogFormat};

/// Starts the log of this process.
pub fn start(config: &LogConfig) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&config.log_level)
        .with_context(|| format!("--log-level cannot be ‘{}’", config.log_level))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match config.log_format {
        LogFormat::Text => log.with_target(false).with_ansi(io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().flatten_event(true).with_current_span(false).init(),
    }
    // One line in the same log, with the request it happened in.
    panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
    Ok(())
}
