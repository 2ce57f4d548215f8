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
    parameters: Vec<(String, String)>,
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

    /// The value of a parameter, if the pattern is this prefix or continues below it.
    pub fn below(&self, prefix: &str, parameter: &str) -> Option<&str> {
        let rest = self.pattern.strip_prefix(prefix)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| self.parameter(parameter).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_ends_at_a_slash_or_with_the_pattern() {
        let route = |pattern: &str| MatchedRoute {
            pattern: pattern.to_owned(),
            parameters: vec![("slug".to_owned(), "kent".to_owned())],
        };
        assert_eq!(route("/forces/{slug}").below("/forces/{slug}", "slug"), Some("kent"));
        assert_eq!(route("/forces/{slug}/rounds/new").below("/forces/{slug}", "slug"), Some("kent"));
        assert_eq!(route("/forces").below("/forces/{slug}", "slug"), None);
        assert_eq!(route("/forces/{slug}.csv").below("/forces/{slug}", "slug"), None);
        assert_eq!(
            route("/forces/{slug}").below("/forces/{slug}", "id"),
            Some(""),
            "an unknown parameter matches no force"
        );
    }
}
