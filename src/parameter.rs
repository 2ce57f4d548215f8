//! Parameters of a query string as the types of the record: a value that does not fit is named with what would.

use std::{fmt, str::FromStr};

use crate::vocabulary::UnknownWord;

/// A parameter whose value cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadParameter {
    /// Its name as it stands in the address.
    pub name: String,
    /// Its value as given.
    pub value: String,
    /// What it may be, completing "must be …".
    pub allowed: String,
}

/// Between the parts of an error that goes through `serde`, which passes on text alone.
const SEPARATOR: char = '\u{1f}';

impl BadParameter {
    /// A parameter that cannot be used.
    pub fn new(name: impl Into<String>, value: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), allowed: allowed.into() }
    }

    /// Reads what `{:#}` writes.
    #[must_use]
    pub fn from_machine(text: &str) -> Option<Self> {
        let mut parts = text.split(SEPARATOR);
        let (Some(""), Some(name), Some(value), Some(allowed), None) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        Some(Self::new(name, value, allowed))
    }
}

impl std::error::Error for BadParameter {}

impl fmt::Display for BadParameter {
    /// A sentence; `{:#}` writes the parts, for [`BadParameter::from_machine`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, value, allowed } = self;
        if f.alternate() {
            let value = value.replace(SEPARATOR, " ");
            write!(f, "{SEPARATOR}{name}{SEPARATOR}{value}{SEPARATOR}{allowed}")
        } else {
            write!(f, "{name} is \"{value}\", but must be {allowed}")
        }
    }
}

/// The first value under a name; an empty one was not asked for.
pub fn first<'a>(pairs: &[(&'a str, &'a str)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(found, value)| *found == name && !value.is_empty()).map(|(_, value)| *value)
}

/// The first value under a name as a word of a closed list.
pub fn word<T>(pairs: &[(&str, &str)], name: &'static str) -> Result<Option<T>, BadParameter>
where
    T: FromStr<Err = UnknownWord>,
{
    let read = |value: &str| {
        value
            .parse()
            .map_err(|error: UnknownWord| BadParameter::new(name, value, format!("one of {}", error.known.join(", "))))
    };
    first(pairs, name).map(read).transpose()
}
