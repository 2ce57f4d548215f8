//! The free texts of forms: as they are kept, and which of them must be given.

use std::collections::BTreeMap;

use super::InvalidField;
use crate::{
    invisible_signs::to_answer,
    text_limits::{LONGEST_EVIDENCE_TITLE, LONGEST_TEXT},
    update_text::{UPDATE_TEXTS, UpdateText},
};

/// A text that must be given; `ask` says what for.
///
/// # Errors
/// It is blank or too long.
pub fn required(field: &'static str, text: &str, ask: &str) -> Result<String, InvalidField> {
    optional(field, text)?.ok_or_else(|| InvalidField::new(field, ask))
}

/// A text that may be left out.
///
/// # Errors
/// It is too long.
pub fn optional(field: &'static str, text: &str) -> Result<Option<String>, InvalidField> {
    up_to(LONGEST_TEXT, field, tidy(text))
}

/// A title on one line, which must be given; `ask` says what for.
///
/// # Errors
/// It is blank or too long.
pub fn title(field: &'static str, text: &str, ask: &str) -> Result<String, InvalidField> {
    up_to(LONGEST_EVIDENCE_TITLE, field, on_one_line(text))?.ok_or_else(|| InvalidField::new(field, ask))
}

fn on_one_line(text: &str) -> String {
    tidy(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of an update as it is kept; `None` where it is blank and may be.
///
/// # Errors
/// It is too long, or missing and must be given.
pub fn update_text(text: &UpdateText, typed: &str) -> Result<Option<String>, InvalidField> {
    let kept = if text.has_lines { tidy(typed) } else { on_one_line(typed) };
    match (up_to(text.max_length, text.field, kept)?, text.required) {
        (None, Some(message)) => Err(InvalidField::new(text.field, message)),
        (kept, _) => Ok(kept),
    }
}

/// Every text of an update that is missing or too long, by its field: a form shows all of them at once, where the step itself
/// stops at the first.
#[must_use]
pub fn wrong_update_texts(texts: &BTreeMap<&'static str, String>) -> Vec<(&'static str, String)> {
    let judged = UPDATE_TEXTS.iter().map(|text| {
        let typed = texts.get(text.field).map_or("", String::as_str);
        (text.field, update_text(text, typed).err())
    });
    judged.filter_map(|(field, error)| Some((field, error?.to_string()))).collect()
}

fn up_to(longest: usize, field: &'static str, text: String) -> Result<Option<String>, InvalidField> {
    let length = text.chars().count();
    if length > longest {
        let message = format!("This must be {longest} characters or fewer. It has {length}");
        return Err(InvalidField::new(field, message));
    }
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// Lines as browsers do not send them, no blank ends, nothing that cannot be seen or kept or that turns the direction of the text.
fn tidy(text: &str) -> String {
    let text = to_answer(text).replace("\r\n", "\n").replace('\r', "\n");
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
        for nothing in [" \r\n\0 ", "\u{200b}", "\u{3164}\u{2800}", "\u{202e}"] {
            let asked = required("activity", nothing, "Enter what was done").unwrap_err();
            assert_eq!(asked.to_string(), "Enter what was done", "{nothing:?}");
        }
        assert_eq!(required("activity", "a\u{202e}b", "").unwrap(), "ab");
        assert_eq!(required("activity", "one\r\ntwo", "").unwrap(), "one\ntwo");
        let post = UPDATE_TEXTS.iter().find(|text| text.field == "owner_post").unwrap();
        let kept = update_text(post, " Detective \n superintendent ").unwrap();
        assert_eq!(kept.as_deref(), Some("Detective superintendent"));
    }

    #[test]
    fn a_text_that_is_too_long_is_told_by_how_much() {
        assert!(optional("activity", &"é".repeat(LONGEST_TEXT)).is_ok());
        let refused = optional("activity", &"é".repeat(LONGEST_TEXT + 1)).unwrap_err().to_string();
        assert_eq!(refused, "This must be 4000 characters or fewer. It has 4001");
    }
}
