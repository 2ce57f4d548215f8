//! What a form said, as a digest: tells a form that is sent twice from one that was changed and sent again.

use sha2::{Digest as _, Sha256};

/// SHA-256 over the answers of a form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AnswersDigest([u8; 32]);

impl AnswersDigest {
    /// The digest of fields and their values, whatever their order. A field that is empty says nothing.
    #[must_use]
    pub fn of<'a>(answers: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut answers: Vec<_> = answers.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        answers.sort_unstable();
        let mut digest = Sha256::new();
        for part in answers.into_iter().flat_map(|(field, value)| [field, value]) {
            // With its length before it, so that no two forms read the same where one field ends and the next begins.
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        Self(digest.finalize().into())
    }

    /// The same with the content of a file that came with the form.
    #[must_use]
    pub fn with_file(self, sha256: &str) -> Self {
        let mut digest = Sha256::new();
        digest.update(self.0);
        digest.update(sha256);
        Self(digest.finalize().into())
    }

    /// Its bytes, for the store.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether a form that was kept with these bytes said the same. One kept without any is from before digests were.
    #[must_use]
    pub fn is(&self, kept: Option<&[u8]>) -> bool {
        kept.is_none_or(|kept| kept == self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_answers_have_one_digest_in_whatever_order_they_come() {
        let one = AnswersDigest::of([("activity", "Trained"), ("outcome", "Seen sooner"), ("next_step", "")]);
        assert_eq!(one, AnswersDigest::of([("outcome", "Seen sooner"), ("activity", "Trained")]));
        assert!(one.is(Some(one.bytes())) && one.is(None));
    }

    #[test]
    fn other_words_other_fields_and_another_file_have_another_digest() {
        let one = AnswersDigest::of([("activity", "Trained")]);
        for other in [
            AnswersDigest::of([("activity", "Trained them")]),
            AnswersDigest::of([("outcome", "Trained")]),
            AnswersDigest::of([("activityT", "rained")]),
            one.with_file("00"),
            one.with_file("01"),
        ] {
            assert_ne!(one, other);
            assert!(!other.is(Some(one.bytes())));
        }
        assert_ne!(one.with_file("00"), one.with_file("01"));
    }
}
