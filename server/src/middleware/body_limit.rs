//! How large the body of a request may be. Uploads limit themselves, so that what is too large is said in words.

use app::api::error::ApiError;
use axum::{
    body::Body,
    extract::Request,
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::{api, uploads};

/// In bytes; forms without files are far smaller.
const LARGEST: usize = 1024 * 1024;

/// Refuses a larger body, by its announced length or once that much of it has come, and one that cannot be read to its end. Forms and
/// functions find theirs whole, so that none of them has to say what is wrong with it.
pub async fn body_limit(request: Request, next: Next) -> Response {
    if uploads::is_upload(&request) {
        return next.run(request).await;
    }
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: u64| length > LARGEST as u64) {
        return too_large(&request);
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request.map(|body| Body::new(Limited::new(body, LARGEST)))).await;
    }
    let (parts, body) = request.into_parts();
    let whole = Limited::new(body, LARGEST).collect().await;
    let request = Request::from_parts(parts, Body::empty());
    match whole {
        Ok(body) => next.run(request.map(|_| Body::from(body.to_bytes()))).await,
        Err(error) if error.is::<LengthLimitError>() => too_large(&request),
        Err(error) => {
            tracing::debug!(%error, "the body of a request could not be read");
            unreadable(&request)
        }
    }
}

fn too_large(request: &Request) -> Response {
    if api::is_api(request) {
        return api::problem(&ApiError::TooLarge);
    }
    (StatusCode::PAYLOAD_TOO_LARGE, "The request is too large.\n").into_response()
}

/// It broke off, or its pieces are not what HTTP says they are.
fn unreadable(request: &Request) -> Response {
    if api::is_api(request) {
        return api::problem(&ApiError::bad_argument("body", "", "sent whole, as HTTP/1.1 describes it"));
    }
    (StatusCode::BAD_REQUEST, "The request could not be read to its end.\n").into_response()
}
