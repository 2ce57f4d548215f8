//! The canonical form of an event and of its texts, and their hashes: what `ncpi verify` recomputes.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::error::StoreError;

/// A SHA-256.
pub type Hash = [u8; 32];

/// All columns of an event but its hash, as they are hashed: RFC 8785 JSON of exactly these members.
#[derive(Debug, Clone, Serialize)]
pub struct Content<'a> {
    /// Its number in the whole record.
    pub seq: i64,
    /// What its stream is about.
    pub stream_kind: &'a str,
    /// Which stream.
    pub stream_id: &'a str,
    /// Its number within the stream.
    pub version: i32,
    /// Its kind.
    pub kind: &'a str,
    /// When it happened, as a partial date.
    pub happened: Option<&'a str>,
    /// When it was recorded: RFC 3339 in UTC with six digits after the second.
    pub recorded_at: String,
    /// What sort of actor.
    pub actor_kind: &'a str,
    /// The person.
    pub actor_person: Option<String>,
    /// The person's role.
    pub actor_role: Option<&'a str>,
    /// The import.
    pub actor_import: Option<String>,
    /// Who may read it.
    pub audience: &'a str,
    /// The event it puts right.
    pub corrects: Option<i64>,
    /// Its facts.
    pub facts: &'a Value,
    /// The digests of its texts.
    pub texts: &'a Value,
    /// The hash of the event before it in the stream, in hexadecimal.
    pub prev_hash: Option<String>,
}

impl Content<'_> {
    /// The SHA-256 of the canonical form.
    pub fn hash(&self) -> Result<Hash, StoreError> {
        let canonical =
            serde_json_canonicalizer::to_vec(self).map_err(|error| StoreError::inconsistent("event", error))?;
        Ok(Sha256::digest(canonical).into())
    }
}

/// A moment as it is hashed.
pub fn moment(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The digest that an event keeps of a text beside it: SHA-256 of salt and text, in hexadecimal.
///
/// The salt keeps a short text (a name, say) from being guessed out of its digest once it has been erased.
pub fn text_digest(salt: &[u8], body: &str) -> String {
    hex::encode(Sha256::new().chain_update(salt).chain_update(body).finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_members_does_not_change_the_hash_and_any_byte_does() {
        let texts = serde_json::json!({});
        let hash = |facts: &str| {
            let facts: Value = serde_json::from_str(facts).unwrap();
            let content = Content {
                seq: 1,
                stream_kind: "recommendation",
                stream_id: "KENT-2019-01",
                version: 1,
                kind: "raised",
                happened: Some("2019-09"),
                recorded_at: "2026-11-23T12:00:00.000000Z".to_owned(),
                actor_kind: "system",
                actor_person: None,
                actor_role: None,
                actor_import: None,
                audience: "everyone",
                corrects: None,
                facts: &facts,
                texts: &texts,
                prev_hash: None,
            };
            content.hash().unwrap()
        };
        assert_eq!(hash(r#"{"a": 1, "b": "x"}"#), hash(r#"{"b": "x", "a": 1}"#));
        assert_ne!(hash(r#"{"a": 1, "b": "x"}"#), hash(r#"{"a": 1, "b": "y"}"#));
    }

    #[test]
    fn one_text_under_two_salts_has_two_digests() {
        assert_ne!(text_digest(&[0; 16], "A name"), text_digest(&[1; 16], "A name"));
    }
}
