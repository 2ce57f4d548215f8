//! What machines ask: does the process live, can it answer, how is it doing.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use followup::store::database::Readiness;

use crate::{metrics, state::AppState};

/// `/healthz`: the process lives. Asks nothing of the database: restarting us would not bring that back.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// `/readyz`: 200 when requests can be answered, else 503 with the reason in words.
pub async fn readyz(State(state): State<AppState>) -> impl IntoResponse {
    if let Some(seconds) = state.clock_check.too_far_apart() {
        let (seconds, way) = (seconds.abs(), if seconds > 0 { "ahead of" } else { "behind" });
        let reason = format!(
            "not ready: this machine's clock is {seconds} seconds {way} the database's; set the wrong one right\n"
        );
        return (StatusCode::SERVICE_UNAVAILABLE, reason);
    }
    match state.database.ready().await {
        Ok(Readiness::Ready) => (StatusCode::OK, "ready\n".to_owned()),
        Ok(Readiness::ReadOnly) if state.access.public => {
            (StatusCode::OK, "ready for reading only: the primary is away\n".to_owned())
        }
        Ok(Readiness::ReadOnly) => {
            (StatusCode::SERVICE_UNAVAILABLE, "not ready: the primary is away, and nobody can sign in\n".to_owned())
        }
        Ok(Readiness::NotMigrated(reason)) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {reason}\n")),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready: the database does not answer\n".to_owned())
        }
    }
}

/// `/metrics`, in Prometheus's text format.
pub async fn metrics(State(state): State<AppState>) -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        metrics::render(&state.metrics, &state.database),
    )
}
