//! Server functions for what is not rendered by the application: forms, files and charts run them with the request that asks.

use std::future::Future;

use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, Method, request::Parts},
};
use leptos::{
    prelude::{Owner, provide_context},
    reactive::computed::ScopedFuture,
};

use crate::{rendering, state::AppState};

/// A request, as server functions see it.
#[derive(Debug, Clone)]
pub struct FunctionContext {
    state: AppState,
    parts: Parts,
}

impl FunctionContext {
    /// The context of a request whose body was read.
    pub fn new(state: &AppState, request: &Request) -> Self {
        let (mut parts, ()) = axum::http::Request::new(()).into_parts();
        parts.method = request.method().clone();
        parts.uri = request.uri().clone();
        parts.headers = request.headers().clone();
        parts.extensions = request.extensions().clone();
        Self { state: state.clone(), parts }
    }

    /// Runs a future that calls server functions.
    pub async fn run<T>(&self, future: impl Future<Output = T>) -> T {
        let owner = Owner::new();
        let scoped = owner.with(|| {
            provide_context(self.parts.clone());
            rendering::provide(&self.state);
            ScopedFuture::new(future)
        });
        scoped.await
    }

    /// The method of the request.
    pub const fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The headers of the request.
    pub const fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The query string; empty where there is none.
    pub fn query(&self) -> &str {
        self.parts.uri.query().unwrap_or_default()
    }
}

impl FromRequestParts<AppState> for FunctionContext {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Self::Rejection> {
        Ok(Self { state: state.clone(), parts: parts.clone() })
    }
}
