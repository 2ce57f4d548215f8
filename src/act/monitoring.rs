//! What an inspector can record of a force, with the answers of the form that asks for it.

use chrono::NaiveDate;

use crate::{duty::Duty, fact::Monitoring, round::RoundSlug};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A duty is set after a round, or its date moves.
    SetDuty {
        /// Which.
        duty: Duty,
        /// After which round.
        round: RoundSlug,
        /// By when; `None` for the date by rule.
        due: Option<NaiveDate>,
        /// Why not the date by rule, or why the date moves.
        reason: String,
    },
    /// A duty was met.
    MeetDuty {
        /// Which.
        duty: Duty,
        /// After which round.
        round: RoundSlug,
        /// On which day.
        on: NaiveDate,
    },
    /// A duty was met on another day than the one that is recorded.
    CorrectMet {
        /// Which.
        duty: Duty,
        /// After which round.
        round: RoundSlug,
        /// On which day.
        on: NaiveDate,
        /// Why the day that stands is wrong. Must be given.
        reason: String,
    },
    /// That a duty was met was recorded in error: it was not.
    UndoMet {
        /// Which.
        duty: Duty,
        /// After which round.
        round: RoundSlug,
        /// Why. Must be given.
        reason: String,
    },
    /// The force moves to a stage of monitoring.
    ChangeMonitoring {
        /// Which.
        to: Monitoring,
        /// From which day on.
        from: NaiveDate,
    },
}
