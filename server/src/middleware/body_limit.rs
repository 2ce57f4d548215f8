//! How large the body of a request may be. Uploads limit themselves, so that what is too large is said in words.

use app::api::error::ApiError;
use axum::{
    body::Body,
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http_body_util::Limited;

use crate::{api, uploads};

/// In bytes; forms without files are far smaller.
const LARGEST: usize = 1024 * 1024;

/// Refuses a larger body, by its announced length or once that much of it has come.
pub async fn body_limit(request: Request, next: Next) -> Response {
    if uploads::is_upload(&request) {
        return next.run(request).await;
    }
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: u64| length > LARGEST as u64) {
        if api::is_api(&request) {
            return api::problem(&ApiError::TooLarge);
        }
        return (StatusCode::PAYLOAD_TOO_LARGE, "The request is too large.\n").into_response();
    }
    next.run(request.map(|body| Body::new(Limited::new(body, LARGEST)))).await
}
