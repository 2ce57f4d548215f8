//! What a browser may do with our answers, and the nonce that tells our own script from any other.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header, header::InvalidHeaderValue},
    middleware::Next,
    response::Response,
};
use leptos::nonce::Nonce;

use crate::state::AppState;

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

const NO_DEVICES: HeaderValue =
    HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()");
const TWO_YEARS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Makes the request's nonce, and puts the headers on its answer.
pub async fn security_headers(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    // A public address is always one of https, whether the proxy in front says so or not.
    let https = state.sessions.public_url.is_some() || is_https(request.headers());
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    put(response.headers_mut(), &nonce, https);
    response
}

/// Whether the last proxy says that it was asked over https.
fn is_https(request: &HeaderMap) -> bool {
    let scheme = request
        .get_all(FORWARDED_PROTO)
        .iter()
        .next_back()
        .and_then(|schemes| schemes.to_str().ok()?.rsplit(',').next());
    scheme.is_some_and(|scheme| scheme.trim().eq_ignore_ascii_case("https"))
}

fn put(headers: &mut HeaderMap, nonce: &Nonce, https: bool) {
    // A page with an island has said already what it may do besides.
    if let Ok(policy) = content_security_policy(nonce, Wasm::Refused) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(PERMISSIONS_POLICY, NO_DEVICES);
    // Said over plain http it would lock people out of a server that has no https at all.
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, TWO_YEARS);
    }
    // Pages are asked for anew each time: what they show may have changed, and depends on who asks.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
}

/// Whether a page may run WASM, and the script of ours that loads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wasm {
    /// It holds an island.
    Allowed,
    /// It holds none.
    Refused,
}

/// Everything from here, nothing inline but script with this nonce.
pub fn content_security_policy(nonce: &Nonce, wasm: Wasm) -> Result<HeaderValue, InvalidHeaderValue> {
    let wasm = match wasm {
        Wasm::Allowed => " 'self' 'wasm-unsafe-eval'",
        Wasm::Refused => "",
    };
    let mut connect = "'self'".to_owned();
    // `make dev` tells the browser to reload from a port of its own.
    if std::env::var_os("LEPTOS_WATCH").is_some() {
        connect.push_str(" ws:");
    }
    HeaderValue::from_str(&format!(
        "default-src 'none'; script-src 'nonce-{nonce}'{wasm}; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src {connect}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ))
}
