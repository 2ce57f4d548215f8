//! Refuses a path that could mean one thing to a check and another to whatever answers it.

use axum::{
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// The longest path that is looked at, in bytes.
const LONGEST_PATH: usize = 2048;

/// Why a path is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PathFault {
    TooLong,
    Malformed,
}

/// Lets a request pass if its path is its own normal form. Runs before routing, so that no later check has to think about dot
/// segments, doubled slashes or encoded separators.
pub async fn path_syntax(request: Request, next: Next) -> Response {
    match check(request.uri().path()) {
        Ok(()) => next.run(request).await,
        Err(fault) => refusal(fault),
    }
}

/// Whether a path is its own normal form.
pub fn is_normal_path(path: &str) -> bool {
    check(path).is_ok()
}

/// RFC 3986 path characters only; each segment, decoded once, is text that is neither a dot segment nor contains a separator.
fn check(path: &str) -> Result<(), PathFault> {
    if path.len() > LONGEST_PATH {
        return Err(PathFault::TooLong);
    }
    let segments = path.strip_prefix('/').ok_or(PathFault::Malformed)?.split('/').collect::<Vec<_>>();
    let last = segments.len() - 1;
    let sound =
        segments.iter().enumerate().all(|(at, segment)| (at == last || !segment.is_empty()) && is_sound(segment));
    if sound { Ok(()) } else { Err(PathFault::Malformed) }
}

fn is_sound(segment: &str) -> bool {
    let Some(decoded) = decode(segment.as_bytes()) else { return false };
    let Ok(text) = String::from_utf8(decoded) else { return false };
    text != "." && text != ".." && !text.contains(['/', '\\', '%']) && !text.chars().any(char::is_control)
}

/// The bytes of a segment with every escape decoded once; none where a byte may not stand in a path or an escape is not whole.
fn decode(segment: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(segment.len());
    let mut rest = segment.iter().copied();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let mut value = [0];
            hex::decode_to_slice(digits, &mut value).ok()?;
            decoded.push(value[0]);
        } else if is_path_character(byte) {
            decoded.push(byte);
        } else {
            return None;
        }
    }
    Some(decoded)
}

/// `pchar` of RFC 3986, 3.3, without the percent sign.
const fn is_path_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
                | b':'
                | b'@'
        )
}

/// A page of its own that repeats nothing of the request: neither the application nor the session takes part.
fn refusal(fault: PathFault) -> Response {
    let (status, words) = match fault {
        PathFault::TooLong => (StatusCode::URI_TOO_LONG, "The address is too long."),
        PathFault::Malformed => {
            (StatusCode::BAD_REQUEST, "The address is not written in a way that this service accepts.")
        }
    };
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, \
         initial-scale=1\"><title>There is a problem with the address – NCPI follow-up</title></head>\n<body><main><h1>There is a \
         problem with the address</h1><p>{words}</p><p><a href=\"/\">Go to the overview</a></p></main></body></html>\n"
    );
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ordinary_paths_pass_in_every_harmless_spelling() {
        for path in [
            "/",
            "/forces",
            "/forces/",
            "/.well-known/security.txt",
            "/forces/d%C3%BCfed",
            "/recommendations/KENT%E2%80%932019%E2%80%9307",
            "/%66orces",
            "/a;b=1/c:d@e!$&'()*+,=~",
            "/...",
        ] {
            assert_eq!(check(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn paths_that_are_not_their_own_normal_form_are_refused() {
        for path in [
            "",
            "*",
            "forces",
            "//",
            "//forces",
            "/forces//",
            "/forces//kent",
            "/.",
            "/..",
            "/./forces",
            "/pkg/../forces",
            "/pkg/%2e%2e/forces",
            "/pkg/.%2E/forces",
            "/pkg/%2E./forces",
            "/pkg/..",
            "/pkg/..\\forces",
            "/pkg%2f..%2fforces",
            "/pkg/..%5cforces",
            "/pkg/%5c",
            "/pkg/%252e%252e/forces",
            "/%25",
            "/%",
            "/%2",
            "/%zz",
            "/%00",
            "/a%0d%0ab",
            "/%7f",
            "/%c2%85",
            "/%ff",
            "/%c0%ae%c0%ae/forces",
            "/%ed%a0%80",
            "/dü",
            "/a\"b",
            "/<b>",
            "/a{b}",
            "/a|b",
            "/a^b",
            "/a`b",
            "/[a]",
            "/a b",
            "/a\tb",
        ] {
            assert_eq!(check(path), Err(PathFault::Malformed), "{path:?}");
        }
    }

    #[test]
    fn a_path_over_2048_bytes_is_too_long() {
        let longest = format!("/{}", "a".repeat(LONGEST_PATH - 1));
        assert_eq!(check(&longest), Ok(()));
        assert_eq!(check(&format!("{longest}a")), Err(PathFault::TooLong));
    }

    proptest! {
        /// What passes is what a browser's and Leptos' parser of addresses makes of it, so both see the same segments.
        #[test]
        fn what_passes_is_left_alone_by_an_address_parser(path in "/([a-z./%2eE5cC\\\\;:@]{0,6}/){0,4}[a-z./%2eE5cC\\\\]{0,6}") {
            if check(&path) == Ok(()) {
                let parsed = url::Url::parse(&format!("http://127.0.0.1{path}")).unwrap();
                prop_assert_eq!(parsed.path(), path.as_str());
            }
        }
    }
}
