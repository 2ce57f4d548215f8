//! One address for each date: `as_at=5 March 2026`, as a form sends it, leads to `as_at=2026-03-05`.

use app::request::with_plain_dates;
use axum::{
    extract::Request,
    http::Method,
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};

use crate::api;

/// Sends a reader on to the same address with its dates as files have them.
pub async fn typed_dates(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match request.uri().query().and_then(with_plain_dates) {
        // The API has no redirects.
        Some(query) if reads && !api::is_api(&request) => {
            Redirect::to(&format!("{}?{query}", request.uri().path())).into_response()
        }
        _ => next.run(request).await,
    }
}
