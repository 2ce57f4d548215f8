//! Inspectorate status: what the inspectorate holds of a recommendation, and along which steps it may change.

use crate::{
    closure::{EndedBy, NoActionReason, Outcome, TwoPeople},
    identity::PersonId,
    not_allowed::NotAllowed,
    vocabulary::vocabulary,
};

vocabulary! {
    /// The word for what the inspectorate holds.
    InspectorateStatus, "inspectorate status" {
        /// Nothing public or entered says.
        NotRecorded = "not-recorded" => "Not recorded",
        /// The inspectorate is to look.
        AwaitingReview = "awaiting-review" => "Awaiting review",
        /// The force is working on it, and the inspectorate knows.
        BeingProgressed = "being-progressed" => "Being progressed",
        /// One person proposed an ending.
        ClosureProposed = "closure-proposed" => "Closure proposed",
        /// It was done.
        Complete = "complete" => "Complete",
        /// It ended without being done.
        NoFurtherAction = "no-further-action" => "No further action",
    }
}

vocabulary! {
    /// The two stages between which an inspector moves what is open.
    ReviewStage, "stage of review" {
        /// See [`InspectorateStatus::AwaitingReview`].
        AwaitingReview = "awaiting-review" => "Awaiting review",
        /// See [`InspectorateStatus::BeingProgressed`].
        BeingProgressed = "being-progressed" => "Being progressed",
    }
}

impl ReviewStage {
    /// What an inspector does to bring it there.
    pub const fn act(self) -> Act {
        match self {
            Self::AwaitingReview => Act::AwaitReview,
            Self::BeingProgressed => Act::Progress,
        }
    }

    /// What the inspectorate then holds.
    pub const fn held(self) -> Inspectorate {
        match self {
            Self::AwaitingReview => Inspectorate::AwaitingReview,
            Self::BeingProgressed => Inspectorate::BeingProgressed,
        }
    }
}

/// What the inspectorate holds, with the facts that are true of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Inspectorate {
    /// See [`InspectorateStatus::NotRecorded`].
    #[default]
    NotRecorded,
    /// See [`InspectorateStatus::AwaitingReview`].
    AwaitingReview,
    /// See [`InspectorateStatus::BeingProgressed`].
    BeingProgressed,
    /// One person proposed this outcome.
    ClosureProposed {
        /// How it would end.
        outcome: Outcome,
        /// Who proposes.
        by: PersonId,
    },
    /// It has ended.
    Ended {
        /// How it ended.
        outcome: Outcome,
        /// Who stands behind that.
        by: EndedBy,
    },
}

/// What a person of the inspectorate does to the status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Takes it up for review.
    AwaitReview,
    /// Notes that the force is working on it.
    Progress,
    /// Sends back what the force submitted, wherever the review stands. That something was submitted is the position's to say.
    Return,
    /// Proposes an ending.
    Propose {
        /// How it would end.
        outcome: Outcome,
        /// Who proposes.
        by: PersonId,
    },
    /// Refuses the proposed ending.
    Refuse {
        /// Who refuses.
        by: PersonId,
    },
    /// Authorises the proposed ending.
    Authorise {
        /// Who authorises.
        by: PersonId,
    },
    /// Opens it again.
    Reopen,
}

impl Inspectorate {
    /// The word for it.
    pub const fn word(self) -> InspectorateStatus {
        match self {
            Self::NotRecorded => InspectorateStatus::NotRecorded,
            Self::AwaitingReview => InspectorateStatus::AwaitingReview,
            Self::BeingProgressed => InspectorateStatus::BeingProgressed,
            Self::ClosureProposed { .. } => InspectorateStatus::ClosureProposed,
            Self::Ended { outcome, .. } => outcome.held(),
        }
    }

    /// Whether anything about it may still change.
    ///
    /// # Errors
    /// It has ended, and must be reopened first.
    pub const fn still_open(self) -> Result<(), NotAllowed> {
        match self {
            Self::Ended { .. } => Err(NotAllowed::Ended),
            _ => Ok(()),
        }
    }

