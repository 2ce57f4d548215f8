//! Who may use a route. It is judged on the route that matched, never on the address; what is not named here is for readers.

use axum::extract::{MatchedPath, Request};

use crate::{api, assets};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteAccess {
    /// Everybody, and nobody is identified: the answer is the same for all.
    WithoutSession,
    /// Everybody, also where pages are only for those who signed in.
    Everyone,
    /// Those who may read: everybody where reading is public, else those who signed in. Also what no route matched.
    Readers,
}

/// What monitoring and other machines ask.
const MACHINES: [&str; 4] = ["/healthz", "/readyz", "/metrics", "/.well-known/security.txt"];

/// The pages that open the way in, and the accessibility statement; and server functions, each of which decides by itself.
const OPEN: [&str; 5] = ["/sign-in", "/sign-out", "/password/{token}", "/accessibility", api::ROUTE];

impl RouteAccess {
    /// Who may use the route that a request matched.
    pub fn for_request(request: &Request) -> Self {
        request.extensions().get::<MatchedPath>().map_or(Self::Readers, |route| Self::for_route(route.as_str()))
    }

    fn for_route(route: &str) -> Self {
        if MACHINES.contains(&route) || assets::ROUTES.contains(&route) {
            Self::WithoutSession
        } else if OPEN.contains(&route) {
            Self::Everyone
        } else {
            Self::Readers
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_that_is_not_named_is_for_readers() {
        for route in ["/", "/forces", "/forces/{slug}", "/a-later-page", "/sign-in/{more}", "/charts/{file}"] {
            assert_eq!(RouteAccess::for_route(route), RouteAccess::Readers, "{route}");
        }
        assert_eq!(RouteAccess::for_request(&Request::default()), RouteAccess::Readers, "no route matched");
    }
}
