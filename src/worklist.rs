//! Worklists: which items wait for a person of a role, and why.

use crate::{identity::Role, vocabulary::vocabulary};

/// After how many days without a word from its force an item waits for one.
pub const DAYS_WITHOUT_UPDATE: u16 = 90;

vocabulary! {
    /// Why an item stands on a worklist. One item may stand there for several reasons: a whole worklist lists it under the most
    /// pressing of them, which is the first in the order of [`Group::of`], and says the others beside it.
    ///
    /// Overdue, due soon, passed in silence and undated are judged as [`crate::deadline::DeadlineState`] judges them, so that they
    /// hold what the register shows for the same deadline. What has ended stands in no group.
    Group, "group" {
        /// Its deadline has passed.
        Overdue = "overdue" => "Overdue",
        /// Its deadline is near.
        DueWithin30Days = "due-within-30-days" => "Due within 30 days",
        /// Inspectors asked questions that no submission has answered since.
        Returned = "returned" => "Returned with questions",
        /// Its deadline has passed, and nobody has said anything of it.
        NothingRecorded = "nothing-recorded" => "Deadline passed, no update yet",
        /// It has no date by which it is due.
        Undated = "undated" => "Undated",
        /// Its force has told nothing for [`DAYS_WITHOUT_UPDATE`] days, or never, and the inspectorate has not got it.
        NotUpdated = "not-updated" => "Not updated for 90 days",
        /// Its force says that it is done; no ending is proposed yet.
        Submitted = "submitted" => "Submitted for review",
        /// One person proposed an ending; another must authorise it.
        Proposed = "proposed" => "Closure proposed",
    }
}

impl Group {
    /// The groups of a role's worklist, in its order, which is that of what presses most; none where the role has no worklist.
    pub const fn of(role: Role) -> &'static [Self] {
        match role {
            Role::ForceLiaisonOfficer => &[
                Self::Overdue,
                Self::DueWithin30Days,
                Self::Returned,
                Self::NothingRecorded,
                Self::Undated,
                Self::NotUpdated,
            ],
            Role::Inspector => &[Self::Submitted],
            Role::Authoriser => &[Self::Proposed, Self::Submitted],
            Role::SeniorLeader | Role::Administrator => &[],
        }
    }

    /// What an item of the group is, completing "Nothing is …".
    pub const fn of_nothing(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DueWithin30Days => "due within 30 days",
            Self::Returned => "returned with questions",
            Self::NothingRecorded => "past its deadline without an update",
            Self::Undated => "without a date",
            Self::NotUpdated => "without an update for 90 days",
            Self::Submitted => "waiting for review",
            Self::Proposed => "waiting for a second person to close it",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::Permission;

    #[test]
    fn those_who_may_act_on_items_have_a_worklist_and_nobody_else() {
        let acts = |role: Role| {
            let actions = [Permission::Update, Permission::Return, Permission::AuthoriseClosure];
            actions.into_iter().any(|action| action.is_of(role))
        };
        for role in Role::ALL {
            assert_eq!(Group::of(*role).is_empty(), !acts(*role), "{role}");
        }
    }

    #[test]
    fn only_those_who_may_authorise_are_asked_to() {
        for role in Role::ALL {
            assert_eq!(
                Group::of(*role).contains(&Group::Proposed),
                Permission::AuthoriseClosure.is_of(*role),
                "{role}"
            );
        }
    }

    #[test]
    fn the_words_name_the_days_of_the_rule() {
        let days = format!("{DAYS_WITHOUT_UPDATE} days");
        assert!(Group::NotUpdated.label().contains(&days) && Group::NotUpdated.of_nothing().contains(&days));
    }
}
