//! One address for each recommendation: `/recommendations/kent-2026-03` leads to the spelling on record.

use app::request::DenialFlag;
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

use crate::{matched_route::MatchedRoute, state::AppState};

/// Sends a reader on where nothing was found and the reference is on record in another case, of a force that they may read about.
pub async fn recorded_spelling(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let route = if reads { MatchedRoute::for_request(&mut request).await } else { None };
    let given = route.and_then(|route| route.parameter("reference")?.parse::<Reference>().ok());
    let Some(given) = given else { return next.run(request).await };
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
        Ok(Some((recorded, force))) if recorded != given && scope.covers(&force) => {
            // Another spelling is no attempt to read what is not theirs.
            if let Some(denied) = denied {
                denied.clear();
            }
            Redirect::permanent(&respelled(&uri, &given, &recorded)).into_response()
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

/// The same address with the reference as it is on record. References have no character that is escaped.
fn respelled(uri: &Uri, given: &Reference, recorded: &Reference) -> String {
    let path = uri.path().replacen(&format!("/{given}"), &format!("/{recorded}"), 1);
    uri.query().map_or_else(|| path.clone(), |query| format!("{path}?{query}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_reference_of_an_address_is_respelled() {
        let (given, recorded) = ("kent-1".parse().unwrap(), "KENT-1".parse().unwrap());
        for (address, expected) in [
            ("/recommendations/kent-1", "/recommendations/KENT-1"),
            ("/recommendations/kent-1/update?as=kent-1", "/recommendations/KENT-1/update?as=kent-1"),
        ] {
            assert_eq!(respelled(&address.parse().unwrap(), &given, &recorded), expected);
        }
    }
}
