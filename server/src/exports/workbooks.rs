//! Workbooks: which kind of file is asked for, and the answer that is one.

use std::time::Duration;

use app::{
    charts::Reading,
    error::PageError,
    file_marks::FileMarks,
    point::AskedPoint,
    request::QueryParams,
    workbook::{Format, Imprint, Workbook},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use chrono::{DateTime, Utc};

use crate::{
    base,
    compression::NoCompression,
    state::AppState,
    turns::{Turn, Turns},
};

/// How long a request waits for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// Turns at making workbooks, a few at a time: the rows of each are in memory until it is written.
pub fn turns_for_this_machine() -> Turns {
    Turns::for_this_machine("to write a workbook", PATIENCE)
}

/// The kind of workbook that the end of a path asks for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted(pub Format);

impl<S: Sync> FromRequestParts<S> for Wanted {
    type Rejection = super::NoFile;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let path = parts.uri.path();
        let format = path.rsplit_once('.').and_then(|(_, extension)| Format::of_extension(extension));
        let unknown = || PageError::not_found(format!("A file called ‘{path}’"), "/", "Show the overview");
        Ok(Self(format.ok_or_else(unknown)?))
    }
}

/// The address of the page that a workbook shows the rows of.
pub fn page(path: &str, parameters: Vec<(String, String)>) -> String {
    parameters.into_iter().fold(QueryParams::default(), |query, (name, value)| query.and(&name, value)).href(path)
}

/// How a workbook of what a page shows was made; `page` is the page's address.
pub async fn imprint(
    state: &AppState,
    request: &HeaderMap,
    marks: &FileMarks,
    at: AskedPoint,
    page: String,
    now: DateTime<Utc>,
) -> Result<Imprint, PageError> {
    let reading = Reading::new(at.asked(), now, state.database.holds_synthetic_data().await?);
    Ok(Imprint::new(marks, reading, base::of_request(state.sessions.public_url.as_ref(), request), page, now))
}

/// Writes the file and answers with it, to be saved under this name.
pub async fn answer(turn: Turn, Wanted(format): Wanted, name: &str, workbook: Workbook) -> Result<Response, PageError> {
    let written = turn.run(move || format.write(&workbook)).await??;
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    let mut response = (headers, written).into_response();
    // It is compressed already.
    response.extensions_mut().insert(NoCompression);
    Ok(response)
}
