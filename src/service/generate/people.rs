//! Who acts in synthetic data: people without names, by their roles.

use super::chance::Chance;
use crate::{
    event::Actor,
    identity::{PersonId, Role},
};

/// The people who have to do with one force. No two of them are the same.
#[derive(Debug, Clone)]
pub struct People {
    inspectors: Vec<PersonId>,
    authorisers: Vec<PersonId>,
    liaison: Vec<PersonId>,
}

impl People {
    /// The inspectorate's people.
    pub fn of_the_inspectorate(chance: &mut Chance) -> Self {
        let mut some = |count| (0..count).map(|_| PersonId(chance.id())).collect();
        Self { inspectors: some(12), authorisers: some(4), liaison: Vec::new() }
    }

    /// The same with a force's own liaison officers.
    pub fn with_force(&self, chance: &mut Chance) -> Self {
        Self { liaison: (0..3).map(|_| PersonId(chance.id())).collect(), ..self.clone() }
    }

    /// A force liaison officer.
    pub fn liaison(&self, chance: &mut Chance) -> Actor {
        Actor::Person { id: chance.pick(&self.liaison), role: Role::ForceLiaisonOfficer }
    }

    /// An inspector.
    pub fn inspector(&self, chance: &mut Chance) -> PersonId {
        chance.pick(&self.inspectors)
    }

    /// Somebody who authorises what inspectors propose.
    pub fn authoriser(&self, chance: &mut Chance) -> PersonId {
        chance.pick(&self.authorisers)
    }
}
