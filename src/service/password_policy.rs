//! Which new passwords are refused because of what others know: words of the service, of the forces and of the marking, and passwords
//! that were stolen elsewhere.

use tokio::task::spawn_blocking;

use super::{
    breached_passwords::BreachedPasswords,
    passwords::{self, WeakPassword, normalized},
};
use crate::{
    store::{database::Database, error::StoreError, forces},
    view::forces::ForceName,
};

/// What is said of the service wherever it runs, folded as in [`folded`]. The password of the demonstration accounts holds one of them.
const OF_THE_SERVICE: [&str; 9] = [
    "ncpi",
    "hmicfrs",
    "followup",
    "police",
    "constabulary",
    "inspectorate",
    "demonstration",
    "childprotection",
    "officialsensitive",
];

/// Parts of the names of forces that are common words as well.
const COMMON: [&str; 8] = ["north", "south", "east", "west", "city", "greater", "valley", "police"];

/// A word shorter than this stands in too many others.
const SHORTEST_WORD: usize = 4;

/// A word of this length or more is found although other signs separate its parts, as in "thames-valley".
const LONG_WORD: usize = 7;

/// What the operator adds to the rules for passwords.
#[derive(Clone, Debug, Default)]
pub struct PasswordPolicy {
    marking: Vec<String>,
    breached: Option<BreachedPasswords>,
}

/// Why a password is not taken.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is not good enough.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// The store or the file of stolen passwords failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl PasswordPolicy {
    /// The policy of a service with this protective marking and, where there is one, a file of stolen passwords.
    #[must_use]
    pub fn new(marking: &str, breached: Option<BreachedPasswords>) -> Self {
        let whole = letters(marking);
        let words = marking.split(|sign: char| !sign.is_alphanumeric()).map(letters);
        let marking = words.chain([whole]).filter(|word| word.len() >= SHORTEST_WORD).collect();
        Self { marking, breached }
    }

    /// Judges a new password. `own` are words that others know of the person: email address and name.
    pub async fn judge(&self, database: &Database, password: &str, own: &[&str]) -> Result<(), PolicyError> {
        passwords::judge(password, own)?;
        let forces = forces::names(database).await?;
        if self.holds_known_word(password, &forces) {
            return Err(WeakPassword::KnownWord.into());
        }
        let Some(breached) = self.breached.clone() else { return Ok(()) };
        let password = normalized(password);
        let found = spawn_blocking(move || breached.contains(&password)).await;
        let found = found.map_err(|error| StoreError::Unavailable(error.to_string()))?;
        match found {
            Ok(false) => Ok(()),
            Ok(true) => Err(WeakPassword::Breached.into()),
            Err(error) => {
                Err(StoreError::Unavailable(format!("the file of stolen passwords cannot be read: {error}")).into())
            }
        }
    }

    fn holds_known_word(&self, password: &str, forces: &[ForceName]) -> bool {
        let (password, squeezed) = (folded(password), letters(password));
        let holds = |word: &str| password.contains(word) || (word.len() >= LONG_WORD && squeezed.contains(word));
        let of_forces = forces.iter().flat_map(|force| words_of(&force.name));
        OF_THE_SERVICE.into_iter().any(holds)
            || self.marking.iter().any(|word| holds(word))
            || of_forces.into_iter().any(|word| holds(&word))
    }
}

/// The words of a force's name that say which it is, and the whole name.
fn words_of(name: &str) -> Vec<String> {
    let words = name.split(|sign: char| !sign.is_alphanumeric()).map(letters);
    let telling = words.filter(|word| word.len() >= SHORTEST_WORD && !COMMON.contains(&word.as_str()));
    telling.chain([letters(name)].into_iter().filter(|name| name.len() >= LONG_WORD)).collect()
}

/// Small letters, with the digits and signs that people write for letters read as those.
fn folded(text: &str) -> String {
    let plain = normalized(text).to_lowercase();
    let letter = |sign: char| match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    plain.chars().map(letter).collect()
}

fn letters(text: &str) -> String {
    folded(text).chars().filter(|sign| sign.is_alphabetic()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(marking: &str, password: &str) -> bool {
        let force = |slug: &str, name: &str| ForceName { slug: slug.parse().unwrap(), name: name.to_owned() };
        let forces = [
            force("kent", "Kent"),
            force("thames-valley", "Thames Valley"),
            force("south-wales", "South Wales"),
            force("city-of-london", "City of London"),
        ];
        PasswordPolicy::new(marking, None).holds_known_word(password, &forces)
    }

    #[test]
    fn passwords_that_hold_words_of_service_force_or_marking_are_refused() {
        for password in [
            "OfficialSensitive1",
            "Official garden otter",
            "0ff1c1al-S3ns1t1ve",
            "Kentpolice2026",
            "lantern K3nt otter",
            "ThamesValley-2026",
            "Thames otter lantern",
            "south-wales-otter",
            "ncpi lantern garden",
            "my follow-up list 26",
            "only for demonstration",
        ] {
            assert!(holds("OFFICIAL-SENSITIVE", password), "{password}");
        }
    }

    #[test]
    fn ordinary_words_are_left_alone() {
        for password in ["garden lantern otter", "kettle marble cloud", "south of the valley", "spoken tapestry city"] {
            assert!(!holds("OFFICIAL-SENSITIVE", password), "{password}");
        }
        assert!(!holds("", "official garden otter") && holds("Top Secret", "secret garden otter"));
    }
}
