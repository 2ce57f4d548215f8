//! Arguments as `name=value` pairs: decoding into a struct that names every argument, and encoding back.
//!
//! A field that is itself a struct takes its fields from the same pairs, so structs can be shared between functions without a prefix
//! in the address. `Option` may be absent, `Vec` may be given any number of times; everything else must be given exactly once.

use std::{cell::RefCell, collections::BTreeSet};

use followup::parameter::BadParameter;
use serde::{
    Deserializer, Serialize,
    de::{
        self, DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::StrDeserializer,
    },
};

use super::error::ApiError;

/// Decodes pairs into arguments.
///
/// # Errors
/// [`ApiError::BadArgument`] for the first argument that is missing, doubled, unknown or cannot be understood, by its name.
pub fn decode<T: DeserializeOwned>(pairs: &[(String, String)]) -> Result<T, ApiError> {
    let pairs = Pairs { given: pairs, names: RefCell::default() };
    let decoded = T::deserialize(Fields { pairs: &pairs }).map_err(ApiError::from)?;
    let names = pairs.names.borrow();
    if let Some((name, value)) = pairs.given.iter().find(|(name, _)| !names.contains(base_name(name))) {
        let known = names.iter().copied().collect::<Vec<_>>().join(", ");
        let allowed = if known.is_empty() {
            "left out: there are no arguments".to_owned()
        } else {
            format!("left out: the arguments are {known}")
        };
        return Err(ApiError::bad_argument(name, value, allowed));
    }
    Ok(decoded)
}

/// Encodes arguments into pairs, which [`decode`] reads back to the same value.
///
/// # Errors
/// [`ApiError::Internal`] if a value cannot be written as text: a fault of the declaration.
pub fn encode(arguments: &impl Serialize) -> Result<Vec<(String, String)>, ApiError> {
    let value = serde_json::to_value(arguments).map_err(|_| ApiError::Internal)?;
    let mut pairs = Vec::new();
    flatten("", value, &mut pairs)?;
    Ok(pairs)
}

fn flatten(name: &str, value: serde_json::Value, pairs: &mut Vec<(String, String)>) -> Result<(), ApiError> {
    use serde_json::Value;
    match value {
        Value::Null => {}
        Value::Bool(value) => pairs.push((name.to_owned(), value.to_string())),
        Value::Number(value) => pairs.push((name.to_owned(), value.to_string())),
        Value::String(value) => pairs.push((name.to_owned(), value)),
        Value::Array(values) => {
            for value in values {
                flatten(name, value, pairs)?;
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                flatten(&name, value, pairs)?;
            }
        }
    }
    Ok(())
}

/// `topic[]` and `topic` name the same argument, because some clients write repeated arguments with brackets.
fn base_name(name: &str) -> &str {
    name.strip_suffix("[]").unwrap_or(name)
}

struct Pairs<'a> {
    given: &'a [(String, String)],
    /// The name of every field that was looked for.
    names: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Pairs<'a> {
    fn values(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.given.iter().filter(move |(given, _)| base_name(given) == name).map(|(_, value)| value.as_str())
    }

    fn one(&self, name: &'static str) -> Result<&'a str, ArgumentError> {
        let mut values = self.values(name);
        let first = values.next().ok_or(ArgumentError::Missing { name })?;
        match values.next() {
            Some(second) => Err(ArgumentError::Doubled { name, value: second.to_owned() }),
            None => Ok(first),
        }
    }
}

#[derive(Debug, thiserror::Error)]
enum ArgumentError {
    #[error("{name} is missing")]
    Missing { name: &'static str },
    #[error("{name} is given twice")]
    Doubled { name: &'static str, value: String },
    #[error("{name}: {message}")]
    Invalid { name: &'static str, value: String, message: String },
    #[error(transparent)]
    Bad(#[from] BadParameter),
    #[error("{0}")]
    Other(String),
}

impl de::Error for ArgumentError {
    fn custom<Message: std::fmt::Display>(message: Message) -> Self {
        let text = message.to_string();
        BadParameter::from_machine(&text).map_or(Self::Other(text), Self::Bad)
    }
}

impl From<ArgumentError> for ApiError {
    fn from(error: ArgumentError) -> Self {
        match error {
            ArgumentError::Missing { name } => Self::bad_argument(name, "", "given"),
            ArgumentError::Doubled { name, value } => Self::bad_argument(name, value, "given only once"),
            ArgumentError::Invalid { name, value, message } => Self::bad_argument(name, value, message),
            ArgumentError::Bad(BadParameter { name, value, allowed }) => Self::BadArgument { name, value, allowed },
            ArgumentError::Other(message) => {
                log_undecodable(&message);
                Self::Internal
            }
        }
    }
}

/// Logs that a function declares an argument of a type that text cannot be decoded into.
fn log_undecodable(message: &str) {
    #[cfg(feature = "ssr")]
    tracing::error!(message, "arguments could not be decoded");
    #[cfg(not(feature = "ssr"))]
    let _ = message;
}

/// A struct whose fields are arguments.
struct Fields<'a, 'p> {
    pairs: &'p Pairs<'a>,
}

impl<'de> Deserializer<'de> for Fields<'_, '_> {
    type Error = ArgumentError;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ArgumentError> {
        Err(ArgumentError::Other("arguments must be a struct".to_owned()))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ArgumentError> {
        visitor.visit_map(FieldAccess { pairs: self.pairs, fields: fields.iter(), name: "" })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ArgumentError> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map enum identifier ignored_any
    }
}

struct FieldAccess<'a, 'p> {
    pairs: &'p Pairs<'a>,
    fields: std::slice::Iter<'static, &'static str>,
    name: &'static str,
}

impl<'de> MapAccess<'de> for FieldAccess<'_, '_> {
    type Error = ArgumentError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, ArgumentError> {
        let Some(name) = self.fields.next() else { return Ok(None) };
        self.name = name;
        let name: StrDeserializer<'_, ArgumentError> = self.name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, ArgumentError> {
        let (name, pairs) = (self.name, self.pairs);
        seed.deserialize(Value { name, pairs }).map_err(|error| match error {
            // The error of a type that parses text has no argument name yet.
            ArgumentError::Other(message) => {
                let value = pairs.values(name).next().unwrap_or_default().to_owned();
                ArgumentError::Invalid { name, value, message }
            }
            error => error,
        })
    }
}

/// The value of one argument.
struct Value<'a, 'p> {
    name: &'static str,
    pairs: &'p Pairs<'a>,
}

impl<'a> Value<'a, '_> {
    fn text(&self) -> Result<&'a str, ArgumentError> {
        self.pairs.names.borrow_mut().insert(self.name);
        self.pairs.one(self.name)
    }

    fn parsed<T: std::str::FromStr>(&self, allowed: &str) -> Result<T, ArgumentError> {
        let text = self.text()?;
        text.parse().map_err(|_| ArgumentError::Invalid {
            name: self.name,
            value: text.to_owned(),
            message: allowed.to_owned(),
        })
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident $allowed:literal;)+) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ArgumentError> {
                visitor.$visit(self.parsed($allowed)?)
            }
        )+
    };
}

