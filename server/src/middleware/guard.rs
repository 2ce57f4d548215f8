//! Whatever happens to a request, its person gets a page: after a panic, and when it takes too long.

use std::panic::AssertUnwindSafe;

use app::api::error::ApiError;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt as _;

use crate::{
    deadline::Deadline,
    rendering::{self, without_body},
    state::AppState,
};

/// Runs the request; a panic becomes the page of a fault (it is logged where it happens), a delay that of an outage.
pub async fn guard(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let deadline = Deadline::default();
    request.extensions_mut().insert(deadline.clone());
    let asked = without_body(&request);
    tokio::select! {
        answered = AssertUnwindSafe(next.run(request)).catch_unwind() => match answered {
            Ok(response) => response,
            Err(_panic) => rendering::problem(&state, asked, ApiError::Internal.into()).await,
        },
        time = deadline.passed() => {
            tracing::error!("gave up on a request after {time:?}");
            rendering::problem(&state, asked, ApiError::Unavailable.into()).await
        }
    }
}
