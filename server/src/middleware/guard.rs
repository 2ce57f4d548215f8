//! Whatever happens to a request, its person gets a page: after a panic, and when it takes too long.

use std::{panic::AssertUnwindSafe, time::Duration};

use app::error::PageError;
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt as _;
use tokio::time::timeout;

use crate::{rendering, state::AppState, uploads};

/// The longest a request may take until its answer begins.
const TIME_TO_ANSWER: Duration = Duration::from_secs(30);

/// Runs the request; a panic becomes the page of a fault (it is logged where it happens), a delay that of an outage.
pub async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let asked = without_body(&request);
    let time = if uploads::is_upload(&request) { uploads::LONGEST } else { TIME_TO_ANSWER };
    match timeout(time, AssertUnwindSafe(next.run(request)).catch_unwind()).await {
        Ok(Ok(response)) => response,
        Ok(Err(_panic)) => rendering::problem(&state, asked, PageError::Internal).await,
        Err(_) => {
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
