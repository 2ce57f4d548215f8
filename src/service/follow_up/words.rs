//! The free texts of forms: as they are kept, and which of them must be given.

use super::error::FollowUpError;

/// How long a text of a form may be, in characters.
pub const LONGEST_TEXT: usize = 4000;

/// How long the name of a post may be, in characters.
pub const LONGEST_POST: usize = 200;

/// A text that must be given; `ask` says what for.
pub(in crate::service) fn required(field: &'static str, text: &str, ask: &str) -> Result<String, FollowUpError> {
    optional(field, text)?.ok_or_else(|| FollowUpError::invalid(field, ask))
}

/// A text that may be left out.
pub(in crate::service) fn optional(field: &'static str, text: &str) -> Result<Option<String>, FollowUpError> {
    up_to(LONGEST_TEXT, field, tidy(text))
}

/// The name of a post, on one line.
pub(super) fn post(field: &'static str, text: &str) -> Result<Option<String>, FollowUpError> {
    up_to(LONGEST_POST, field, tidy(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn up_to(longest: usize, field: &'static str, text: String) -> Result<Option<String>, FollowUpError> {
    let length = text.chars().count();
    if length > longest {
        let message = format!("This is {length} characters long; {longest} is the most");
        return Err(FollowUpError::invalid(field, message));
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// Lines as browsers do not send them, no blank ends, nothing that cannot be seen or kept.
fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let seen: String = text.chars().filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t')).collect();
    seen.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_typed_is_kept_without_what_the_database_cannot_keep(text in ".{0,60}") {
            if let Some(kept) = optional("activity", &text).unwrap() {
                prop_assert!(!kept.contains(['\0', '\r']) && kept.trim() == kept && !kept.is_empty());
                prop_assert_eq!(optional("activity", &kept).unwrap(), Some(kept));
            }
        }
    }

    #[test]
    fn blanks_are_no_answer_and_the_lines_of_a_browser_are_lines() {
        let asked = required("activity", " \r\n\0 ", "Say what was done").unwrap_err();
        assert_eq!(asked.to_string(), "Say what was done");
        assert_eq!(required("activity", "one\r\ntwo", "").unwrap(), "one\ntwo");
        assert_eq!(post("owner_post", " Detective \n superintendent ").unwrap().unwrap(), "Detective superintendent");
    }

    #[test]
    fn a_text_that_is_too_long_is_told_by_how_much() {
        assert!(optional("activity", &"é".repeat(LONGEST_TEXT)).is_ok());
        let refused = optional("activity", &"é".repeat(LONGEST_TEXT + 1)).unwrap_err().to_string();
        assert_eq!(refused, "This is 4001 characters long; 4000 is the most");
    }
}
