//! Forms count only where they come from our own pages.

use app::api::error::ApiError;
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::Response,
};

use followup::{
    audit::AuditKind,
    store::audit::{self, CountedRefusal},
};

use crate::{public_url::PublicUrl, rendering, state::AppState};

/// Refuses a request that changes something unless its origin is ours. Browsers send the origin with every form; what has
/// none was not sent by one, or hides where it is from.
pub async fn origin(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_ours(request.headers(), state.sessions.public_url.as_ref()) {
        tracing::warn!("a form from elsewhere was refused");
        let route = request.extensions().get::<MatchedPath>().cloned();
        note(&state, route.as_ref().map(MatchedPath::as_str)).await;
        return rendering::problem(&state, request, ApiError::ForeignForm.into()).await;
    }
    next.run(request).await
}

/// Counts the refusal in the audit. Anybody can send such forms, so they are one entry for each client and window of time, under the
/// pattern of the first one's address: what stands in an address may be a secret.
async fn note(state: &AppState, route: Option<&str>) {
    let refused = CountedRefusal { kind: AuditKind::ForeignFormRefused, account: None, subject: route };
    if let Err(error) = audit::note_count(&state.database, &refused, (state.clock)()).await {
        tracing::error!(%error, "a refusal was not written down");
    }
}

fn is_ours(headers: &HeaderMap, public_url: Option<&PublicUrl>) -> bool {
    let Some(origin) = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok()) else { return false };
    match public_url {
        Some(ours) => ours.origin() == origin,
        // On this machine: the browser's own word for the host it asked.
        None => headers
            .get(header::HOST)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|host| origin == format!("http://{host}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn on_this_machine_a_form_comes_from_the_host_that_was_asked() {
        assert!(is_ours(&headers(&[("host", "127.0.0.1:3000"), ("origin", "http://127.0.0.1:3000")]), None));
        for origin in ["http://127.0.0.1:3001", "https://elsewhere.example", "null", ""] {
            assert!(!is_ours(&headers(&[("host", "127.0.0.1:3000"), ("origin", origin)]), None), "{origin}");
        }
        assert!(!is_ours(&headers(&[("host", "127.0.0.1:3000")]), None), "no origin at all");
    }

    #[test]
    fn behind_a_public_address_a_form_comes_from_there() {
        for ours in ["https://ncpi.example/", "https://NCPI.Example", "https://ncpi.example:443"] {
            let ours = ours.parse().unwrap();
            assert!(is_ours(&headers(&[("origin", "https://ncpi.example")]), Some(&ours)), "{ours}");
        }
        let ours = "https://ncpi.example".parse().unwrap();
        assert!(!is_ours(&headers(&[("origin", "http://ncpi.example")]), Some(&ours)));
        assert!(!is_ours(&headers(&[("host", "ncpi.example"), ("origin", "https://evil.example")]), Some(&ours)));
    }
}
