//! Filters and other questions that are written as a query string, and travel as arguments of a read function.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserializer, Serializer,
    de::{Error as _, MapAccess, Visitor},
    ser::SerializeMap as _,
};

use crate::parameter::BadParameter;

/// A question that a query string asks.
pub trait Query: Sized {
    /// The names of all parameters.
    const NAMES: &'static [&'static str];
    /// Those that can be given more than once; every other may be given once.
    const REPEATED: &'static [&'static str];

    /// Whether the values of a parameter are secret: no error repeats them.
    #[must_use]
    fn is_secret(_name: &str) -> bool {
        false
    }

    /// Reads pairs. Empty values count as not given; names that are not in [`Query::NAMES`] are left alone.
    ///
    /// # Errors
    /// The first parameter whose value cannot be used, with what it may be.
    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter>;

    /// [`Query::from_pairs`] of anything that yields pairs.
    ///
    /// # Errors
    /// The same.
    fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, BadParameter> {
        Self::from_pairs(&pairs.into_iter().collect::<Vec<_>>())
    }

    /// The pairs that ask the same.
    fn to_pairs(&self) -> Vec<(&'static str, String)>;
}

/// Writes a query as a map of its pairs; for `serde`.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<Q: Query, S: Serializer>(query: &Q, serializer: S) -> Result<S::Ok, S::Error> {
    let pairs = query.to_pairs();
    let mut map = serializer.serialize_map(None)?;
    for name in Q::NAMES {
        let values: Vec<_> = pairs.iter().filter(|(given, _)| given == name).map(|(_, value)| value).collect();
        if !values.is_empty() {
            map.serialize_entry(name, &values)?;
        }
    }
    map.end()
}

/// Reads a query from a map of its pairs; for `serde`.
///
/// # Errors
/// A [`BadParameter`], in the form that [`BadParameter::from_machine`] reads.
pub fn deserialize<'de, Q: Query, D: Deserializer<'de>>(deserializer: D) -> Result<Q, D::Error> {
    deserializer.deserialize_struct("Query", Q::NAMES, QueryVisitor(PhantomData))
}

struct QueryVisitor<Q>(PhantomData<Q>);

impl<'de, Q: Query> Visitor<'de> for QueryVisitor<Q> {
    type Value = Q;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the parameters of a query")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Q, M::Error> {
        let mut pairs = Vec::new();
        while let Some((name, values)) = map.next_entry::<String, Vec<String>>()? {
            if let (true, Some(second)) = (!Q::REPEATED.contains(&name.as_str()), values.get(1)) {
                let value = if Q::is_secret(&name) { String::new() } else { second.clone() };
                let bad = BadParameter { name, value, allowed: "given only once".to_owned() };
                return Err(M::Error::custom(format_args!("{bad:#}")));
            }
            pairs.extend(values.into_iter().map(|value| (name.clone(), value)));
        }
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Q::from_pairs(&pairs).map_err(|bad| M::Error::custom(format_args!("{bad:#}")))
    }
}

/// Implements `Serialize` and `Deserialize` of a [`Query`] by its pairs.
macro_rules! query_serde {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::query::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::query::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use query_serde;
