//! What every entry of the audit says of the request that it is written for: where it comes from, and its name.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use followup::store::audit::{RequestTrace, with_request_trace};

use super::RequestId;
use crate::{client_address::client, state::AppState};

/// Runs the request with its address and name at hand.
pub async fn audited(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let client = client(request.headers(), request.extensions(), state.sessions.behind_proxy);
    let request_id = request.extensions().get::<RequestId>().map(|RequestId(id)| id.clone());
    with_request_trace(RequestTrace { address: client.address, request_id }, next.run(request)).await
}
