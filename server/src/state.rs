//! What every request may use.

use axum::extract::FromRef;
use chrono::{DateTime, Utc};
use followup::store::database::Database;
use leptos::config::LeptosOptions;
use metrics_exporter_prometheus::PrometheusHandle;

use crate::{charts::Pictures, metrics};

/// Shared by all requests; cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The record.
    pub database: Database,
    /// Where the style sheet and script are, and what they are called.
    pub options: LeptosOptions,
    /// What tells the time: the machine, or in a test a fixed moment.
    pub clock: fn() -> DateTime<Utc>,
    /// Draws the pictures of charts.
    pub pictures: Pictures,
    /// Renders the figures of this process.
    pub metrics: PrometheusHandle,
}

impl AppState {
    /// The state of a server on this database.
    pub fn new(database: Database, options: LeptosOptions, clock: fn() -> DateTime<Utc>) -> Self {
        Self { database, options, clock, pictures: Pictures::for_this_machine(), metrics: metrics::recorder() }
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}
