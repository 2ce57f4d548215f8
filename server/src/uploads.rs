//! What sets uploads apart from other requests: they may be large and slow, and may break off.

use std::time::Duration;

use app::form_route::EVIDENCE;
use axum::{
    extract::{MatchedPath, Request},
    http::{Method, header},
    response::Response,
};
use chrono::TimeDelta;
use followup::service::verify::sweep_unrecorded;

use crate::state::AppState;

/// The longest an upload may take in all, and the longest that nothing may come of it.
pub const LONGEST: Duration = Duration::from_mins(20);
pub const LONGEST_SILENCE: Duration = Duration::from_secs(30);

/// What came in longer ago than this is no longer on its way.
const LEFT_BEHIND: TimeDelta = TimeDelta::days(1);

/// Whether a request sends a file.
pub fn is_upload(request: &Request) -> bool {
    let route = request.extensions().get::<MatchedPath>();
    *request.method() == Method::POST && route.is_some_and(|route| route.as_str() == EVIDENCE.route)
}

/// Whether an answer says itself that nobody may keep it.
pub fn forbids_keeping(response: &Response) -> bool {
    let said = response.headers().get(header::CACHE_CONTROL).and_then(|value| value.to_str().ok());
    said.is_some_and(|said| said.contains("no-store"))
}

/// Removes what broken-off uploads left behind, and files that no event names, at the start and then daily, for as long as the process
/// lives.
pub async fn sweep(state: AppState) {
    let mut daily = tokio::time::interval(Duration::from_hours(24));
    loop {
        daily.tick().await;
        match state.files.sweep((state.clock)() - LEFT_BEHIND).await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "what broken-off uploads had left was removed"),
            Err(error) => tracing::warn!(%error, "what broken-off uploads left could not be removed"),
        }
        match sweep_unrecorded(&state.database, &state.files, (state.clock)()).await {
            Ok(removed) => {
                for id in removed {
                    tracing::warn!(%id, "a file of evidence that no event names was removed");
                }
            }
            Err(error) => tracing::warn!(%error, "files that no event names could not be looked for"),
        }
    }
}
