//! `/evidence/{id}`: a file of evidence, sent as it is read, to those who may have it.

use app::{api::error::ApiError, error::PageError};
use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    response::{IntoResponse as _, Response},
};
use followup::{
    account::Account,
    audit::AuditKind,
    evidence::EvidenceId,
    identity::{Audience, Role},
    person::Reader,
    scope::Scope,
    store::{
        audit::{self, Done},
        error::StoreError,
        evidence::{self, Content, FileOnRecord},
    },
};
use futures_util::TryStreamExt as _;

use crate::{compression::NoCompression, denial::note_denial, rendering, state::AppState};

/// `GET /evidence/{id}`.
pub async fn download(State(state): State<AppState>, Path(id): Path<String>, request: Request) -> Response {
    let account = request.extensions().get::<Account>().cloned();
    let reader = account.map_or(Reader::Anyone, |account| Reader::SignedIn(account.person()));
    match file(&state, &reader, &id, request.method()).await {
        Ok(response) => response,
        Err(NotGiven { error, refused }) => {
            if refused {
                note_denial(&request);
            }
            rendering::problem(&state, request, error).await
        }
    }
}

/// Why a file is not given out.
struct NotGiven {
    error: PageError,
    /// Whether it is there, and not for this reader.
    refused: bool,
}

impl<Error: Into<PageError>> From<Error> for NotGiven {
    fn from(error: Error) -> Self {
        Self { error: error.into(), refused: false }
    }
}

async fn file(state: &AppState, reader: &Reader, given: &str, method: &Method) -> Result<Response, NotGiven> {
    let unknown = || PageError::not_found("This evidence", "/recommendations", "Search all recommendations");
    let id: EvidenceId = given.parse().map_err(|_| unknown())?;
    let found = evidence::file(&state.database, reader, id).await?.ok_or_else(unknown)?;
    // To a reader who is limited to other forces it is no more there than one that does not exist.
    if !Scope::of(reader, state.access.public).covers(&found.force) {
        return Err(NotGiven { error: unknown(), refused: true });
    }
    let (name, sha256) = match &found.content {
        Content::There { name, sha256 } => (name.clone(), sha256.clone()),
        Content::Erased => return Err(erased(&found).into()),
        Content::Restricted => return Err(NotGiven { error: restricted(reader, unknown()), refused: true }),
    };
    let reading = state.files.read(id, sha256).await.map_err(|error| {
        tracing::error!(%error, "a file of evidence could not be read");
        ApiError::Unavailable
    })?;
    let Some(reading) = reading.filter(|reading| reading.bytes() == found.facts.bytes) else {
        tracing::error!(%id, "a file of evidence is on record, but is not there as it was recorded");
        return Err(ApiError::Internal.into());
    };
    if found.audience != Audience::Everyone && *method != Method::HEAD {
        note_reading(state, reader, id).await?;
    }
    let headers: [(HeaderName, HeaderValue); 5] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(found.facts.kind.media_type())),
        (header::CONTENT_LENGTH, reading.bytes().into()),
        (header::CONTENT_DISPOSITION, header_of(&name.content_disposition())),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    let pieces = reading.into_stream().inspect_err(|error| tracing::error!(%error, "a download was broken off"));
    let mut response = (headers, Body::from_stream(pieces)).into_response();
    response.extensions_mut().insert(NoCompression);
    Ok(response)
}

/// The value was made of visible ASCII; were it not, the browser would ask for a name.
fn header_of(value: &str) -> HeaderValue {
    HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static("attachment"))
}

fn erased(found: &FileOnRecord) -> PageError {
    let page = format!("/recommendations/{}", found.reference);
    PageError::not_found(
        "This evidence was erased, so it",
        page,
        format!("Its line in the history of {}", found.reference),
    )
}

/// To another force's officer it is not there. Others are told why they cannot have it.
fn restricted(reader: &Reader, unknown: PageError) -> PageError {
    match reader.person().map(|person| person.role) {
        None => ApiError::SignInFirst.into(),
        Some(Role::ForceLiaisonOfficer) => unknown,
        Some(role) => {
            let role = role.label().to_lowercase();
            PageError::forbidden(format!("A person signed in as {role} cannot read this evidence"))
        }
    }
}

/// Before the first byte: what cannot be noted is not given out.
async fn note_reading(state: &AppState, reader: &Reader, id: EvidenceId) -> Result<(), StoreError> {
    let subject = format!("/evidence/{id}");
    let (kind, by) = (AuditKind::RestrictedTextRead, reader.person());
    let done = Done { kind, by, subject: Some(&subject), account: None, changes: &[] };
    let mut db = state.database.pool().acquire().await?;
    audit::write(&mut db, &done, (state.clock)()).await
}
