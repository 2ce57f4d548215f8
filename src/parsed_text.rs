//! Texts that are only ever held when they are well formed: one macro for slugs, codes and references.

/// Why a text does not have the form that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\" is not a {what}; write {form}")]
pub struct FormError {
    /// What was wanted, for example "force".
    pub what: &'static str,
    /// What stood there.
    pub given: String,
    /// What would fit, with an example.
    pub form: &'static str,
}

/// Declares a newtype over `String` with a private field, so that parsing is the only way in. The spaces around it are left out, or what
/// else a function before the check says.
macro_rules! parsed_text {
    ($(#[$meta:meta])* $name:ident, $what:literal, $form:literal, $check:expr) => {
        $crate::parsed_text::parsed_text! { $(#[$meta])* $name, $what, $form, str::to_owned, $check }
    };
    ($(#[$meta:meta])* $name:ident, $what:literal, $form:literal, $normal:expr, $check:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::parsed_text::FormError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let text = text.trim();
                let normal: fn(&str) -> String = $normal;
                let check: fn(&str) -> bool = $check;
                let normal = normal(text);
                if check(&normal) {
                    Ok(Self(normal))
                } else {
                    Err($crate::parsed_text::FormError { what: $what, given: text.to_owned(), form: $form })
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::parsed_text::FormError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

pub(crate) use parsed_text;

/// Whether a text is small letters and digits joined by single hyphens, at most 80 signs.
pub(crate) fn is_slug(text: &str) -> bool {
    text.len() <= 80
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}
