//! Parameters of a query string as the types of the record: a value that does not fit is named with what would.

use std::str::FromStr;

use crate::vocabulary::UnknownWord;

/// A parameter whose value cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} is \"{value}\", but must be {allowed}")]
pub struct BadParameter {
    /// Its name as it stands in the address.
    pub name: &'static str,
    /// Its value as given.
    pub value: String,
    /// What it may be, completing "must be …".
    pub allowed: String,
}

/// The first value under a name; an empty one was not asked for.
pub(super) fn first<'a>(pairs: &[(&'a str, &'a str)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(found, value)| *found == name && !value.is_empty()).map(|(_, value)| *value)
}

/// The first value under a name as a word of a closed list.
pub(super) fn word<T>(pairs: &[(&str, &str)], name: &'static str) -> Result<Option<T>, BadParameter>
where
    T: FromStr<Err = UnknownWord>,
{
    let read = |value: &str| {
        value.parse().map_err(|error: UnknownWord| BadParameter {
            name,
            value: value.to_owned(),
            allowed: format!("one of {}", error.known.join(", ")),
        })
    };
    first(pairs, name).map(read).transpose()
}
