//! Writes down that somebody who is signed in was refused, whatever they asked for.

use app::request::DenialFlag;
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use followup::{
    account::Account,
    audit::AuditKind,
    store::audit::{self, Done},
};

use crate::state::AppState;

/// Notes a request that its person may not make: one that was answered by "forbidden", or of which an answer says that nothing is
/// there because it is not theirs.
pub async fn refusals(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let Some(account) = request.extensions().get::<Account>().cloned() else { return next.run(request).await };
    let flag = DenialFlag::default();
    request.extensions_mut().insert(flag.clone());
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    if response.status() == StatusCode::FORBIDDEN || flag.is_set() {
        let by = account.person();
        let done = Done::by(&by, AuditKind::ActionRefused, &path);
        if let Err(error) = audit::note(&state.database, &done, (state.clock)()).await {
            tracing::error!(%error, "a refusal was not written down");
        }
    }
    response
}
