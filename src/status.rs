//! The one tag people read, derived from force position and inspectorate status by the table in the design record.

use crate::{
    closure::{EndedBy, Outcome},
    inspectorate_status::Inspectorate,
    position::Position,
    vocabulary::vocabulary,
};

vocabulary! {
    /// The derived status.
    Status, "status" {
        /// Neither force nor inspectorate recorded anything here, whatever a source published.
        NotRecorded = "not-recorded" => "Status not recorded",
        /// The force has not started.
        NotStarted = "not-started" => "Not started",
        /// The force plans it.
        Planned = "planned" => "Planned",
        /// It is under way.
        InProgress = "in-progress" => "In progress",
        /// Said to be done, not verified.
        SubmittedForReview = "submitted-for-review" => "Submitted for review",
        /// Two people of the inspectorate stand behind it.
        VerifiedComplete = "verified-complete" => "Verified complete",
        /// Only a source says that it has ended; nobody here verified it.
        ClosedAccordingToSource = "closed-according-to-source" => "Closed according to the source",
        /// It ended without being done.
        ClosedWithoutAction = "closed-without-action" => "Closed without action",
        /// The force does not accept it.
        NotAccepted = "not-accepted" => "Not accepted",
    }
}

vocabulary! {
    /// The four groups charts show.
    StatusGroup, "group of statuses" {
        /// Not started, planned, in progress, not accepted.
        Open = "open" => "Open",
        /// Submitted for review.
        SaidDone = "said-done" => "Claimed done, not verified",
        /// Verified complete.
        VerifiedComplete = "verified-complete" => "Verified complete",
        /// Closed without action.
        ClosedWithoutAction = "closed-without-action" => "Closed without action",
    }
}

impl Status {
    /// The status that a force position and what the inspectorate holds make together.
    pub const fn derived(position: Position, inspectorate: Inspectorate) -> Self {
        match inspectorate {
            Inspectorate::Ended { outcome: Outcome::Complete, by: EndedBy::People(_) } => Self::VerifiedComplete,
            Inspectorate::Ended { by: EndedBy::Source, .. } => Self::ClosedAccordingToSource,
            Inspectorate::Ended { outcome: Outcome::NoFurtherAction(_), by: EndedBy::People(_) } => {
                Self::ClosedWithoutAction
            }
            Inspectorate::ClosureProposed { .. } => Self::SubmittedForReview,
            Inspectorate::NotRecorded | Inspectorate::AwaitingReview | Inspectorate::BeingProgressed => {
                match (position, inspectorate) {
                    (Position::NotRecorded, Inspectorate::NotRecorded) => Self::NotRecorded,
                    (Position::NotRecorded | Position::InProgress, _) => Self::InProgress,
                    (Position::NotStarted, _) => Self::NotStarted,
                    (Position::Planned, _) => Self::Planned,
                    (Position::ReadyForReview, _) => Self::SubmittedForReview,
                    (Position::NotAccepted, _) => Self::NotAccepted,
                }
            }
        }
    }

    /// The group charts show it in; `None` for the two that are counted beside the chart, in words.
    pub const fn group(self) -> Option<StatusGroup> {
        match self {
            Self::NotStarted | Self::Planned | Self::InProgress | Self::NotAccepted => Some(StatusGroup::Open),
            Self::SubmittedForReview => Some(StatusGroup::SaidDone),
            Self::VerifiedComplete => Some(StatusGroup::VerifiedComplete),
            Self::ClosedWithoutAction => Some(StatusGroup::ClosedWithoutAction),
            Self::NotRecorded | Self::ClosedAccordingToSource => None,
        }
    }

    /// Whether people recorded it here. What only a source tells counts as not known.
    pub const fn is_known(self) -> bool {
        self.group().is_some()
    }

    /// Whether it has ended.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::VerifiedComplete | Self::ClosedAccordingToSource | Self::ClosedWithoutAction)
    }
}

impl StatusGroup {
    /// The statuses it holds.
    pub fn statuses(self) -> impl Iterator<Item = Status> {
        Status::ALL.iter().copied().filter(move |status| status.group() == Some(self))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use Status::{
        ClosedAccordingToSource as Source, ClosedWithoutAction as Without, InProgress, NotAccepted, NotRecorded,
        NotStarted, Planned, SubmittedForReview as Submitted, VerifiedComplete as Verified,
    };

    use super::*;
    use crate::{
        closure::{NoActionReason, TwoPeople},
        identity::PersonId,
    };

    #[test]
    fn the_table_of_the_design_record_holds_for_every_pair() {
        let [ann, bea] = [1, 2].map(|n| PersonId(Uuid::from_u128(n)));
        let people = EndedBy::People(TwoPeople::new(ann, bea).unwrap());
        let no_action = Outcome::NoFurtherAction(NoActionReason::Superseded);
        let columns = [
            Inspectorate::NotRecorded,
            Inspectorate::AwaitingReview,
            Inspectorate::BeingProgressed,
            Inspectorate::ClosureProposed { outcome: Outcome::Complete, by: ann },
            Inspectorate::Ended { outcome: Outcome::Complete, by: people },
            Inspectorate::Ended { outcome: no_action, by: people },
            Inspectorate::Ended { outcome: Outcome::Complete, by: EndedBy::Source },
            Inspectorate::Ended { outcome: no_action, by: EndedBy::Source },
        ];
        let ended = [Submitted, Verified, Without, Source, Source];
        let rows = [
            (Position::NotRecorded, [NotRecorded, InProgress, InProgress]),
            (Position::NotStarted, [NotStarted; 3]),
            (Position::Planned, [Planned; 3]),
            (Position::InProgress, [InProgress; 3]),
            (Position::ReadyForReview, [Submitted; 3]),
            (Position::NotAccepted, [NotAccepted; 3]),
        ];
        for (position, open) in rows {
            let derived = columns.map(|column| Status::derived(position, column));
            assert_eq!(derived[..3], open, "{position}");
            assert_eq!(derived[3..], ended, "{position}");
        }
    }

    #[test]
    fn every_status_is_in_one_group_or_counted_beside_the_chart() {
        let grouped: usize = StatusGroup::ALL.iter().map(|group| group.statuses().count()).sum();
        let beside = Status::ALL.iter().filter(|status| status.group().is_none()).count();
        assert_eq!((grouped, beside), (Status::ALL.len() - 2, 2));
    }
}
