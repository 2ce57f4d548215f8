//! `/api/v1/…`: server functions over HTTP, for the browser and for other programs.
//!
//! Every response is JSON or problem details. There are no redirects.

use app::api::error::{ApiError, Sought, problem_details};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use followup::service::reading::Sent;
use leptos::{prelude::provide_context, server_fn};
use leptos_axum::handle_server_fns_with_context;

use crate::{rendering, state::AppState};

/// Where server functions are.
pub const ROUTE: &str = "/api/v1/{*function}";

/// Whether the response to a request is for programs, not for people. It decides on the form of an error and on nothing else.
pub fn is_api(request: &Request) -> bool {
    request.uri().path().starts_with("/api/")
}

/// An error as problem details.
pub fn problem(error: &ApiError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, problem_details(error)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let ApiError::WrongMethod { allowed } = error
        && let Ok(allowed) = HeaderValue::from_str(allowed)
    {
        headers.insert(header::ALLOW, allowed);
    }
    if let Some(seconds) = error.retry_after() {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// Calls the function that a request names.
pub async fn call(State(state): State<AppState>, mut request: Request) -> Response {
    let methods = methods(request.uri().path());
    if methods.is_empty() {
        return problem(&ApiError::not_found(Sought::Function, "A function at this address"));
    }
    // HEAD is answered as GET; the server leaves out the body.
    let is_head = *request.method() == Method::HEAD;
    if is_head {
        *request.method_mut() = Method::GET;
    }
    if !methods.contains(request.method()) {
        let allowed = if methods.contains(&Method::GET) { "GET, HEAD" } else { "POST" };
        return problem(&ApiError::WrongMethod { allowed: allowed.to_owned() });
    }
    // With these headers the framework would redirect to the referring page, whatever its origin.
    request.headers_mut().remove(header::ACCEPT);
    request.headers_mut().remove(header::REFERER);
    let context = move || {
        rendering::provide(&state);
        if is_head {
            provide_context(Sent::Head);
        }
    };
    handle_server_fns_with_context(context, request.map(Body::new)).await.into_response()
}

/// The methods of the function at a path; none where there is no function.
fn methods(path: &str) -> Vec<Method> {
    server_fn::axum::server_fn_paths().filter(|(known, _)| *known == path).map(|(_, method)| method).collect()
}
