//! Where pages are not public, somebody who is limited to forces is shown nothing about others, whatever the address.
//!
//! Lists and their files limit themselves. Everything that is about one force is judged here by its address, and everything
//! else is refused until it is named below: a page that is added later cannot tell such a reader too much by oversight.

use app::{error::PageError, request::QueryParams};
use axum::{
    extract::{Request, State},
    http::Uri,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use followup::{
    account::Account,
    person::Reader,
    scope::Scope,
    store::{database::Database, recommendation},
};

use crate::{exports::NoFile, forms, rendering, state::AppState};

/// Lets a limited reader pass to what is within their forces.
pub async fn limits(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(account) = request.extensions().get::<Account>() else { return next.run(request).await };
    let scope = Scope::of(&Reader::SignedIn(account.person()), state.access.public);
    if scope.only().is_none() {
        return next.run(request).await;
    }
    match judged(&state.database, &scope, request.uri()).await {
        Ok(()) => next.run(request).await,
        Err(error) => {
            // What is not theirs is not there to them: only here is it known that they were refused.
            forms::note_refusal(&request);
            if is_file(request.uri().path()) {
                NoFile::from(error).into_response()
            } else {
                rendering::problem(&state, request, error).await
            }
        }
    }
}

/// Whether what an address names is within the scope.
async fn judged(database: &Database, scope: &Scope, uri: &Uri) -> Result<(), PageError> {
    let query = QueryParams::parse(uri.query().unwrap_or_default());
    let mut named = query.all("force").chain(query.all("with_force"));
    if let Some(other) = named.find(|force| !scope.covers_slug(force)) {
        let reason = format!("Your account is limited to some forces, and ‘{other}’ is not among them");
        return Err(PageError::BeyondLimit { reason });
    }
    let parts: Vec<&str> = uri.path().trim_start_matches('/').split('/').collect();
    match parts.as_slice() {
        // To such a reader another force, and whatever is below it, is not there: no answer tells one from the other.
        ["forces", slug, ..] if !scope.covers_slug(slug) => {
            Err(PageError::not_found(format!("A force with the address ‘{slug}’"), "/forces", "All forces"))
        }
        ["recommendations", given, ..] => {
            let unknown = || {
                let what = format!("A recommendation called ‘{given}’");
                PageError::not_found(what, "/recommendations", "Search all recommendations")
            };
            let reference = given.parse().map_err(|_| unknown())?;
            let force = recommendation::whose(database, &reference).await?;
            force.filter(|force| scope.covers(force)).map(|_| ()).ok_or_else(unknown)
        }
        ["charts", _] | ["briefing" | "briefing.pdf" | "briefing.xlsx" | "briefing.ods"] | ["briefing", "items"] if query.get("force").is_some() => Ok(()),
        // Beside it may stand another of their forces, or the same on another day; nothing wider.
        ["progress"] if query.get("force").is_some() && stands_beside_forces_only(&query) => Ok(()),
        [
            ""
            | "forces.csv"
            | "forces.xlsx"
            | "forces.ods"
            | "recommendations"
            | "recommendations.csv"
            | "recommendations.xlsx"
            | "recommendations.ods"
            | "good-practice"
            | "about-the-data"
            | "accessibility"
            | "sign-in"
            | "sign-out"
            | "worklist",
        ]
        | ["forces" | "account" | "password", ..]
        // Whose a piece of evidence is, its own handler finds out and judges.
        | ["evidence", _] => Ok(()),
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

fn is_file(path: &str) -> bool {
    path.starts_with("/charts/")
        || path.rsplit_once('.').is_some_and(|(_, extension)| ["csv", "xlsx", "ods", "pdf"].contains(&extension))
}
