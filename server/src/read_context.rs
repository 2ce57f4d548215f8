//! Read functions for what is not a page: files, charts and downloads run them with the request that asks.

use std::future::Future;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use leptos::{
    prelude::{Owner, provide_context},
    reactive::computed::ScopedFuture,
};

use crate::{rendering, state::AppState};

/// A request, as read functions see it.
#[derive(Debug, Clone)]
pub struct ReadContext {
    state: AppState,
    parts: Parts,
}

impl ReadContext {
    /// Runs a future that calls read functions.
    pub async fn run<T>(&self, future: impl Future<Output = T>) -> T {
        let owner = Owner::new();
        let scoped = owner.with(|| {
            provide_context(self.parts.clone());
            rendering::provide(&self.state);
            ScopedFuture::new(future)
        });
        scoped.await
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

impl FromRequestParts<AppState> for ReadContext {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Self::Rejection> {
        Ok(Self { state: state.clone(), parts: parts.clone() })
    }
}
