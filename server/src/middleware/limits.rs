//! Where pages are not public, somebody who is limited to forces is shown nothing about others, whatever the address.
//!
//! Lists and their files limit themselves. Everything that is about one force is judged here by the route that matched and its
//! parameters, and every other route is refused until it is named below: a page that is added later cannot show such a reader
//! too much by oversight.

use app::{error::PageError, request::QueryParams};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use followup::{
    account::Account,
    person::Reader,
    scope::Scope,
    store::{database::Database, recommendation},
};

use crate::{api, denial::note_denial, exports::NoFile, matched_route::MatchedRoute, rendering, state::AppState};

/// Lets a limited reader pass to what is within their forces.
pub async fn limits(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let Some(account) = request.extensions().get::<Account>() else { return next.run(request).await };
    let scope = Scope::of(&Reader::SignedIn(account.person()), state.access.public);
    if scope.only().is_none() {
        return next.run(request).await;
    }
    // What no route matched is answered by the not-found page, which is about no force.
    let Some(route) = MatchedRoute::for_request(&mut request).await else { return next.run(request).await };
    let query = QueryParams::parse(request.uri().query().unwrap_or_default());
    match judge(&state.database, &scope, &route, &query).await {
        Ok(()) => next.run(request).await,
        Err(error) => {
            // What is not theirs is not there to them: only here is it known that they were refused.
            note_denial(&request);
            if is_file(&route.pattern) {
                NoFile::from(error).into_response()
            } else {
                rendering::problem(&state, request, error).await
            }
        }
    }
}

/// Whether what a request names is within the scope.
async fn judge(database: &Database, scope: &Scope, route: &MatchedRoute, query: &QueryParams) -> Result<(), PageError> {
    // Each function judges its own arguments.
    if route.pattern == api::ROUTE {
        return Ok(());
    }
    let mut named = query.all("force").chain(query.all("with_force"));
    if let Some(other) = named.find(|force| !scope.covers_slug(force)) {
        let reason = format!("Your account is limited to some forces, and ‘{other}’ is not among them");
        return Err(PageError::BeyondLimit { reason });
    }
    if let Some(slug) = route.below("/forces/{slug}", "slug") {
        // To such a reader another force, and whatever is below it, is not there: no answer tells one from the other.
        let unknown = || PageError::not_found(format!("A force with the address ‘{slug}’"), "/forces", "All forces");
        return scope.covers_slug(slug).then_some(()).ok_or_else(unknown);
    }
    if let Some(given) = route.below("/recommendations/{reference}", "reference") {
        let unknown = || {
            let what = format!("A recommendation called ‘{given}’");
            PageError::not_found(what, "/recommendations", "Search all recommendations")
        };
        let reference = given.parse().map_err(|_| unknown())?;
        let force = recommendation::whose(database, &reference).await?;
        return force.filter(|force| scope.covers(force)).map(|_| ()).ok_or_else(unknown);
    }
    match route.pattern.as_str() {
        "/charts/{file}" | "/briefing" | "/briefing.pdf" | "/briefing.xlsx" | "/briefing.ods" | "/briefing/items"
            if query.get("force").is_some() =>
        {
            Ok(())
        }
        // Beside it may stand another of their forces, or the same on another day; nothing wider.
        "/progress" if query.get("force").is_some() && stands_beside_forces_only(query) => Ok(()),
        "/"
        | "/forces"
        | "/forces.csv"
        | "/forces.xlsx"
        | "/forces.ods"
        | "/recommendations"
        | "/recommendations.csv"
        | "/recommendations.xlsx"
        | "/recommendations.ods"
        | "/good-practice"
        | "/about-the-data"
        | "/accessibility"
        | "/sign-in"
        | "/sign-out"
        | "/worklist"
        | "/account"
        | "/account/password"
        | "/account/stay-signed-in"
        | "/account/sign-out-everywhere"
        | "/password/{token}"
        // Whose a piece of evidence is, its own handler finds out and judges.
        | "/evidence/{id}" => Ok(()),
        _ => Err(PageError::BeyondLimit {
            reason: "Your account is limited to some forces, and this is about others as well".to_owned(),
        }),
    }
}

/// Whether what a page of progress is asked to compare with is a force or a day, if anything.
fn stands_beside_forces_only(query: &QueryParams) -> bool {
    let second = query.iter().filter(|(name, value)| name.starts_with("with_") && !value.is_empty());
    let (forces, others): (Vec<_>, Vec<_>) =
        second.filter(|(name, _)| *name != "with_as_at").partition(|(name, _)| *name == "with_force");
    others.is_empty()
        || !forces.is_empty() && others.iter().all(|(name, _)| ["with_topic", "with_round_kind"].contains(name))
}

fn is_file(route: &str) -> bool {
    route.starts_with("/charts/")
        || route.rsplit_once('.').is_some_and(|(_, extension)| ["csv", "xlsx", "ods", "pdf"].contains(&extension))
}
