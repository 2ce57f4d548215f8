//! The cookie by which a browser is known in which somebody has signed in before. It opens nothing: it only keeps wrong
//! passwords that others try elsewhere from slowing this browser down.

use axum::http::{HeaderMap, header};
use followup::store::known_browsers::KEPT_FOR;
use tower_cookies::Cookies;
use tower_sessions::cookie::{Cookie, SameSite, time::Duration};

/// The prefix makes browsers refuse it from any other host, path or over http from elsewhere than this machine.
const COOKIE: &str = "__Host-ncpi-browser";

/// How long a token is, in hexadecimal digits.
const DIGITS: usize = 64;

/// The token that a browser holds, if it looks like one of ours.
pub fn token(request: &HeaderMap) -> Option<String> {
    request
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == COOKIE)
        .map(|cookie| cookie.value().to_owned())
        .filter(|token| token.len() == DIGITS && token.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

/// Has the response give the browser its token, or keep it for longer.
pub fn remember(cookies: &Cookies, token: &str) {
    let cookie = Cookie::build((COOKIE, token.to_owned()))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::seconds(KEPT_FOR.num_seconds()));
    cookies.add(cookie.build());
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_browser_gives_back_the_token_it_was_given() {
        let given = "0a".repeat(32);
        let cookies = Cookies::default();
        remember(&cookies, &given);
        let cookie = cookies.get(COOKIE).unwrap().to_string();
        for part in ["__Host-ncpi-browser=0a0a", "HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=15552000"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        let sent = format!("other=1; {}", cookie.split(';').next().unwrap());
        let request = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(&sent).unwrap())]);
        assert_eq!(token(&request), Some(given));
    }

    #[test]
    fn what_is_no_token_of_ours_is_none() {
        for value in ["", "__Host-ncpi-browser=short", "__Host-ncpi-browser=zz", "ncpi-browser=0a"] {
            let request = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(value).unwrap())]);
            assert_eq!(token(&request), None, "{value}");
        }
    }
}
