//! Scope: about which forces a reader is told anything at all.

use crate::{force::ForceSlug, identity::Role, person::Reader};

/// The forces that a reader may read about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scope {
    /// All of them: the register is public, or open to everyone who signed in.
    #[default]
    EveryForce,
    /// These and no other. Figures about all forces are refused to such a reader: of a part they would be wrong.
    Only(Vec<ForceSlug>),
}

impl Scope {
    /// What a reader may read about. `public` says whether everybody may read the register: what everybody may read nobody
    /// is kept from, and only then does it matter that a senior leader's account is limited to forces.
    #[must_use]
    pub fn of(reader: &Reader, public: bool) -> Self {
        match reader.person() {
            Some(person) if !public && person.role == Role::SeniorLeader && !person.forces.is_empty() => {
                Self::Only(person.forces.clone())
            }
            _ => Self::EveryForce,
        }
    }

    /// Whether a force is among them.
    #[must_use]
    pub fn covers(&self, force: &ForceSlug) -> bool {
        self.covers_slug(force.as_str())
    }

    /// The same for a slug as an address writes it.
    #[must_use]
    pub fn covers_slug(&self, slug: &str) -> bool {
        self.only().is_none_or(|forces| forces.iter().any(|force| force.as_str() == slug))
    }

    /// The forces, where there are others.
    #[must_use]
    pub fn only(&self) -> Option<&[ForceSlug]> {
        match self {
            Self::EveryForce => None,
            Self::Only(forces) => Some(forces),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{identity::PersonId, person::Person};

    #[test]
    fn only_a_senior_leader_with_forces_is_limited_and_only_where_pages_are_not_public() {
        let kent: ForceSlug = "kent".parse().unwrap();
        for role in Role::ALL {
            for forces in [vec![], vec![kent.clone()]] {
                for public in [true, false] {
                    let limited = *role == Role::SeniorLeader && !forces.is_empty() && !public;
                    let person = Person { id: PersonId(Uuid::nil()), role: *role, forces: forces.clone() };
                    let scope = Scope::of(&Reader::SignedIn(person), public);
                    assert_eq!(scope.only().is_some(), limited, "{role} {forces:?} {public}");
                    assert!(scope.covers(&kent), "{role}");
                    assert_eq!(scope.covers_slug("essex"), !limited, "{role} {forces:?} {public}");
                }
            }
        }
        assert_eq!(Scope::of(&Reader::Anyone, true), Scope::EveryForce);
    }
}
