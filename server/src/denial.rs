//! Noting that a request was denied, for the audit.

use app::request::DenialFlag;
use axum::extract::Request;

/// Notes that the sender of this request tried something that they may not do. For responses whose status does not say so.
pub fn note_denial(request: &Request) {
    if let Some(flag) = request.extensions().get::<DenialFlag>() {
        flag.set();
    }
}
