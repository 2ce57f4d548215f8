//! Whatever happens to a request, its person gets a page: after a panic, and when it takes too long.

use std::panic::AssertUnwindSafe;

use app::error::PageError;
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt as _;

use crate::{deadline::Deadline, rendering, state::AppState};

/// Runs the request; a panic becomes the page of a fault (it is logged where it happens), a delay that of an outage.
pub async fn guard(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let deadline = Deadline::default();
    request.extensions_mut().insert(deadline.clone());
    let asked = without_body(&request);
    tokio::select! {
        answered = AssertUnwindSafe(next.run(request)).catch_unwind() => match answered {
            Ok(response) => response,
            Err(_panic) => rendering::problem(&state, asked, PageError::Internal).await,
        },
        time = deadline.passed() => {
            tracing::error!("gave up on a request after {time:?}");
            rendering::problem(&state, asked, PageError::Unavailable).await
        }
    }
}

/// The same request once more, for the page that explains: the first one is gone with its handler.
fn without_body(request: &Request) -> Request {
    let mut copy = Request::new(Body::empty());
    *copy.uri_mut() = request.uri().clone();
    *copy.extensions_mut() = request.extensions().clone();
    copy
}
