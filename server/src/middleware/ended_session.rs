//! The end of a session in the browser: the response takes the cookie back, and what the browser has kept of the pages goes with it.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::session;

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// Not the cookies: the one that knows the browser keeps others' wrong passwords from slowing its person down.
const CACHE_AND_STORAGE: HeaderValue = HeaderValue::from_static(r#""cache", "storage""#);

/// Completes the removal of the session cookie, where a response holds one. Runs outside the layer of sessions, which writes it.
pub async fn ended_session(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if complete_removal(response.headers_mut()) {
        response.headers_mut().insert(CLEAR_SITE_DATA, CACHE_AND_STORAGE);
    }
    response
}

/// The library names only the path. A browser refuses every cookie with the prefix `__Host-` that is not `Secure`, also one that removes,
/// and would go on sending the old one. Returns whether a cookie is removed.
fn complete_removal(headers: &mut HeaderMap) -> bool {
    let removal = format!("{}=;", session::COOKIE);
    let cookies = headers.get_all(header::SET_COOKIE).iter().cloned().collect::<Vec<_>>();
    let is_removal = |cookie: &HeaderValue| cookie.to_str().is_ok_and(|text| text.starts_with(&removal));
    if !cookies.iter().any(is_removal) {
        return false;
    }
    headers.remove(header::SET_COOKIE);
    for cookie in cookies {
        let complete = cookie.to_str().ok().filter(|_| is_removal(&cookie)).and_then(|text| {
            let rest = ["HttpOnly", "SameSite=Lax", "Secure"].into_iter().filter(|part| !text.contains(part));
            HeaderValue::from_str(&rest.fold(text.to_owned(), |cookie, part| format!("{cookie}; {part}"))).ok()
        });
        headers.append(header::SET_COOKIE, complete.unwrap_or(cookie));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(cookies: &[&str]) -> (bool, Vec<String>) {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            headers.append(header::SET_COOKIE, HeaderValue::from_str(cookie).unwrap());
        }
        let removed = complete_removal(&mut headers);
        (
            removed,
            headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap().to_owned()).collect(),
        )
    }

    #[test]
    fn removal_of_the_session_cookie_is_one_that_browsers_accept() {
        let (removed, cookies) =
            completed(&["__Host-ncpi-browser=0a; Secure", "__Host-ncpi-session=; Path=/; Max-Age=0"]);
        assert!(removed);
        assert_eq!(
            cookies,
            [
                "__Host-ncpi-browser=0a; Secure",
                "__Host-ncpi-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"
            ]
        );
    }

    #[test]
    fn cookie_that_is_set_is_left_as_it_is() {
        let set = "__Host-ncpi-session=abc; HttpOnly; SameSite=Lax; Secure; Path=/";
        assert_eq!(completed(&[set]), (false, vec![set.to_owned()]));
    }
}
