//! Who acts or reads, and whether they may: the one place where that is decided.

use crate::{
    force::ForceSlug,
    identity::{Audience, Permission, PersonId, Role},
    not_allowed::NotAllowed,
};

/// A signed-in person: one account, one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Which account.
    pub id: PersonId,
    /// In which role it acts.
    pub role: Role,
    /// The forces it is for: a liaison officer's own, or those that a senior leader is limited to. Empty for a senior leader
    /// means all; for a liaison officer none.
    pub forces: Vec<ForceSlug>,
}

impl Person {
    /// Whether anyone in the person's role may do this, whatever the force.
    pub fn may_ever(&self, permission: Permission) -> Result<(), NotAllowed> {
        permission.is_of(self.role).then_some(()).ok_or(NotAllowed::NotOfRole(permission, self.role))
    }

    /// Whether the person may do this to something of a force.
    pub fn may(&self, permission: Permission, force: &ForceSlug) -> Result<(), NotAllowed> {
        self.may_ever(permission)?;
        if self.role == Role::ForceLiaisonOfficer && !self.forces.contains(force) {
            return Err(NotAllowed::NotOfForce);
        }
        Ok(())
    }
}

/// Who looks at the register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reader {
    /// Anybody, where pages may be read without signing in.
    #[default]
    Anyone,
    /// A signed-in person.
    SignedIn(Person),
}

impl Reader {
    /// The person, if one is signed in.
    pub const fn person(&self) -> Option<&Person> {
        match self {
            Self::Anyone => None,
            Self::SignedIn(person) => Some(person),
        }
    }

    /// Whether the reader may read what was written for an audience about a force.
    pub fn may_read(&self, audience: Audience, force: &ForceSlug) -> bool {
        let Some(person) = self.person() else { return matches!(audience, Audience::Everyone) };
        match (audience, person.role) {
            (Audience::Everyone, _)
            | (Audience::Force | Audience::Inspectorate, Role::Inspector | Role::Authoriser) => true,
            (Audience::Force, Role::ForceLiaisonOfficer) => person.forces.contains(force),
            (Audience::Force | Audience::Inspectorate, _) => false,
        }
    }
}

impl Reader {
    /// Whether the line of an event stands in the history that this reader sees: when, by which role, of which kind.
    ///
    /// That a force was asked questions, say, is no secret; the questions are, and for them [`Reader::may_read`] decides.
    pub fn may_see(&self, audience: Audience, force: &ForceSlug) -> bool {
        match audience {
            Audience::Everyone | Audience::Force => true,
            Audience::Inspectorate => self.may_read(audience, force),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn person(role: Role, forces: &[&str]) -> Person {
        Person { id: PersonId(Uuid::nil()), role, forces: forces.iter().map(|slug| slug.parse().unwrap()).collect() }
    }

    #[test]
    fn only_a_liaison_officer_of_the_force_speaks_for_it() {
        let kent: ForceSlug = "kent".parse().unwrap();
        for role in Role::ALL {
            let allowed = person(*role, &["kent"]).may(Permission::Update, &kent).is_ok();
            assert_eq!(allowed, *role == Role::ForceLiaisonOfficer, "{role}");
        }
        let other = person(Role::ForceLiaisonOfficer, &["essex", "surrey"]);
        assert_eq!(other.may(Permission::Update, &kent), Err(NotAllowed::NotOfForce));
        assert_eq!(person(Role::ForceLiaisonOfficer, &[]).may(Permission::Update, &kent), Err(NotAllowed::NotOfForce));
    }

    #[test]
    fn an_inspector_never_ends_anything_and_a_force_never_sets_the_inspectorates_status() {
        let of = |role| Permission::ALL.iter().copied().filter(move |permission| permission.is_of(role));
        let endings = [Permission::AuthoriseClosure, Permission::RefuseClosure, Permission::Reopen];
        assert!(of(Role::Inspector).all(|permission| !endings.contains(&permission)));
        assert!(of(Role::Authoriser).filter(|permission| endings.contains(permission)).count() == endings.len());
        assert_eq!(
            of(Role::ForceLiaisonOfficer).collect::<Vec<_>>(),
            [Permission::Update, Permission::AddEvidence, Permission::RecordNote]
        );
        assert_eq!(of(Role::SeniorLeader).count(), 0);
        assert_eq!(
            of(Role::Administrator).collect::<Vec<_>>(),
            [Permission::ManageAccounts, Permission::ConfirmAuthorisers, Permission::ReadAudit]
        );
    }

    #[test]
    fn only_the_inspectorate_records_rounds_and_monitoring_and_of_any_force() {
        let kent: ForceSlug = "kent".parse().unwrap();
        for permission in [Permission::RecordRound, Permission::RecordMonitoring] {
            for role in Role::ALL {
                for forces in [&[][..], &["kent"], &["essex"]] {
                    let allowed = person(*role, forces).may(permission, &kent);
                    let expected = match role {
                        Role::Inspector | Role::Authoriser => Ok(()),
                        _ => Err(NotAllowed::NotOfRole(permission, *role)),
                    };
                    assert_eq!(allowed, expected, "{role} {permission} {forces:?}");
                }
            }
        }
    }

    #[test]
    fn the_line_of_what_is_for_a_force_is_seen_by_all_and_that_of_the_inspectorate_by_itself() {
        let kent: ForceSlug = "kent".parse().unwrap();
        for role in Role::ALL {
            let reader = Reader::SignedIn(person(*role, &["kent"]));
            let inspectorate = matches!(role, Role::Inspector | Role::Authoriser);
            assert!(reader.may_see(Audience::Force, &kent) && reader.may_see(Audience::Everyone, &kent), "{role}");
            assert_eq!(reader.may_see(Audience::Inspectorate, &kent), inspectorate, "{role}");
        }
        assert!(Reader::Anyone.may_see(Audience::Force, &kent));
        assert!(!Reader::Anyone.may_see(Audience::Inspectorate, &kent));
    }

    #[test]
    fn what_is_written_for_some_is_read_by_nobody_else() {
        let kent: ForceSlug = "kent".parse().unwrap();
        let reads = |reader: &Reader| Audience::ALL.iter().filter(|of| reader.may_read(**of, &kent)).count();
        assert_eq!(reads(&Reader::Anyone), 1);
        for (role, forces, expected) in [
            (Role::Inspector, &[][..], 3),
            (Role::Authoriser, &[], 3),
            (Role::ForceLiaisonOfficer, &["kent"], 2),
            (Role::ForceLiaisonOfficer, &["essex"], 1),
            (Role::SeniorLeader, &["kent"], 1),
            (Role::Administrator, &[], 1),
        ] {
            assert_eq!(reads(&Reader::SignedIn(person(role, forces))), expected, "{role}");
        }
    }
}
