//! Force position: what the force says, and along which steps it may change its word.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What the force says of a recommendation.
    Position, "force position" {
        /// Nothing public or entered says what the force claims.
        NotRecorded = "not-recorded" => "Not recorded",
        /// Nothing has been done yet.
        NotStarted = "not-started" => "Not started",
        /// Work is planned.
        Planned = "planned" => "Planned",
        /// Work is under way.
        InProgress = "in-progress" => "In progress",
        /// The force says it is done, and asks inspectors to look.
        ReadyForReview = "ready-for-review" => "Ready for review",
        /// The force does not accept the recommendation.
        NotAccepted = "not-accepted" => "Not accepted",
    }
}

impl Position {
    /// Whether a person may move from this position to `next`.
    ///
    /// Once something is recorded it cannot become unrecorded, and nobody submits what was never under way: only work
    /// in progress becomes ready for review. The first word on an item may be any.
    pub const fn may_become(self, next: Self) -> bool {
        use Position::{InProgress, NotAccepted, NotRecorded, NotStarted, Planned, ReadyForReview};
        matches!(
            (self, next),
            (NotRecorded, NotStarted | Planned | InProgress | ReadyForReview | NotAccepted)
                | (NotStarted, Planned | InProgress | NotAccepted)
                | (Planned, NotStarted | InProgress | NotAccepted)
                | (InProgress, Planned | ReadyForReview | NotAccepted)
                | (ReadyForReview, InProgress)
                | (NotAccepted, NotStarted | Planned | InProgress)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_recorded_never_becomes_unrecorded() {
        assert!(Position::ALL.iter().all(|from| !from.may_become(Position::NotRecorded)));
    }

    #[test]
    fn only_work_in_progress_or_a_first_word_becomes_ready_for_review() {
        let from: Vec<_> = Position::ALL.iter().filter(|from| from.may_become(Position::ReadyForReview)).collect();
        assert_eq!(from, [&Position::NotRecorded, &Position::InProgress]);
    }

    #[test]
    fn every_position_but_the_unrecorded_can_be_reached_and_left() {
        for position in Position::ALL.iter().filter(|position| **position != Position::NotRecorded) {
            assert!(Position::ALL.iter().any(|from| from.may_become(*position)), "{position}");
            assert!(Position::ALL.iter().any(|next| position.may_become(*next)), "{position}");
        }
    }
}
