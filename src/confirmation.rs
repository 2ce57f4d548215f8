//! What about accounts needs a second person: who could make an authoriser alone could close alone.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    identity::{Permission, PersonId},
    person::Person,
    vocabulary::vocabulary,
};

/// Which confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConfirmationId(pub Uuid);

vocabulary! {
    /// What waits for a second person.
    ConfirmationKind, "kind of confirmation" {
        /// A new account in the role of authoriser.
        NewAccount = "new-account" => "New authoriser",
        /// An account that is to become an authoriser's.
        Role = "role" => "Change of role to authoriser",
        /// A one-time link for the account of an authoriser.
        Link = "link" => "One-time link for an authoriser",
    }
}

vocabulary! {
    /// What became of it.
    ConfirmationAnswer, "answer" {
        /// A second person agreed.
        Confirmed = "confirmed" => "Confirmed",
        /// A second person did not.
        Refused = "refused" => "Refused",
        /// Whoever asked for it took it back.
        Withdrawn = "withdrawn" => "Withdrawn",
    }
}

/// Why somebody cannot answer it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotToAnswer {
    /// Their role does not answer these.
    #[error("Only administrators and authorisers can confirm this")]
    NotOfRole,
    /// They asked for it themselves.
    #[error("You asked for this yourself. Another administrator or an authoriser must confirm it")]
    AskedYourself,
    /// Somebody else asked for it.
    #[error("Only the person who asked for this can withdraw it")]
    AskedByOther,
    /// It is about their own account.
    #[error("This is about your own account. Another administrator or an authoriser must confirm it")]
    OwnAccount,
}

/// Whether somebody may give this answer to what `asked_by` asked for about an account.
///
/// # Errors
/// Why not.
pub fn may_answer(
    person: &Person,
    answer: ConfirmationAnswer,
    asked_by: Option<PersonId>,
    account: PersonId,
) -> Result<(), NotToAnswer> {
    let is_own = asked_by == Some(person.id);
    if !Permission::ConfirmAuthorisers.is_of(person.role) {
        return Err(NotToAnswer::NotOfRole);
    }
    match answer {
        ConfirmationAnswer::Withdrawn if is_own => Ok(()),
        ConfirmationAnswer::Withdrawn => Err(NotToAnswer::AskedByOther),
        ConfirmationAnswer::Confirmed | ConfirmationAnswer::Refused if is_own => Err(NotToAnswer::AskedYourself),
        ConfirmationAnswer::Confirmed if account == person.id => Err(NotToAnswer::OwnAccount),
        ConfirmationAnswer::Confirmed | ConfirmationAnswer::Refused => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Role;

    #[test]
    fn another_administrator_or_authoriser_answers_and_nobody_else() {
        let [asker, other, owner] = [1, 2, 3].map(|id| PersonId(Uuid::from_u128(id)));
        for role in Role::ALL {
            for id in [asker, other, owner] {
                let person = Person { id, role: *role, forces: Vec::new() };
                let may = |answer| may_answer(&person, answer, Some(asker), owner);
                let of_role = matches!(role, Role::Administrator | Role::Authoriser);
                assert_eq!(may(ConfirmationAnswer::Confirmed).is_ok(), of_role && id == other, "{role}");
                assert_eq!(may(ConfirmationAnswer::Refused).is_ok(), of_role && id != asker, "{role}");
                assert_eq!(may(ConfirmationAnswer::Withdrawn).is_ok(), of_role && id == asker, "{role}");
            }
        }
    }
}