    /// The state after one more act of a person.
    pub fn then(self, act: Act) -> Result<Self, NotAllowed> {
        match (self, act) {
            (Self::Ended { .. }, Act::Reopen)
            | (Self::ClosureProposed { .. }, Act::Refuse { .. })
            | (Self::NotRecorded | Self::AwaitingReview, Act::Progress)
            | (Self::NotRecorded | Self::AwaitingReview | Self::BeingProgressed, Act::Return) => {
                Ok(Self::BeingProgressed)
            }
            (Self::Ended { .. }, _) => Err(NotAllowed::Ended),
            (_, Act::Reopen) => Err(NotAllowed::NotEnded),
            (Self::ClosureProposed { .. }, Act::Propose { .. } | Act::Return) => Err(NotAllowed::AlreadyProposed),
            (_, Act::Propose { outcome: Outcome::NoFurtherAction(NoActionReason::NotStated), .. }) => {
                Err(NotAllowed::ReasonMissing)
            }
            (_, Act::Propose { outcome, by }) => Ok(Self::ClosureProposed { outcome, by }),
            (Self::ClosureProposed { outcome, by: proposer }, Act::Authorise { by }) => {
                let people = TwoPeople::new(proposer, by).ok_or(NotAllowed::SamePerson)?;
                Ok(Self::Ended { outcome, by: EndedBy::People(people) })
            }
            (_, Act::Refuse { .. } | Act::Authorise { .. }) => Err(NotAllowed::NotProposed),
            (Self::NotRecorded | Self::BeingProgressed, Act::AwaitReview) => Ok(Self::AwaitingReview),
            (from, Act::AwaitReview) => Err(NotAllowed::Status(from.word(), InspectorateStatus::AwaitingReview)),
            (from, Act::Progress) => Err(NotAllowed::Status(from.word(), InspectorateStatus::BeingProgressed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn any_act() -> impl Strategy<Value = Act> {
        let person = (1u128..4).prop_map(|n| PersonId(Uuid::from_u128(n)));
        let reason = proptest::sample::select(NoActionReason::ALL);
        let outcome = prop_oneof![Just(Outcome::Complete), reason.prop_map(Outcome::NoFurtherAction)];
        prop_oneof![
            Just(Act::AwaitReview),
            Just(Act::Progress),
            Just(Act::Return),
            Just(Act::Reopen),
            (outcome, person.clone()).prop_map(|(outcome, by)| Act::Propose { outcome, by }),
            person.clone().prop_map(|by| Act::Refuse { by }),
            person.prop_map(|by| Act::Authorise { by }),
        ]
    }

    proptest! {
        #[test]
        fn no_path_leads_to_an_ending_but_through_two_people(acts in prop::collection::vec(any_act(), 0..30)) {
            let mut state = Inspectorate::NotRecorded;
            for act in acts {
                let before = state;
                state = state.then(act).unwrap_or(state);
                if let Inspectorate::Ended { by, outcome } = state {
                    let EndedBy::People(people) = by else { panic!("no source was imported") };
                    prop_assert_ne!(people.proposed_by(), people.authorised_by());
                    prop_assert_ne!(outcome, Outcome::NoFurtherAction(NoActionReason::NotStated));
                    let was_proposed = matches!(before, Inspectorate::ClosureProposed { .. });
                    prop_assert!(was_proposed || before == state, "an ending is proposed first");
                }
            }
        }

        #[test]
        fn what_has_ended_changes_only_by_reopening(act in any_act()) {
            let ended = Inspectorate::Ended { outcome: Outcome::Complete, by: EndedBy::Source };
            prop_assert_eq!(ended.then(act).is_ok(), act == Act::Reopen);
        }
    }

    #[test]
    fn what_is_submitted_again_can_be_sent_back_again_but_not_past_a_proposal() {
        let by = PersonId(Uuid::from_u128(1));
        for stage in ReviewStage::ALL {
            assert_eq!(stage.held().then(Act::Return), Ok(Inspectorate::BeingProgressed), "{stage}");
        }
        let proposed = Inspectorate::ClosureProposed { outcome: Outcome::Complete, by };
        assert_eq!(proposed.then(Act::Return), Err(NotAllowed::AlreadyProposed));
    }

    #[test]
    fn the_proposer_cannot_authorise() {
        let by = PersonId(Uuid::from_u128(1));
        let proposed = Inspectorate::NotRecorded.then(Act::Propose { outcome: Outcome::Complete, by }).unwrap();
        assert_eq!(proposed.then(Act::Authorise { by }), Err(NotAllowed::SamePerson));
    }
}
