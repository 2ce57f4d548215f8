//! The route that a request matched, with its parameters: what permission is judged on instead of the address.

use axum::{
    RequestExt as _,
    extract::{MatchedPath, RawPathParams, Request},
};

/// A route's pattern, and what stood in the place of its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedRoute {
    /// As the router has it: `/forces/{slug}`.
    pub pattern: String,
    /// Name and decoded value of each parameter.
    pub parameters: Vec<(String, String)>,
}

impl MatchedRoute {
    /// The route of a request; none where no route matched.
    pub async fn for_request(request: &mut Request) -> Option<Self> {
        let pattern = request.extensions().get::<MatchedPath>()?.as_str().to_owned();
        // Not text, or no parameters at all: a check that needs one does not find it.
        let parameters = request.extract_parts::<RawPathParams>().await.map_or_else(
            |_| Vec::new(),
            |found| found.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        );
        Some(Self { pattern, parameters })
    }

    /// The value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}
