//! Which responses may be compressed.

use axum::http::{Extensions, HeaderMap, StatusCode, Version};

/// Marks a response that must be sent uncompressed, so that its `Content-Length` is known.
#[derive(Clone, Copy)]
pub struct NoCompression;

/// Whether a response may be compressed.
pub fn may_be_compressed(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<NoCompression>().is_none()
}
