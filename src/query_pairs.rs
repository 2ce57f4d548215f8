//! Parameters as they were typed, read as what they must be or refused by name.

use std::str::FromStr;

use chrono::NaiveDate;

use crate::{parameter::BadParameter, parsed_text::FormError, vocabulary::UnknownWord};

/// A value that cannot stand under this name.
pub fn refused(name: &'static str, value: &str, allowed: impl Into<String>) -> BadParameter {
    BadParameter::new(name, value, allowed)
}

/// An error of parsing that can say what would have fitted.
pub trait Allowed {
    /// What would have fitted, completing "must be …".
    fn allowed(self) -> String;
}

impl Allowed for UnknownWord {
    fn allowed(self) -> String {
        format!("one of {}", self.known.join(", "))
    }
}

impl Allowed for FormError {
    fn allowed(self) -> String {
        format!("written in {}", self.form)
    }
}

/// The pairs that have a value.
pub struct QueryPairs<'a>(Vec<(&'a str, &'a str)>);

impl<'a> QueryPairs<'a> {
    /// Those of these pairs that have a value, without the spaces around it.
    pub fn new(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        Self(
            pairs
                .into_iter()
                .map(|(name, value)| (name, value.trim()))
                .filter(|(_, value)| !value.is_empty())
                .collect(),
        )
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(given, _)| *given == name).map(|(_, value)| *value)
    }

    /// The first value.
    pub fn one<T: FromStr<Err: Allowed>>(&self, name: &'static str) -> Result<Option<T>, BadParameter> {
        self.values(name).next().map(|value| parse(name, value)).transpose()
    }

    /// Every value, each once.
    pub fn many<T: FromStr<Err: Allowed> + PartialEq>(&self, name: &'static str) -> Result<Vec<T>, BadParameter> {
        self.values(name).try_fold(Vec::new(), |mut all, value| {
            let value = parse(name, value)?;
            if !all.contains(&value) {
                all.push(value);
            }
            Ok(all)
        })
    }

    /// Something that is asked for with `yes` or not at all.
    pub fn yes(&self, name: &'static str) -> Result<bool, BadParameter> {
        match self.values(name).next() {
            None => Ok(false),
            Some("yes") => Ok(true),
            Some(other) => Err(refused(name, other, "yes, or left out")),
        }
    }

    /// A day, written in full.
    pub fn day(&self, name: &'static str) -> Result<Option<NaiveDate>, BadParameter> {
        let Some(text) = self.values(name).next() else { return Ok(None) };
        let day = text.parse::<NaiveDate>().ok().filter(|day| day.to_string() == text);
        day.map(Some).ok_or_else(|| refused(name, text, "a day written as YYYY-MM-DD, for example 2022-05-31"))
    }

    /// Words to look for.
    pub fn text(&self, name: &'static str, longest: usize) -> Result<Option<String>, BadParameter> {
        let Some(text) = self.values(name).next() else { return Ok(None) };
        // PostgreSQL keeps no zero byte; no other control character is ever looked for.
        if text.chars().count() > longest || text.chars().any(char::is_control) {
            return Err(refused(name, text, format!("at most {longest} characters of plain text")));
        }
        Ok(Some(text.to_owned()))
    }

    /// The number of a page, from 1.
    pub fn page(&self, name: &'static str) -> Result<u32, BadParameter> {
        let Some(text) = self.values(name).next() else { return Ok(1) };
        let number = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        number.filter(|page| *page >= 1).ok_or_else(|| refused(name, text, "a whole number from 1"))
    }
}

fn parse<T: FromStr<Err: Allowed>>(name: &'static str, value: &str) -> Result<T, BadParameter> {
    value.parse().map_err(|error: T::Err| refused(name, value, error.allowed()))
}
