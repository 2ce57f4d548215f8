//! One address for each recommendation: `/recommendations/kent-2026-3` leads to the spelling on record. The API has no redirects: it
//! answers for a reference in any spelling.

use app::request::{DenialFlag, QueryParams};
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, Uri},
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use followup::{
    account::Account,
    force::ForceSlug,
    person::Reader,
    reference::Reference,
    scope::Scope,
    store::{error::StoreError, recommendation},
};
use percent_encoding::percent_decode_str;

use crate::{api::is_api, matched_route::MatchedRoute, state::AppState};

/// Sends a reader on where nothing was found and the reference is on record in another case, of a force that they may read about.
pub async fn recorded_spelling(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads && is_api(&request) {
        return next.run(with_recorded_references(&state, request).await).await;
    }
    let route = if reads { MatchedRoute::for_request(&mut request).await } else { None };
    let typed = route.and_then(|route| Some(route.parameter("reference")?.to_owned()));
    let given = typed.and_then(|typed| Some((typed.parse::<Reference>().ok()?, typed)));
    let Some((given, typed)) = given else { return next.run(request).await };
    let account = request.extensions().get::<Account>();
    let reader = account.map_or(Reader::Anyone, |account| Reader::SignedIn(account.person()));
    let scope = Scope::of(&reader, state.access.public);
    let denied = request.extensions().get::<DenialFlag>().cloned();
    let uri = request.uri().clone();
    let response = next.run(request).await;
    if response.status() != StatusCode::NOT_FOUND {
        return response;
    }
    match on_record(&state, &given).await {
        Ok(Some((recorded, force))) if recorded.as_str() != typed && scope.covers(&force) => {
            // Another spelling is no attempt to read what is not theirs.
            if let Some(denied) = denied {
                denied.clear();
            }
            Redirect::permanent(&respelled(&uri, &typed, &recorded)).into_response()
        }
        Ok(_) => response,
        Err(error) => {
            tracing::error!(%error, "the spelling of a reference could not be looked up");
            response
        }
    }
}

async fn on_record(state: &AppState, given: &Reference) -> Result<Option<(Reference, ForceSlug)>, StoreError> {
    let mut db = state.database.reading().await?;
    recommendation::recorded_spelling(&mut db, given).await
}

/// The arguments of a function that are references.
const ARGUMENTS: [&str; 2] = ["reference", "item"];

/// The same request with each reference as it is on record. Whether the reader may read about it is asked by the function.
async fn with_recorded_references(state: &AppState, mut request: Request) -> Request {
    let query = QueryParams::parse(request.uri().query().unwrap_or_default());
    let mut recorded = Vec::new();
    for (name, typed) in query.iter().filter(|(name, _)| ARGUMENTS.contains(name)) {
        let Ok(given) = typed.parse::<Reference>() else { continue };
        match on_record(state, &given).await {
            Ok(Some((on_record, _))) if on_record.as_str() != typed => {
                recorded.push((name.to_owned(), typed.to_owned(), on_record.to_string()));
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "the spelling of a reference could not be looked up"),
        }
    }
    if recorded.is_empty() {
        return request;
    }
    let query = query.with_values(|name, value| {
        let found = recorded.iter().find(|(argument, typed, _)| argument == name && typed == value);
        found.map_or_else(|| value.to_owned(), |(.., recorded)| recorded.clone())
    });
    if let Ok(uri) = query.href(request.uri().path()).parse() {
        *request.uri_mut() = uri;
    }
    request
}

/// The same address with the reference as it is on record, which has no character that is escaped.
fn respelled(uri: &Uri, typed: &str, recorded: &Reference) -> String {
    let is_typed = |segment: &str| percent_decode_str(segment).decode_utf8().is_ok_and(|decoded| decoded == typed);
    let mut is_first = true;
    let segments = uri.path().split('/').map(|segment| {
        if is_first && is_typed(segment) {
            is_first = false;
            recorded.as_str()
        } else {
            segment
        }
    });
    let path = segments.collect::<Vec<_>>().join("/");
    uri.query().map_or_else(|| path.clone(), |query| format!("{path}?{query}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_reference_of_an_address_is_respelled() {
        let recorded = "KENT-2019-1".parse().unwrap();
        for (address, typed, expected) in [
            ("/recommendations/kent-2019-1", "kent-2019-1", "/recommendations/KENT-2019-1"),
            (
                "/recommendations/kent-2019-1/update?as=kent-2019-1",
                "kent-2019-1",
                "/recommendations/KENT-2019-1/update?as=kent-2019-1",
            ),
            ("/recommendations/KENT%E2%80%932019%20%E2%80%931", "KENT–2019 –1", "/recommendations/KENT-2019-1"),
        ] {
            assert_eq!(respelled(&address.parse().unwrap(), typed, &recorded), expected);
        }
    }
}
