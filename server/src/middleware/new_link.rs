//! The page of an account shows the one-time link that was just made for it: this once, since a reload finds it gone.

use app::{error::PageError, pages::users::NewLink};
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use followup::{
    account::Account,
    identity::{Permission, PersonId},
};
use tower_sessions::Session;
use uuid::Uuid;

use crate::{matched_route::MatchedRoute, rendering, session::new_link, state::AppState};

/// Puts the link that waits for this page into the request's extensions.
pub async fn shown_once(State(state): State<AppState>, session: Session, mut request: Request, next: Next) -> Response {
    let Some(account) = account_shown(&mut request).await else { return next.run(request).await };
    match new_link::take(&session, account).await {
        Ok(Some(address)) => {
            request.extensions_mut().insert(NewLink(address));
        }
        Ok(None) => {}
        Err(error) => return rendering::problem(&state, request, PageError::from(error)).await,
    }
    next.run(request).await
}

/// Whose page an administrator asks for, if that is what is asked for.
async fn account_shown(request: &mut Request) -> Option<PersonId> {
    let administrator =
        request.extensions().get::<Account>().is_some_and(|by| Permission::ManageAccounts.is_of(by.role));
    let route = MatchedRoute::for_request(request).await?;
    let id: Uuid = (route.pattern == "/admin/users/{id}").then(|| route.parameter("id"))??.parse().ok()?;
    (administrator && *request.method() == Method::GET).then_some(PersonId(id))
}
