//! Who asks: found out once for each request, before anything is read.

use app::{api::error::ApiError, error::PageError, request::NotIdentified};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use followup::store::error::StoreError;
use tower_sessions::Session;

use crate::{
    deadline::Deadline,
    forms::{self, Unreachable},
    rendering,
    route_access::RouteAccess,
    session,
    state::AppState,
    uploads,
};

/// Puts the account into the request's extensions. Where pages are not public, everyone else is asked to sign in.
pub async fn reader(State(state): State<AppState>, session: Session, mut request: Request, next: Next) -> Response {
    let access = RouteAccess::for_request(&request);
    if access == RouteAccess::WithoutSession {
        return next.run(request).await;
    }
    if state.clock_check.refuses(&request) {
        if forms::keeps_its_text(&request) {
            request.extensions_mut().insert(Unreachable(ApiError::Unavailable));
            return next.run(request).await;
        }
        return rendering::problem(&state, request, ApiError::Unavailable.into()).await;
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let account = match session::account(&state, &session, (state.clock)()).await {
        Ok(account) => account,
        // Nobody can be told apart without the database. A form of follow-up work goes on nevertheless, to be shown once more
        // with what was typed: it writes nothing.
        Err(error) if forms::keeps_its_text(&request) => {
            request.extensions_mut().insert(Unreachable(ApiError::from(error)));
            return next.run(request).await;
        }
        // What everyone may read is read from the replica meanwhile.
        Err(error) if access == RouteAccess::Readers && reads_from_replica(&state, reads, &error).await => {
            request.extensions_mut().insert(NotIdentified);
            None
        }
        Err(error) => return rendering::problem(&state, request, PageError::from(error)).await,
    };
    let signed_in = account.is_some();
    // Such a form finds nobody who could have sent it, and is shown once more too.
    let is_shown_again = forms::keeps_its_text(&request);
    if !signed_in && !state.access.public && access == RouteAccess::Readers && !is_shown_again {
        return to_sign_in(request.method(), request.uri());
    }
    if let Some((account, ends)) = account {
        // Only people who signed in get the time of an upload.
        if uploads::is_upload(&request)
            && let Some(deadline) = request.extensions().get::<Deadline>()
        {
            deadline.extend();
        }
        request.extensions_mut().insert(account);
        request.extensions_mut().insert(ends);
    }
    let mut response = next.run(request).await;
    if signed_in && !uploads::forbids_keeping(&response) {
        // Nothing of it may stay in the browser for whoever comes after.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Whether the primary is away, and what is asked for can be read from the replica by everyone.
async fn reads_from_replica(state: &AppState, reads: bool, error: &StoreError) -> bool {
    if !reads || !state.access.public || !error.is_outage() {
        return false;
    }
    // The first to notice is not to wait for the next look.
    if state.database.read_only_as_of().is_none() {
        state.database.watch().await;
    }
    state.database.read_only_as_of().is_some()
}

/// To the sign-in page, and from there back to what was asked for. A form that was sent is not sent again.
fn to_sign_in(method: &Method, uri: &Uri) -> Response {
    let reads = matches!(*method, Method::GET | Method::HEAD);
    let back = uri.path_and_query().map(ToString::to_string).filter(|_| reads && uri.path() != "/");
    let query = back.map(|back| {
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("next", &back).finish();
        format!("?{query}")
    });
    Redirect::to(&format!("/sign-in{}", query.unwrap_or_default())).into_response()
}
