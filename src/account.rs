//! Accounts: what a person signs in with, and what an account is.

use serde::{Deserialize, Serialize};

mod assignment;

pub use assignment::{Assignment, AssignmentError, LimitWithoutEffect};

use crate::{
    force::ForceSlug,
    identity::{PersonId, Role},
    invisible_signs::to_answer,
    person::Person,
};

/// Why a text cannot stand in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccountTextError {
    /// It is no address that mail can be sent to.
    #[error("Enter an email address in the correct format, like name@example.police.uk")]
    Email,
    /// It shows nothing or is too long.
    #[error("Enter a name of up to 100 characters")]
    Name,
}

/// An email address as one signs in with: in lower case, so that one person has one account.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An address as an account on record has it, or as it is typed to find one. Some are older than the rule against special
    /// signs.
    #[must_use]
    pub fn on_record(text: &str) -> Self {
        Self(text.trim().to_lowercase())
    }
}

/// The most characters of an address, of what stands before its @ and of each part of its domain (RFC 5321, 4.5.3.1 and RFC 1035, 2.3.4).
const LONGEST_ADDRESS: usize = 254;
const LONGEST_LOCAL_PART: usize = 64;
const LONGEST_LABEL: usize = 63;

/// Signs that may stand before the @ beside letters and digits (RFC 5322, 3.2.3). Nobody has an address with others, which need
/// quotation marks, and markup is made of some of them.
const SIGNS_OF_LOCAL_PART: &str = "!#$%&'*+/=?^_`{|}~-";

/// Words joined by single dots.
fn is_local_part(text: &str) -> bool {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || SIGNS_OF_LOCAL_PART.contains(sign);
    text.len() <= LONGEST_LOCAL_PART && text.split('.').all(|word| !word.is_empty() && word.chars().all(is_sign))
}

/// Two labels or more, of which the last is no number.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let is_top = |label: &str| label.len() >= 2 && label.bytes().any(|byte| byte.is_ascii_alphabetic());
    text.split('.').all(is_label) && text.rsplit_once('.').is_some_and(|(_, top)| is_top(top))
}

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Email {
    type Err = AccountTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let is_address = text.len() <= LONGEST_ADDRESS
            && text.split_once('@').is_some_and(|(local, domain)| is_local_part(local) && is_domain(domain));
        is_address.then(|| Self(text.to_ascii_lowercase())).ok_or(AccountTextError::Email)
    }
}

/// The name an account is listed under: of a person, seen by administrators, by that person, by those of the inspectorate who judge
/// what that person proposed, and by colleagues of their force on drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountName(String);

impl AccountName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for AccountName {
    type Err = AccountTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = to_answer(text);
        let name = name.trim();
        let fits = (1..=100).contains(&name.chars().count()) && !name.chars().any(char::is_control);
        fits.then(|| Self(name.to_owned())).ok_or(AccountTextError::Name)
    }
}

/// An account as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Which.
    pub id: PersonId,
    /// What one signs in with.
    pub email: Email,
    /// Whose it is.
    pub name: String,
    /// In which role the person acts.
    pub role: Role,
    /// For which forces: see [`Person::forces`].
    pub forces: Vec<ForceSlug>,
    /// Sessions of an earlier generation are over.
    pub generation: i32,
    /// Whether a password has been chosen.
    pub has_password: bool,
    /// Whether it is one of the demonstration accounts.
    pub demonstration: bool,
    /// Whether it can be used.
    pub enabled: bool,
}

impl Account {
    /// The person as rules know it.
    pub fn person(&self) -> Person {
        Person { id: self.id, role: self.role, forces: self.forces.clone() }
    }
}

/// What a role's account must name: whether it is of forces, and whether it needs one.
pub const fn forces_of(role: Role) -> ForcesOf {
    match role {
        Role::ForceLiaisonOfficer => ForcesOf::AtLeastOne,
        Role::SeniorLeader => ForcesOf::AnyNumber,
        Role::Inspector | Role::Authoriser | Role::Administrator => ForcesOf::None,
    }
}

/// How many forces an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForcesOf {
    /// It is of no force in particular.
    None,
    /// It may be limited to some.
    AnyNumber,
    /// It speaks for these.
    AtLeastOne,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invisible_signs::is_invisible;

    #[test]
    fn one_address_is_one_account_however_it_is_typed() {
        assert_eq!(" Ann@Example.Police.UK ".parse::<Email>().unwrap().as_str(), "ann@example.police.uk");
    }

    #[test]
    fn text_that_is_no_address_is_refused() {
        let long = "a".repeat(64);
        let (longer, label) = (format!("{long}a@example.org"), format!("ann@{long}.org"));
        let whole = format!("{long}@{}org", "abcdefghi.".repeat(19));
        for text in [
            "",
            "ann",
            "ann@",
            "@example.org",
            "ann@example",
            "ann@localhost",
            "ann@@example.org",
            "ann@force@example.org",
            // Dots and hyphens in the wrong places.
            "ann@.org",
            "ann@force..example",
            "ann@.force.example",
            "ann@force.example.",
            "ann@force.",
            "ann@-force.example",
            "ann@force-.example",
            ".ann@force.example",
            "ann.@force.example",
            "ann..other@force.example",
            // No such top part.
            "ann@force.e",
            "ann@192.0.2.7",
            "ann@[192.0.2.7]",
            "ann@force.example:25",
            // Spaces, signs that show nothing, letters of other alphabets.
            "a nn@example.org",
            "ann @example.org",
            "ann@ example.org",
            "ann@exa\u{200b}mple.org",
            "ann@ex\u{e4}mple.org",
            "\u{430}nn@example.org",
            "ann\u{202e}@example.org",
            "ann@example.org, bob@example.org",
            "Ann Other <ann@example.org>",
            "mailto:ann@example.org",
            "ann@example_force.org",
            // Markup.
            "</title><b>@example.org",
            "\"ann\"@example.org",
            "ann@example.org>",
            "a,b@example.org",
            "a\\b@example.org",
            &longer,
            &label,
            &whole,
        ] {
            assert_eq!(text.parse::<Email>(), Err(AccountTextError::Email), "{text}");
        }
    }

    #[test]
    fn addresses_that_people_have_are_taken() {
        for text in [
            "o'brien+ncpi&co@example.org",
            "ann.other@force.police.uk",
            "a@b.co",
            "ann_other-1@mail-2.force.example",
            "ann@xn--exmple-cua.org",
            "1@2.example",
            &format!("{}@example.org", "a".repeat(64)),
        ] {
            assert!(text.parse::<Email>().is_ok(), "{text}");
        }
    }

    #[test]
    fn name_shows_something_and_is_not_endless() {
        for sign in ('\0'..=char::MAX).filter(|sign| is_invisible(*sign)) {
            assert_eq!(format!(" {sign}{sign}").parse::<AccountName>(), Err(AccountTextError::Name), "{sign:?}");
        }
        assert_eq!("Ann \u{202e}Other".parse::<AccountName>().unwrap().as_str(), "Ann Other");
        assert_eq!("x".repeat(101).parse::<AccountName>(), Err(AccountTextError::Name));
        assert_eq!(" Ann Other ".parse::<AccountName>().unwrap().as_str(), "Ann Other");
    }
}
