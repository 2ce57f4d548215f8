//! Parsers of the server, for the fuzzer alone: the rule of paths, and the reading of a form with a file.

use axum::{
    body::Body,
    extract::Request,
    http::{Method, header},
};
use bytes::Bytes;
use followup::files::Files;
use futures_util::stream;

use crate::{forms, middleware};

/// What stands between the fields of a form that the fuzzer sends.
pub const BOUNDARY: &str = "fuzz";

/// Judges a path. What passes is its own normal form.
///
/// # Panics
/// Where a path passes that a parser of addresses would change.
pub fn check_path(path: &str) {
    if middleware::is_normal_path(path) {
        let parsed = url::Url::parse(&format!("http://127.0.0.1{path}"));
        assert_eq!(parsed.as_ref().map(url::Url::path), Ok(path));
    }
}

/// Reads a form with a file, which comes in these pieces, and keeps nothing of it.
pub async fn read_upload(files: &Files, pieces: Vec<Bytes>) {
    let body = stream::iter(pieces.into_iter().map(Ok::<_, std::convert::Infallible>));
    let mut request = Request::new(Body::from_stream(body));
    *request.method_mut() = Method::POST;
    if let Ok(kind) = format!("multipart/form-data; boundary={BOUNDARY}").parse() {
        request.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    forms::read_and_discard(files, request).await;
}
