//! One log line and one measurement for each answered request.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use tracing::Instrument as _;

use super::RequestId;
use crate::metrics;

/// Everything logged while a request is answered carries its id and path. The query string stays out: it holds what people
/// search for.
pub async fn log(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map(|RequestId(id)| id.clone()).unwrap_or_default();
    let method = request.method().clone();
    let path = without_secrets(request.uri().path()).to_owned();
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id, %method, path);
    async move {
        let start = Instant::now();
        let response = next.run(request).await;
        let took = start.elapsed();
        let status = response.status().as_u16();
        metrics::answered(method.as_str(), &route, status, took);
        let ms = (took.as_secs_f64() * 100_000.0).round() / 100.0;
        if asked_by_machines(&path) {
            tracing::debug!(status, ms, "answered");
        } else {
            tracing::info!(status, ms, "answered");
        }
        response
    }
    .instrument(span)
    .await
}

/// A path as it may be written down: whoever reads the log must not find a one-time link there before its person uses it.
fn without_secrets(path: &str) -> &str {
    if path.starts_with("/password/") { "/password/…" } else { path }
}

/// A line every few seconds from each prober would bury the rest.
fn asked_by_machines(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz" | "/metrics")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_of_a_one_time_link_is_not_logged() {
        assert_eq!(without_secrets("/password/0a1b2c"), "/password/…");
        assert_eq!(without_secrets("/account/password"), "/account/password");
    }
}