impl<'de> Deserializer<'de> for Value<'_, '_> {
    type Error = ArgumentError;

    parsed! {
        deserialize_bool visit_bool "true or false";
        deserialize_u16 visit_u16 "a whole number from 0 to 65535";
        deserialize_u32 visit_u32 "a whole number from 0 to 4294967295";
        deserialize_u64 visit_u64 "a whole number, 0 or more";
        deserialize_i32 visit_i32 "a whole number";
        deserialize_i64 visit_i64 "a whole number";
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ArgumentError> {
        visitor.visit_str(self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ArgumentError> {
        self.pairs.names.borrow_mut().insert(self.name);
        if self.pairs.values(self.name).next().is_none() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ArgumentError> {
        self.pairs.names.borrow_mut().insert(self.name);
        let values = self.pairs.values(self.name).collect::<Vec<_>>().into_iter();
        visitor.visit_seq(Values { values })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ArgumentError> {
        Fields { pairs: self.pairs }.deserialize_struct(name, fields, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ArgumentError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ArgumentError> {
        let text: StrDeserializer<'_, ArgumentError> = self.text()?.into_deserializer();
        visitor.visit_enum(text)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i128 u8 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple tuple_struct map identifier ignored_any
    }
}

/// The values of an argument that can be given any number of times.
struct Values<'a> {
    values: std::vec::IntoIter<&'a str>,
}

impl<'de> SeqAccess<'de> for Values<'_> {
    type Error = ArgumentError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, ArgumentError> {
        let Some(value) = self.values.next() else { return Ok(None) };
        let value: StrDeserializer<'_, ArgumentError> = value.into_deserializer();
        seed.deserialize(value).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Search {
        slug: String,
        topic: Vec<String>,
        page: Option<u32>,
        at: Moment,
    }

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Moment {
        as_at: Option<String>,
    }

    fn pairs(query: &str) -> Vec<(String, String)> {
        form_urlencoded::parse(query.as_bytes()).into_owned().collect()
    }

    fn refused(query: &str) -> String {
        match decode::<Search>(&pairs(query)) {
            Err(ApiError::BadArgument { name, value, allowed }) => format!("{name}={value} must be {allowed}"),
            other => panic!("{query}: {other:?}"),
        }
    }

    #[test]
    fn a_nested_struct_takes_its_fields_from_the_same_pairs() {
        let search: Search = decode(&pairs("slug=kent&as_at=2022-01-01&topic=a&topic[]=b")).unwrap();
        let at = Moment { as_at: Some("2022-01-01".to_owned()) };
        assert_eq!(search, Search { slug: "kent".into(), topic: vec!["a".into(), "b".into()], page: None, at });
    }

    #[test]
    fn every_kind_of_bad_argument_is_named() {
        assert_eq!(refused("topic=a"), "slug= must be given");
        assert_eq!(refused("slug=kent&slug=essex"), "slug=essex must be given only once");
        assert_eq!(refused("slug=kent&page=two"), "page=two must be a whole number from 0 to 4294967295");
        let unknown = "as-at=2022 must be left out: the arguments are as_at, page, slug, topic";
        assert_eq!(refused("slug=kent&as-at=2022"), unknown);
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded_to_the_same(
            slug in ".*",
            topic in proptest::collection::vec(".*", 0..4),
            page in proptest::option::of(any::<u32>()),
            as_at in proptest::option::of(".*"),
        ) {
            let search = Search { slug, topic, page, at: Moment { as_at } };
            let pairs = encode(&search).unwrap();
            prop_assert_eq!(decode::<Search>(&pairs).unwrap(), search);
        }
    }
}
