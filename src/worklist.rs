//! Worklists: which items wait for a person of a role, and why.

use crate::{identity::Role, vocabulary::vocabulary};

/// After how many days without a word from its force an item waits for one, counted from the day it was asked where there was none.
pub const DAYS_WITHOUT_UPDATE: u16 = 90;

vocabulary! {
    /// Why an item is on a worklist. On a whole worklist each item is in one [section](Section); its other reasons are said beside it.
    ///
    /// Overdue, due soon, due later, passed in silence and undated are judged as [`crate::deadline::DeadlineState`] judges them.
    /// A closed item is in no group.
    Group, "group" {
        /// Its deadline has passed.
        Overdue = "overdue" => "Overdue",
        /// Its deadline is near.
        DueWithin30Days = "due-within-30-days" => "Due within 30 days",
        /// Its deadline is further away.
        DueLater = "due-later" => "Due later",
        /// Its deadline has passed, and nobody has said anything of it.
        NothingRecorded = "nothing-recorded" => "Deadline passed, no update yet",
        /// It has no date by which it is due.
        Undated = "undated" => "Undated",
        /// Inspectors asked questions that no submission has answered since.
        Returned = "returned" => "Returned with questions",
        /// An authoriser refused to close it, and nobody has done anything about it since.
        ClosureRefused = "closure-refused" => "Closure refused",
        /// An authoriser reopened it, and its force has done nothing about it since.
        Reopened = "reopened" => "Reopened",
        /// A note asks for an answer.
        AsksForAnswer = "asks-for-answer" => "Note asks for an answer",
        /// Its force has told nothing for [`DAYS_WITHOUT_UPDATE`] days.
        NotUpdated = "not-updated" => "Not updated for 90 days",
        /// Its force says that it is done, or an ending is proposed: the force waits.
        WithInspectorate = "with-inspectorate" => "With the inspectorate",
        /// Another person proposed an ending, and the reader may authorise it.
        Proposed = "proposed" => "Closure proposed",
        /// Its force says that it is done; no ending is proposed yet.
        Submitted = "submitted" => "Submitted for review",
        /// Its force does not accept it.
        NotAccepted = "not-accepted" => "Not accepted by the force",
        /// An ending is proposed that the reader cannot authorise.
        AwaitingAuthoriser = "awaiting-authoriser" => "Waiting for an authoriser",
    }
}

/// How the items of a group are listed on a whole worklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// In a section of their own, among what the reader has to do.
    Owed,
    /// In the sections of their deadlines: the group is only a way to find them.
    Reason,
    /// After what the reader has to do: somebody else has to act. Not counted as the reader's.
    Elsewhere,
}

impl Group {
    /// The groups of a role's worklist, in its order; none where the role has no worklist. An item is in the section of the first group
    /// it belongs to.
    pub const fn of(role: Role) -> &'static [Self] {
        match role {
            Role::ForceLiaisonOfficer => &[
                Self::Overdue,
                Self::DueWithin30Days,
                Self::NothingRecorded,
                Self::DueLater,
                Self::Undated,
                Self::Returned,
                Self::ClosureRefused,
                Self::Reopened,
                Self::AsksForAnswer,
                Self::NotUpdated,
                Self::WithInspectorate,
            ],
            Role::Inspector => &[
                Self::Submitted,
                Self::ClosureRefused,
                Self::NotAccepted,
                Self::AsksForAnswer,
                Self::AwaitingAuthoriser,
            ],
            Role::Authoriser => &[
                Self::Proposed,
                Self::Submitted,
                Self::ClosureRefused,
                Self::NotAccepted,
                Self::AsksForAnswer,
                Self::AwaitingAuthoriser,
            ],
            Role::SeniorLeader | Role::Administrator => &[],
        }
    }

    /// How a role's worklist lists the items of the group.
    pub const fn section(self, role: Role) -> Section {
        match (self, role) {
            (Self::WithInspectorate | Self::AwaitingAuthoriser, _) => Section::Elsewhere,
            (
                Self::Returned | Self::ClosureRefused | Self::Reopened | Self::AsksForAnswer | Self::NotUpdated,
                Role::ForceLiaisonOfficer,
            ) => Section::Reason,
            _ => Section::Owed,
        }
    }

    /// The groups of a role's worklist that are listed in this way.
    pub fn in_section(role: Role, section: Section) -> impl Iterator<Item = Self> {
        Self::of(role).iter().copied().filter(move |group| group.section(role) == section)
    }

    /// What an item of the group is, completing "Nothing is …".
    pub const fn of_nothing(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DueWithin30Days => "due within 30 days",
            Self::DueLater => "due later",
            Self::Returned => "returned with questions",
            Self::ClosureRefused => "waiting after a refused closure",
            Self::Reopened => "reopened",
            Self::AsksForAnswer => "waiting for an answer to a note",
            Self::NothingRecorded => "past its deadline without an update",
            Self::Undated => "without a date",
            Self::NotUpdated => "without an update for 90 days",
            Self::WithInspectorate => "with the inspectorate",
            Self::Submitted => "waiting for review",
            Self::NotAccepted => "refused by its force",
            Self::Proposed => "waiting for you to authorise it",
            Self::AwaitingAuthoriser => "waiting for an authoriser",
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
    fn what_others_have_to_do_comes_after_what_the_reader_has_to_do() {
        for role in Role::ALL {
            let sections: Vec<_> = Group::of(*role).iter().map(|group| group.section(*role)).collect();
            let first_elsewhere = sections.iter().position(|section| *section == Section::Elsewhere);
            let last_of_reader = sections.iter().rposition(|section| *section != Section::Elsewhere);
            assert!(first_elsewhere > last_of_reader || sections.is_empty(), "{role}");
        }
    }

    #[test]
    fn the_words_name_the_days_of_the_rule() {
        let days = format!("{DAYS_WITHOUT_UPDATE} days");
        assert!(Group::NotUpdated.label().contains(&days) && Group::NotUpdated.of_nothing().contains(&days));
    }
}
