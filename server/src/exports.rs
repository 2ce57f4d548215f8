//! Files of what pages show, by the same query string: spreadsheets can read them, and none holds the whole in memory.

use app::error::PageError;
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};

pub mod forces;
pub mod recommendations;

/// Why a file cannot be had. Whoever asks for a file gets plain text, not a page.
#[derive(Debug)]
pub struct NoFile(PageError);

impl<Error: Into<PageError>> From<Error> for NoFile {
    fn from(error: Error) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for NoFile {
    fn into_response(self) -> Response {
        let mut response = (self.0.status(), format!("{}\n", self.0)).into_response();
        if self.0 == PageError::Unavailable {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
        }
        response
    }
}

/// A file of comma-separated columns to be saved under this name.
pub fn csv_file(name: &str, body: Body) -> impl IntoResponse + use<> {
    let headers: [(HeaderName, String); 2] = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, body)
}
