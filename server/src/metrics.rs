//! The figures of this process, for Prometheus.

use std::{sync::OnceLock, time::Duration};

use followup::store::database::Database;
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

const REQUESTS: &str = "http_requests_total";
const DURATION: &str = "http_request_duration_seconds";
const CONNECTIONS: &str = "db_pool_connections";
const IDLE_CONNECTIONS: &str = "db_pool_idle_connections";

/// Upper bounds in seconds: a page should take milliseconds, and the request timeout is the end of it.
const BUCKETS: [f64; 11] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0];

/// The recorder of this process, started on first use. There can only be one: tests share it too.
pub fn recorder() -> PrometheusHandle {
    static STARTED: OnceLock<PrometheusHandle> = OnceLock::new();
    STARTED
        .get_or_init(|| {
            let recorder = PrometheusBuilder::new()
                .set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), &BUCKETS)
                .unwrap_or_else(|_| PrometheusBuilder::new())
                .build_recorder();
            let handle = recorder.handle();
            if metrics::set_global_recorder(recorder).is_err() {
                tracing::error!("another recorder was there first: /metrics will stay empty");
            }
            describe();
            handle
        })
        .clone()
}

/// Counts one answered request.
pub fn answered(method: &str, route: &str, status: u16, took: Duration) {
    let (method, route) = (known(method), route.to_owned());
    counter!(REQUESTS, "method" => method, "route" => route.clone(), "status" => status.to_string()).increment(1);
    histogram!(DURATION, "method" => method, "route" => route).record(took);
}

/// The text of `/metrics`, with the pools as they are at this moment.
pub fn render(handle: &PrometheusHandle, database: &Database) -> String {
    for (name, pool) in [("primary", database.pool()), ("read", database.read())] {
        gauge!(CONNECTIONS, "pool" => name).set(f64::from(pool.size()));
        gauge!(IDLE_CONNECTIONS, "pool" => name).set(u32::try_from(pool.num_idle()).map_or(f64::MAX, f64::from));
    }
    handle.render()
}

/// Folds the samples of the histograms now and then, or they would pile up while nobody asks.
pub async fn keep_up(handle: PrometheusHandle) {
    let mut every = tokio::time::interval(Duration::from_secs(5));
    loop {
        every.tick().await;
        handle.run_upkeep();
    }
}

/// A client may send any word as method: a label of its own for each would never be forgotten.
fn known(method: &str) -> &'static str {
    ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"]
        .into_iter()
        .find(|known| *known == method)
        .unwrap_or("other")
}

fn describe() {
    metrics::describe_counter!(REQUESTS, "Requests answered, by method, route and status");
    metrics::describe_histogram!(DURATION, metrics::Unit::Seconds, "How long requests took until their answer began");
    metrics::describe_gauge!(CONNECTIONS, "Connections held to the database");
    metrics::describe_gauge!(IDLE_CONNECTIONS, "Connections to the database that no request uses");
}
