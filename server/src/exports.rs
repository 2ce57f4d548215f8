//! Files of what pages show, by the same query string: CSV that is sent as it is read, and workbooks, a few at a time.

use app::{error::PageError, request::QueryParams};
use axum::{
    Extension,
    body::Body,
    http::{HeaderName, Method, header},
    response::{IntoResponse, Response},
};

use followup::{
    account::Account,
    audit::AuditKind,
    person::Reader,
    scope::Scope,
    store::audit::{self as trace, Done},
};

use crate::state::AppState;

pub mod audit;
pub mod forces;
pub mod recommendations;
pub mod workbooks;

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
        if let Some(seconds) = self.0.error.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
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

/// Who takes a file, and about which forces they may read.
#[derive(Debug)]
pub struct Taker {
    reader: Reader,
    /// About which forces they may read.
    pub scope: Scope,
    /// Whether they get the file, and not the head of the response alone.
    is_given: bool,
}

impl Taker {
    /// Whoever asks by this method.
    pub fn new(state: &AppState, account: Option<Extension<Account>>, method: &Method) -> Self {
        let reader = account.map_or(Reader::Anyone, |Extension(account)| Reader::SignedIn(account.person()));
        let scope = Scope::of(&reader, state.access.public);
        Self { reader, scope, is_given: *method != Method::HEAD }
    }

    /// Writes down that a signed-in person takes a file, before they get it: a file without a trace does not leave. Whoever asks for the
    /// head of the response alone gets no file.
    ///
    /// What was searched for is not kept. It may hold a name, and an entry can never be erased.
    pub async fn note(
        &self,
        state: &AppState,
        path: &str,
        parameters: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(), PageError> {
        let Some(person) = self.reader.person().filter(|_| self.is_given) else { return Ok(()) };
        let query = parameters.into_iter().fold(QueryParams::default(), |query, (name, value)| {
            let value = if name == "q" { "not-kept".to_owned() } else { value };
            query.and(&name, value)
        });
        let subject = query.href(path);
        Ok(trace::note(&state.database, &Done::by(person, AuditKind::Exported, &subject), (state.clock)()).await?)
    }
}

/// Pairs of an address whose names are ours.
pub fn owned<Value: Into<String>>(
    pairs: impl IntoIterator<Item = (&'static str, Value)>,
) -> impl Iterator<Item = (String, String)> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.into()))
}
