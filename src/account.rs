//! Accounts: what a person signs in with, and what an account is.

use serde::{Deserialize, Serialize};

use crate::{
    force::ForceSlug,
    identity::{PersonId, Role},
    person::Person,
};

/// Why a text cannot stand in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccountTextError {
    /// It has no sign, no domain, or is too long.
    #[error("Enter an email address in the correct format, like name@example.police.uk")]
    Email,
    /// It is empty or too long.
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

/// Signs that an address may only have inside quotation marks (RFC 5322, 3.2.3). Nobody has such an address, and markup is made
/// of them.
const SPECIAL_SIGNS: [char; 11] = ['<', '>', '"', '(', ')', ',', ';', ':', '\\', '[', ']'];

impl std::fmt::Display for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Email {
    type Err = AccountTextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let email = text.trim().to_lowercase();
        let whole = email.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
                && !domain.contains('@')
        });
        let plain = email.chars().all(|c| !c.is_whitespace() && !c.is_control() && !SPECIAL_SIGNS.contains(&c));
        (whole && plain && email.len() <= 254).then_some(Self(email)).ok_or(AccountTextError::Email)
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
        let name = text.trim();
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

    #[test]
    fn one_address_is_one_account_however_it_is_typed() {
        assert_eq!(" Ann@Example.Police.UK ".parse::<Email>().unwrap().as_str(), "ann@example.police.uk");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in
            ["", "ann", "ann@", "@example.org", "ann@example", "a nn@example.org", "ann@@example.org", "ann@.org"]
        {
            assert_eq!(text.parse::<Email>(), Err(AccountTextError::Email), "{text}");
        }
        assert_eq!(format!("{}@example.org", "a".repeat(250)).parse::<Email>(), Err(AccountTextError::Email));
    }

    #[test]
    fn an_address_with_markup_is_refused() {
        for text in [
            "</title><b>@example.org",
            "\"ann\"@example.org",
            "ann@example.org>",
            "a,b@example.org",
            "a\\b@example.org",
        ] {
            assert_eq!(text.parse::<Email>(), Err(AccountTextError::Email), "{text}");
        }
        assert!("o'brien+ncpi&co@example.org".parse::<Email>().is_ok());
    }

    #[test]
    fn a_name_is_neither_empty_nor_endless() {
        assert_eq!("  ".parse::<AccountName>(), Err(AccountTextError::Name));
        assert_eq!("x".repeat(101).parse::<AccountName>(), Err(AccountTextError::Name));
        assert_eq!(" Ann Other ".parse::<AccountName>().unwrap().as_str(), "Ann Other");
    }
}
