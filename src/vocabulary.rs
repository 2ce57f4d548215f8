//! How a closed list of words becomes a type: one macro, so that slug, label and parsing can never disagree.

/// A word that is not in the list it was looked for in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{given}\" is not a known {what}; known are {}", known.join(", "))]
pub struct UnknownWord {
    /// What was looked for, for example "finding".
    pub what: &'static str,
    /// What stood there instead.
    pub given: String,
    /// The words that would have fitted, as they are written in addresses and files.
    pub known: Vec<&'static str>,
}

/// Declares an enum whose members each have a slug (addresses, files, database) and a label (the screen).
///
/// The slug is read by [`str::parse`] with `-`, `_` and a space taken as the same sign, because our sources mix them.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $name:ident, $what:literal {
            $( $(#[$doc:meta])* $member:ident = $slug:literal => $label:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(into = "&'static str", try_from = "String")]
        pub enum $name {
            $( $(#[$doc])* $member, )+
        }

        impl $name {
            /// Every member, in the order in which screens list them.
            pub const ALL: &'static [Self] = &[$(Self::$member),+];

            /// The word in addresses, files and the database.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$member => $slug,)+ }
            }

            /// The words on the screen.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$member => $label,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.label())
            }
        }

        impl From<$name> for &'static str {
            fn from(word: $name) -> Self {
                word.slug()
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::vocabulary::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                // Our own tables write the slug itself; only words of other sources are compared more loosely.
                if let Some(word) = Self::ALL.iter().copied().find(|word| word.slug() == text) {
                    return Ok(word);
                }
                let wanted = $crate::vocabulary::fold(text);
                Self::ALL
                    .iter()
                    .copied()
                    .find(|word| $crate::vocabulary::fold(word.slug()) == wanted)
                    .ok_or_else(|| $crate::vocabulary::UnknownWord {
                        what: $what,
                        given: text.to_owned(),
                        known: Self::ALL.iter().map(|word| word.slug()).collect(),
                    })
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::vocabulary::UnknownWord;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }
    };
}

pub(crate) use vocabulary;

/// A word in the form in which two spellings of it are compared.
pub(crate) fn fold(text: &str) -> String {
    let between = |character: char| character.is_whitespace() || matches!(character, '-' | '_');
    let words = text.split(between).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
