//! Forms that people send: read, judged by a step, and answered by a page or the way on. One file for each page.

use app::{error::PageError, form::Answers, form_state::FormState, request::QueryParams};
use axum::{
    body::Body,
    extract::{DefaultBodyLimit, MatchedPath, Request},
    http::{Method, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::{MethodRouter, post},
};
use followup::{account::Account, person::Person};
use http_body_util::BodyExt as _;

use crate::{rendering, state::AppState, uploads};

mod account;
mod batch;
mod evidence;
mod follow_up;
mod monitoring;
mod outcome;
mod password_link;
mod round_drafts;
mod sign_in;
pub mod unfinished;
mod users;

/// Where forms are sent: to the address of the page they stand on.
pub fn handlers() -> Vec<(&'static str, MethodRouter<AppState>)> {
    vec![
        ("/sign-in", post(sign_in::sign_in)),
        ("/sign-out", post(sign_in::sign_out)),
        ("/account/password", post(account::password)),
        ("/account/sign-out-everywhere", post(account::sign_out_everywhere)),
        ("/admin/users/new", post(users::add)),
        ("/admin/users/{id}", post(users::change)),
        ("/recommendations/{reference}/update", post(follow_up::update)),
        ("/recommendations/{reference}/review", post(follow_up::review)),
        ("/worklist/selected", post(batch::act)),
        // Limited by what is read of it: see `uploads`.
        (uploads::ROUTE, post(evidence::add).layer(DefaultBodyLimit::disable())),
        ("/forces/{slug}/monitoring", post(monitoring::record)),
        ("/forces/{slug}/rounds/new", post(round_drafts::begin)),
        ("/forces/{slug}/drafts/{draft}/{part}", post(round_drafts::change)),
        ("/password/{token}", post(password_link::choose)),
    ]
}

/// Why nobody could be found out: the database is away.
#[derive(Clone)]
pub struct Unreachable(pub PageError);

/// The forms that show what was typed even where the database is away, or nobody is signed in any more. Each asks [`sender`] before it
/// reads anything.
const KEEPING: [&str; 9] = [
    "/recommendations/{reference}/update",
    "/recommendations/{reference}/review",
    uploads::ROUTE,
    "/worklist/selected",
    "/forces/{slug}/monitoring",
    "/forces/{slug}/rounds/new",
    "/forces/{slug}/drafts/{draft}/{part}",
    "/admin/users/new",
    "/admin/users/{id}",
];

/// Whether a request sends one of them. By its route and never by its path: what no route names is answered by a page, which may
/// be shown to nobody who could not open it.
pub fn keeps_its_text(request: &Request) -> bool {
    let route = request.extensions().get::<MatchedPath>();
    *request.method() == Method::POST && route.is_some_and(|route| KEEPING.contains(&route.as_str()))
}

/// A form as it was sent.
pub struct Sent {
    /// The request without its body: for showing the page again.
    pub request: Request,
    /// What was typed.
    pub answers: Answers,
}

/// Reads a form. Anything but a form as browsers send them without files reads as an empty one.
pub async fn read(request: Request) -> Result<Sent, PageError> {
    let (parts, body) = request.into_parts();
    // The router has limited its size already.
    let body = body.collect().await.map_err(|_| PageError::Internal)?.to_bytes();
    let is_form = parts
        .headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("application/x-www-form-urlencoded")));
    let text = if is_form { String::from_utf8_lossy(&body).into_owned() } else { String::new() };
    let answers = Answers::new(QueryParams::parse(&text));
    Ok(Sent { request: Request::from_parts(parts, Body::empty()), answers })
}

/// A form that keeps its text: the request without its body, and what was typed; or the answer for whoever is not signed in, or cannot
/// be told.
async fn sent(state: &AppState, request: Request) -> Result<(Request, Answers), Box<Response>> {
    let by = sender(&request);
    match (by, read(request).await) {
        (Ok(_), Ok(Sent { request, answers })) => Ok((request, answers)),
        (Err(error), Ok(Sent { request, answers })) => {
            Err(Box::new(outcome::unsaved(state, request, answers, &error).await))
        }
        (_, Err(error)) => Err(Box::new(rendering::problem(state, Request::default(), error).await)),
    }
}

/// The page of the form again, with what was typed and what is wrong with it.
pub async fn again(state: &AppState, request: Request, answers: Answers, status: StatusCode) -> Response {
    let mut response = rendering::with_answers(state, request, answers).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

/// Leads to the form in one of the states that it can be shown in. It is kept under an address of its own, so that going back or
/// reloading sends nothing again; where it cannot be kept, this response shows it.
async fn shown(
    state: &AppState,
    mut request: Request,
    answers: Answers,
    form_state: FormState,
    status: StatusCode,
) -> Response {
    if let Some(address) =
        unfinished::keep(state, person(&request).ok(), request.uri(), &answers, &form_state, status).await
    {
        return on_to(&address);
    }
    request.extensions_mut().insert(form_state);
    again(state, request, answers, status).await
}

/// After something was done: the page to look at next, so that reloading does nothing twice.
pub fn on_to(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// The signed-in account of a request.
pub fn account(request: &Request) -> Option<Account> {
    request.extensions().get::<Account>().cloned()
}

/// The signed-in person of a request, or what stands in the way.
pub fn person(request: &Request) -> Result<Person, PageError> {
    account(request)
        .map(|account| account.person())
        .ok_or_else(|| PageError::Forbidden { reason: "You are not signed in, or your session has ended".to_owned() })
}

/// Who sends a form that keeps its text; else why nothing of it can be saved.
fn sender(request: &Request) -> Result<Person, PageError> {
    match request.extensions().get::<Unreachable>() {
        Some(Unreachable(error)) => Err(error.clone()),
        None => account(request).map(|account| account.person()).ok_or(PageError::SignInFirst),
    }
}
