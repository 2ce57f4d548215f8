//! What an account is for: a role with the forces that this role has. No other pair can be made.

use super::{ForcesOf, forces_of};
use crate::{force::ForceSlug, identity::Role};

/// A role and its forces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    role: Role,
    forces: Vec<ForceSlug>,
}

/// Why a role cannot have these forces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AssignmentError {
    /// A liaison officer of nowhere.
    #[error("Choose at least one force for a force liaison officer")]
    ForcesMissing,
    /// Forces where the role has none.
    #[error("Clear the forces. Only force liaison officers and senior leaders can have them")]
    ForcesNotForRole,
}

impl Assignment {
    /// A role with its forces. Of a senior leader no forces mean every force.
    ///
    /// # Errors
    /// The role needs a force, or has none.
    pub fn new(role: Role, mut forces: Vec<ForceSlug>) -> Result<Self, AssignmentError> {
        match forces_of(role) {
            ForcesOf::None if !forces.is_empty() => return Err(AssignmentError::ForcesNotForRole),
            ForcesOf::AtLeastOne if forces.is_empty() => return Err(AssignmentError::ForcesMissing),
            _ => {}
        }
        forces.sort_unstable();
        forces.dedup();
        Ok(Self { role, forces })
    }

    /// The same where forces that the role cannot have are left out.
    ///
    /// # Errors
    /// The role needs a force.
    pub fn without_idle_forces(role: Role, forces: Vec<ForceSlug>) -> Result<Self, AssignmentError> {
        let forces = if forces_of(role) == ForcesOf::None { Vec::new() } else { forces };
        Self::new(role, forces)
    }

    /// The role.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// Its forces, in the order of their slugs.
    #[must_use]
    pub fn forces(&self) -> &[ForceSlug] {
        &self.forces
    }
}

/// Why the limit of a senior leader to forces keeps nothing from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitWithoutEffect {
    /// Everybody may read everything that a senior leader reads.
    ReadingIsPublic,
    /// Every force was chosen.
    EveryForceChosen,
}

impl LimitWithoutEffect {
    /// Of these forces, of so many that there are. `None` where the limit has an effect, or there is none.
    #[must_use]
    pub fn of_limit(role: Role, forces: &[ForceSlug], all: usize, public: bool) -> Option<Self> {
        match (role, forces.len()) {
            (Role::SeniorLeader, 1..) if public => Some(Self::ReadingIsPublic),
            (Role::SeniorLeader, chosen @ 1..) if chosen >= all => Some(Self::EveryForceChosen),
            _ => None,
        }
    }

    /// The same in words.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::ReadingIsPublic => {
                "This limit has no effect: everyone can read this service without signing in, so a senior leader can read about every force."
            }
            Self::EveryForceChosen => {
                "This limit has no effect: every force is chosen. It would only leave out forces that are added later."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forces(slugs: &[&str]) -> Vec<ForceSlug> {
        slugs.iter().map(|slug| slug.parse().unwrap()).collect()
    }

    #[test]
    fn a_role_has_forces_exactly_where_it_can() {
        for role in Role::ALL {
            let without = Assignment::new(*role, Vec::new());
            let with = Assignment::new(*role, forces(&["kent", "essex", "kent"]));
            match forces_of(*role) {
                ForcesOf::None => {
                    assert_eq!((without.is_ok(), with), (true, Err(AssignmentError::ForcesNotForRole)), "{role}");
                }
                ForcesOf::AnyNumber => assert!(without.is_ok() && with.is_ok(), "{role}"),
                ForcesOf::AtLeastOne => {
                    assert_eq!((without, with.is_ok()), (Err(AssignmentError::ForcesMissing), true), "{role}");
                }
            }
        }
        let two = Assignment::new(Role::SeniorLeader, forces(&["kent", "essex", "kent"])).unwrap();
        assert_eq!(two.forces(), forces(&["essex", "kent"]));
    }

    #[test]
    fn forces_that_mean_nothing_are_left_out_with_the_role() {
        for role in Role::ALL.iter().filter(|role| forces_of(**role) == ForcesOf::None) {
            let left = Assignment::without_idle_forces(*role, forces(&["kent"])).unwrap();
            assert!(left.forces().is_empty(), "{role}");
        }
        let officer = Assignment::without_idle_forces(Role::ForceLiaisonOfficer, forces(&["kent"])).unwrap();
        assert_eq!(officer.forces(), forces(&["kent"]));
    }

    #[test]
    fn limit_says_when_it_keeps_nothing_from_anybody() {
        let of = |role, chosen: &[&str], public| LimitWithoutEffect::of_limit(role, &forces(chosen), 2, public);
        assert_eq!(of(Role::SeniorLeader, &["kent"], false), None);
        assert_eq!(of(Role::SeniorLeader, &["kent"], true), Some(LimitWithoutEffect::ReadingIsPublic));
        assert_eq!(of(Role::SeniorLeader, &["kent", "essex"], false), Some(LimitWithoutEffect::EveryForceChosen));
        assert_eq!(of(Role::SeniorLeader, &[], true), None);
        assert_eq!(of(Role::ForceLiaisonOfficer, &["kent"], true), None);
    }
}
