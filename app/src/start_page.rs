//! Where a person's work begins.

use followup::{account::Account, identity::Role};

use crate::worklist_address;

/// The address of the page that a person sees after signing in. A liaison officer begins with their force, an inspector and an authoriser
/// with their worklist, everybody else with the overview, but whoever may read of one force only with that force.
#[must_use]
pub fn start_page(account: &Account) -> String {
    let of_force = match account.forces.as_slice() {
        [force] => Some(format!("/forces/{force}")),
        _ => None,
    };
    match (account.role, of_force) {
        (Role::ForceLiaisonOfficer | Role::SeniorLeader, Some(of_force)) => of_force,
        (Role::ForceLiaisonOfficer | Role::Inspector | Role::Authoriser, _) => worklist_address::PATH.to_owned(),
        (Role::SeniorLeader | Role::Administrator, _) => "/".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use followup::identity::PersonId;
    use uuid::Uuid;

    use super::*;

    fn account(role: Role, forces: &[&str]) -> Account {
        Account {
            id: PersonId(Uuid::nil()),
            email: "ann@example.org".parse().unwrap(),
            name: "Ann Other".to_owned(),
            role,
            forces: forces.iter().map(|force| force.parse().unwrap()).collect(),
            enabled: true,
            has_password: true,
            demonstration: false,
            generation: 0,
        }
    }

    #[test]
    fn people_begin_where_their_work_is() {
        for (role, forces, page) in [
            (Role::ForceLiaisonOfficer, &["kent"][..], "/forces/kent"),
            (Role::ForceLiaisonOfficer, &["kent", "essex"], "/worklist"),
            (Role::Inspector, &[], "/worklist"),
            (Role::Authoriser, &[], "/worklist"),
            (Role::SeniorLeader, &[], "/"),
            (Role::SeniorLeader, &["kent"], "/forces/kent"),
            (Role::SeniorLeader, &["kent", "essex"], "/"),
            (Role::Administrator, &[], "/"),
        ] {
            assert_eq!(start_page(&account(role, forces)), page, "{role} of {forces:?}");
        }
    }
}
