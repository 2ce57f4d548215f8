//! Entity tags: what lets a browser keep what it has while that is still right (RFC 9110, 8.8.3 and 13.1.2).

use axum::http::{HeaderMap, HeaderValue, header};
use sha2::{Digest as _, Sha256};

/// The tag of an answer that is made from this text and from nothing else. Weak, because an answer may be sent compressed.
pub fn of(text: &str) -> String {
    format!("W/\"{}\"", hex::encode(Sha256::digest(text)))
}

/// Whether a browser has the answer of this tag already.
pub fn is_held(tag: &str, request: &HeaderMap<HeaderValue>) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let wanted = opaque(tag);
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|held| held.trim() == "*" || opaque(held) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(tag: &str, if_none_match: &str) -> bool {
        is_held(tag, &HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_str(if_none_match).unwrap())]))
    }

    #[test]
    fn the_same_text_has_the_same_tag_and_another_text_another() {
        assert_eq!(of("drawing"), of("drawing"));
        assert_ne!(of("drawing"), of("Drawing"));
    }

    #[test]
    fn a_tag_is_known_again_among_others_weak_or_strong() {
        let tag = of("drawing");
        assert!(held(&tag, &tag) && held(&tag, tag.trim_start_matches("W/")) && held(&tag, "*"));
        assert!(held(&tag, &format!("\"other\", {tag}")));
        assert!(!held(&tag, &of("other")) && !held(&tag, "") && !held(&tag, "W/"));
        assert!(!is_held(&tag, &HeaderMap::new()));
    }
}
