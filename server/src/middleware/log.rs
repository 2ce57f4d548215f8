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
    let method = loggable(request.method().as_str(), LONGEST_METHOD);
    let path = loggable(without_secrets(request.uri().path()), LONGEST_PATH);
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id, method, path);
    async move {
        let start = Instant::now();
        let response = next.run(request).await;
        let took = start.elapsed();
        let status = response.status().as_u16();
        metrics::answered(&method, &route, status, took);
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

/// The most characters of a method and of a path that a log line holds.
const LONGEST_METHOD: usize = 20;
const LONGEST_PATH: usize = 300;

/// What a client sent, cut and escaped: a log line stays one line, and short.
fn loggable(text: &str, most: usize) -> String {
    let escaped = text.chars().take(most).flat_map(char::escape_default).collect::<String>();
    if text.chars().nth(most).is_some() { escaped + "…" } else { escaped }
}

/// A path as it may be written down: whoever reads the log must not find a one-time link there before its person uses it. The
/// path is decoded first, because the secret is as readable in another spelling.
fn without_secrets(path: &str) -> &str {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().to_lowercase();
    if decoded.contains("password/") { "/password/…" } else { path }
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
        for path in ["/password/0a1b2c", "/password//0a1b2c", "/%70assword/0a1b2c", "/x/../Password/0a1b2c"] {
            assert_eq!(without_secrets(path), "/password/…", "{path}");
        }
        assert_eq!(without_secrets("/account/password"), "/account/password");
    }

    #[test]
    fn what_a_client_sent_is_cut_and_escaped() {
        assert_eq!(loggable("/forces/kent", 300), "/forces/kent");
        assert_eq!(loggable("/a\u{1b}[31m\nb", 300), r"/a\u{1b}[31m\nb");
        assert_eq!(loggable("GETGETGET", 3), "GET…");
    }
}
