//! One address for each page: `/forces/` leads to `/forces`.

use axum::{
    extract::Request,
    http::Method,
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};

use crate::api;

/// Sends a reader on to the same address without the slash at its end.
pub async fn trailing_slash(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    match without_slash(request.uri().path()) {
        // The API has no redirects.
        Some(path) if reads && !api::is_api(&request) => {
            let query = request.uri().query().map_or_else(String::new, |query| format!("?{query}"));
            Redirect::permanent(&format!("{path}{query}")).into_response()
        }
        _ => next.run(request).await,
    }
}

/// The path to go to. `//elsewhere.example/` would name another site, so it starts with one slash only.
fn without_slash(path: &str) -> Option<String> {
    (path.len() > 1 && path.ends_with('/')).then(|| format!("/{}", path.trim_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_at_the_end_is_dropped_and_the_root_left_alone() {
        assert_eq!(without_slash("/forces/"), Some("/forces".to_owned()));
        assert_eq!(without_slash("/forces"), None);
        assert_eq!(without_slash("/"), None);
    }

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(without_slash("//elsewhere.example/"), Some("/elsewhere.example".to_owned()));
        assert_eq!(without_slash("//"), Some("/".to_owned()));
    }
}
