//! Forms that people send: read, acted on by server functions, and answered by a page or the way on.

use app::{
    api::error::ApiError,
    form::Answers,
    form_route::{EVIDENCE, FORM_ROUTES, FormRequest, FormRoute, Outcome},
    request::QueryParams,
};
use axum::{
    body::Body,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{Method, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
    routing::{MethodRouter, post},
};
use followup::{account::Account, person::Person};
use http_body_util::BodyExt as _;

use crate::{function_context::FunctionContext, matched_route::MatchedRoute, rendering, state::AppState};

mod evidence;
pub mod unfinished;

pub use evidence::read_and_discard;

/// Where forms are sent: to the address of the page they stand on.
pub fn handlers() -> Vec<(&'static str, MethodRouter<AppState>)> {
    let forms = FORM_ROUTES.map(|form| {
        let answer = async move |State(state): State<AppState>, request: Request| answer(&state, &form, request).await;
        (form.page.route, post(answer))
    });
    // Limited by what is read of it: see `uploads`.
    let evidence = (EVIDENCE.route, post(evidence::add).layer(DefaultBodyLimit::disable()));
    forms.into_iter().chain([evidence]).collect()
}

/// Why nobody could be found out: the database is away.
#[derive(Clone)]
pub struct Unreachable(pub ApiError);

/// Whether a request sends a form that shows what was typed even where the database is away, or nobody is signed in any more. By its
/// route and never by its path: what no route names is answered by a page, which may be shown to nobody who could not open it.
pub fn keeps_its_text(request: &Request) -> bool {
    let route = request.extensions().get::<MatchedPath>();
    let mut pages = FORM_ROUTES.iter().map(|form| &form.page).chain([&EVIDENCE]);
    *request.method() == Method::POST
        && route.is_some_and(|route| pages.any(|page| page.keeps_text && page.route == route.as_str()))
}

/// Acts on a form. One that keeps its text asks who sends it before anything else is read.
async fn answer(state: &AppState, form: &FormRoute, mut request: Request) -> Response {
    let parameters = MatchedRoute::for_request(&mut request).await.map(|route| route.parameters).unwrap_or_default();
    let (request, answers) = match read(request).await {
        Ok(sent) => sent,
        Err(error) => return rendering::problem(state, Request::default(), error.into()).await,
    };
    let mut sent = FormRequest { parameters, answers };
    let outcome = match sender(&request) {
        Err(error) if form.page.keeps_text => Outcome::not_saved(&error),
        _ => FunctionContext::new(state, &request).run(form.press(&mut sent)).await,
    };
    respond(state, request, sent.answers, outcome, form.page.keeps_text).await
}

/// Reads a form, and returns it with the request without its body. Anything but a form as browsers send them without files reads as an
/// empty one.
async fn read(request: Request) -> Result<(Request, Answers), ApiError> {
    let (parts, body) = request.into_parts();
    // The router has limited its size already.
    let body = body.collect().await.map_err(|_| ApiError::Internal)?.to_bytes();
    let is_form = parts
        .headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.starts_with("application/x-www-form-urlencoded")));
    let text = if is_form { String::from_utf8_lossy(&body).into_owned() } else { String::new() };
    Ok((Request::from_parts(parts, Body::empty()), Answers::new(QueryParams::parse(&text))))
}

/// The response to what a form has led to. Where its page is shown and its text is kept, it has an address of its own, so that going back
/// or reloading sends nothing again; where it cannot be kept, this response shows it.
async fn respond(
    state: &AppState,
    mut request: Request,
    answers: Answers,
    outcome: Outcome,
    keeps_text: bool,
) -> Response {
    match outcome {
        Outcome::GoTo(address) => redirect_to(&address),
        Outcome::Problem(error) => rendering::problem(state, request, error).await,
        Outcome::Wait(seconds) => {
            let mut response = rerender(state, request, answers, StatusCode::TOO_MANY_REQUESTS).await;
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            response
        }
        Outcome::Show(form_state, status) => {
            let sender = person(&request).filter(|_| keeps_text);
            let kept = unfinished::keep(state, sender, request.uri(), &answers, &form_state, status).await;
            if let Some(address) = kept {
                return redirect_to(&address);
            }
            request.extensions_mut().insert(form_state);
            rerender(state, request, answers, status).await
        }
    }
}

/// The page of the form again, with what was typed and what is wrong with it.
pub async fn rerender(state: &AppState, request: Request, answers: Answers, status: StatusCode) -> Response {
    let mut response = rendering::with_answers(state, request, answers).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

fn redirect_to(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// The signed-in person of a request.
pub fn person(request: &Request) -> Option<Person> {
    request.extensions().get::<Account>().map(Account::person)
}

/// Who sends a form; else why nothing of it can be saved.
fn sender(request: &Request) -> Result<Person, ApiError> {
    match request.extensions().get::<Unreachable>() {
        Some(Unreachable(error)) => Err(error.clone()),
        None => person(request).ok_or(ApiError::SignInFirst),
    }
}
