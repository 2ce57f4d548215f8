//! Who acts or reads, and what a person may do: the one place where that is decided.

use crate::{
    closure::PersonId,
    event::{Audience, Role},
    force::ForceSlug,
    not_allowed::NotAllowed,
    vocabulary::vocabulary,
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

vocabulary! {
    /// What can be done to a force's record. Reading the register itself is not among them: see [`Reader`].
    Action, "action" {
        /// The force's own word: position, updates, drafts, submission.
        Update = "update" => "update what the force says",
        /// Either side shows what bears on it.
        AddEvidence = "add-evidence" => "add evidence",
        /// Either side notes something for those it chooses.
        RecordNote = "record-note" => "record a note",
        /// Inspectors send a submission back with questions.
        Return = "return" => "return a submission",
        /// Inspectors move their status between awaiting review and being progressed.
        MoveStatus = "move-status" => "move the inspectorate’s status",
        /// Inspectors record what a later round found.
        RecordFinding = "record-finding" => "record a finding",
        /// The first of the two who close.
        ProposeClosure = "propose-closure" => "propose closure",
        /// The second of the two who close.
        AuthoriseClosure = "authorise-closure" => "authorise closure",
        /// The second of the two says no.
        RefuseClosure = "refuse-closure" => "refuse closure",
        /// Opens what has ended.
        Reopen = "reopen" => "reopen what has ended",
        /// Inspectors move a deadline, with a reason.
        MoveDeadline = "move-deadline" => "move a deadline",
        /// Inspectors link an item to an earlier one.
        Link = "link" => "link to an earlier recommendation",
        /// Inspectors write down a round, as a draft until it is published.
        RecordRound = "record-round" => "record a round",
        /// Inspectors record Scan, Engage and the force's duties.
        RecordMonitoring = "record-monitoring" => "record monitoring and duties",
        /// Accounts, reference data, imports.
        ManageAccounts = "manage-accounts" => "manage accounts",
    }
}

impl Action {
    /// Whether anyone in a role may ever do this, whatever the force.
    ///
    /// An authoriser is an inspector who may also end things: what one proposed another must authorise, which the closure
    /// itself sees to ([`crate::inspectorate_status::Inspectorate::then`]).
    pub const fn is_of(self, role: Role) -> bool {
        use Action::{
            AddEvidence, AuthoriseClosure, Link, ManageAccounts, MoveDeadline, MoveStatus, ProposeClosure,
            RecordFinding, RecordMonitoring, RecordNote, RecordRound, RefuseClosure, Reopen, Return, Update,
        };
        match self {
            Update => matches!(role, Role::ForceLiaisonOfficer),
            AddEvidence | RecordNote => matches!(role, Role::ForceLiaisonOfficer | Role::Inspector | Role::Authoriser),
            Return | MoveStatus | RecordFinding | ProposeClosure | MoveDeadline | Link | RecordRound
            | RecordMonitoring => {
                matches!(role, Role::Inspector | Role::Authoriser)
            }
            AuthoriseClosure | RefuseClosure | Reopen => matches!(role, Role::Authoriser),
            ManageAccounts => matches!(role, Role::Administrator),
        }
    }
}

impl Person {
    /// Whether the person may do this to something of a force.
    pub fn may(&self, action: Action, force: &ForceSlug) -> Result<(), NotAllowed> {
        if !action.is_of(self.role) {
            return Err(NotAllowed::NotOfRole(action, self.role));
        }
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
            let allowed = person(*role, &["kent"]).may(Action::Update, &kent).is_ok();
            assert_eq!(allowed, *role == Role::ForceLiaisonOfficer, "{role}");
        }
        let other = person(Role::ForceLiaisonOfficer, &["essex", "surrey"]);
        assert_eq!(other.may(Action::Update, &kent), Err(NotAllowed::NotOfForce));
        assert_eq!(person(Role::ForceLiaisonOfficer, &[]).may(Action::Update, &kent), Err(NotAllowed::NotOfForce));
    }

    #[test]
    fn an_inspector_never_ends_anything_and_a_force_never_sets_the_inspectorates_status() {
        let of = |role| Action::ALL.iter().copied().filter(move |action| action.is_of(role));
        let endings = [Action::AuthoriseClosure, Action::RefuseClosure, Action::Reopen];
        assert!(of(Role::Inspector).all(|action| !endings.contains(&action)));
        assert!(of(Role::Authoriser).filter(|action| endings.contains(action)).count() == endings.len());
        assert_eq!(
            of(Role::ForceLiaisonOfficer).collect::<Vec<_>>(),
            [Action::Update, Action::AddEvidence, Action::RecordNote]
        );
        assert_eq!(of(Role::SeniorLeader).count(), 0);
        assert_eq!(of(Role::Administrator).collect::<Vec<_>>(), [Action::ManageAccounts]);
    }

    #[test]
    fn only_the_inspectorate_records_rounds_and_monitoring_and_of_any_force() {
        let kent: ForceSlug = "kent".parse().unwrap();
        for action in [Action::RecordRound, Action::RecordMonitoring] {
            for role in Role::ALL {
                for forces in [&[][..], &["kent"], &["essex"]] {
                    let allowed = person(*role, forces).may(action, &kent);
                    let expected = match role {
                        Role::Inspector | Role::Authoriser => Ok(()),
                        _ => Err(NotAllowed::NotOfRole(action, *role)),
                    };
                    assert_eq!(allowed, expected, "{role} {action} {forces:?}");
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
