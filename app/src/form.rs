//! A form that was sent: what was typed, what is wrong with it, and both back on the page it came from.

use followup::answers_digest::AnswersDigest;
use leptos::prelude::use_context;

use crate::{components::Link, request::QueryParams};

pub mod account;
pub mod comparison;
pub mod evidence;
pub mod monitoring;
pub mod offer;
pub mod personal_data;
mod reader;
pub mod review;
pub mod round_draft;
pub mod table;
pub mod update;
pub mod view;

use crate::fields::{self, Field};

/// Names of what says how a form works and nothing of what was answered.
pub const FORM_CONTROLS: [&str; 5] = ["version", "token", "button", "sitting", "continues"];

/// What was typed into a form, with the errors found in it. Nothing typed, and no errors, where the page is opened afresh.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    given: QueryParams,
    errors: Vec<(String, String)>,
}

impl Answers {
    /// What was sent, each answer as it is taken: see [`fields::answer`].
    #[must_use]
    pub fn new(given: QueryParams) -> Self {
        Self { given: given.with_values(fields::answer), errors: Vec::new() }
    }

    /// What the request being answered sent, if it sent a form.
    #[must_use]
    pub fn of_request() -> Self {
        use_context().unwrap_or_default()
    }

    /// What was typed into a field, empty if nothing.
    #[must_use]
    pub fn value(&self, field: &str) -> String {
        self.given.get(field).unwrap_or_default().to_owned()
    }

    /// Whether nothing was sent: the page is opened afresh.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.given == QueryParams::default()
    }

    /// With this in a field to start from.
    #[must_use]
    pub fn starting(mut self, field: &str, value: impl Into<String>) -> Self {
        self.given = self.given.with(field, value);
        self
    }

    /// What was kept of a form before.
    #[must_use]
    pub fn of_draft<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        fields.into_iter().fold(Self::default(), |answers, (field, value)| answers.starting(field, value))
    }

    /// With the errors in the order of this table, others last.
    #[must_use]
    pub fn in_order_of(mut self, fields: &[Field]) -> Self {
        let place = |wrong: &str| fields.iter().position(|field| field.name == wrong).unwrap_or(fields.len());
        self.errors.sort_by_key(|(wrong, _)| place(wrong));
        self
    }

    /// Everything that was sent.
    pub fn given(&self) -> impl Iterator<Item = (&str, &str)> {
        self.given.iter()
    }

    /// The digest of what was answered, without what says how the form works.
    #[must_use]
    pub fn digest(&self) -> AnswersDigest {
        AnswersDigest::of(self.given().filter(|(name, _)| *name != "looked_at" && !FORM_CONTROLS.contains(name)))
    }

    /// Every value of a field that can have several.
    pub fn values<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.given.all(field)
    }

    /// Notes that something is wrong with a field. Fields are listed in the order in which this is called.
    pub fn wrong(&mut self, field: &str, words: impl Into<String>) {
        self.errors.push((field.to_owned(), words.into()));
    }

    /// With errors that were noted before.
    #[must_use]
    pub fn with_errors(self, errors: Vec<(String, String)>) -> Self {
        Self { errors, ..self }
    }

    /// Notes that something is wrong, as a value.
    #[must_use]
    pub fn with_error(mut self, field: &str, words: impl Into<String>) -> Self {
        self.wrong(field, words);
        self
    }

    /// A field parsed; where that fails the reason is noted and there is no value.
    pub fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(&mut self, field: &str) -> Option<T> {
        match self.value(field).parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.wrong(field, error.to_string());
                None
            }
        }
    }

    /// Everything that is wrong: the field, and what to do about it.
    pub fn errors(&self) -> impl Iterator<Item = (&str, &str)> {
        self.errors.iter().map(|(field, words)| (field.as_str(), words.as_str()))
    }

    /// What is wrong with a field, first things first.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<String> {
        self.errors.iter().find(|(wrong, _)| wrong == field).map(|(_, words)| words.clone())
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.errors.is_empty()
    }

    /// A page's title, which says first that something is wrong.
    #[must_use]
    pub fn title(&self, title: &str) -> String {
        if self.is_right() { title.to_owned() } else { format!("Error: {title}") }
    }

    /// The errors as the summary on top of the page lists them, each leading to its field.
    #[must_use]
    pub fn summary(&self) -> Vec<Link> {
        self.errors.iter().map(|(field, words)| Link::new(words.clone(), format!("#{field}"))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_kept_beside_what_is_wrong_with_it() {
        let mut answers = Answers::new(QueryParams::parse("age=old&name=Ann"));
        assert_eq!(answers.parsed::<u8>("age"), None);
        assert_eq!(answers.value("age"), "old");
        assert!(!answers.is_right() && answers.error("age").is_some() && answers.error("name").is_none());
        assert_eq!(answers.summary()[0].href, "#age");
    }
}
