//! What a page may ask of the request: the database, the query string, the path, the time.

use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use followup::{person::Reader, store::database::Database};
use leptos::prelude::use_context;

use crate::error::PageError;

mod query_params;

pub use query_params::QueryParams;

/// The moment the request came in: one page never straddles midnight.
#[derive(Clone, Copy, Debug)]
pub struct Now(pub DateTime<Utc>);

/// The database this request may read.
pub fn database() -> Result<Database, PageError> {
    use_context().ok_or_else(|| not_provided("the database"))
}

/// Who reads: the signed-in person, or anybody.
#[must_use]
pub fn reader() -> Reader {
    use_context().unwrap_or_default()
}

/// The moment the request came in.
pub fn now() -> Result<DateTime<Utc>, PageError> {
    use_context().map(|Now(now)| now).ok_or_else(|| not_provided("the time"))
}

/// The query string, in order, with nothing lost.
#[must_use]
pub fn query() -> QueryParams {
    use_context::<Parts>().and_then(|parts| parts.uri.query().map(QueryParams::parse)).unwrap_or_default()
}

/// The path, as it stands in the address.
#[must_use]
pub fn path() -> String {
    use_context::<Parts>().map_or_else(|| "/".to_owned(), |parts| parts.uri.path().to_owned())
}

fn not_provided(what: &str) -> PageError {
    tracing::error!("{what} was not provided to the page");
    PageError::Internal
}
