//! The stages of a force's monitoring, and its duties.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{event_line::EventLine, free_text::FreeText, published::DatedRound};
use crate::{deadline::Due, duty::Duty, fact::Monitoring, force::Force, partial_date::PartialDate};

/// A stage that a force was in, or is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageSpan {
    /// Which.
    pub stage: Monitoring,
    /// Since when, if that is known.
    pub since: Option<NaiveDate>,
    /// The first day on which it was no longer so; `None` for the stage the force is in.
    pub until: Option<NaiveDate>,
}

/// A duty of a force after one of its rounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyOfForce {
    /// Which.
    pub duty: Duty,
    /// After which round.
    pub round: DatedRound,
    /// By when.
    pub due: Due,
    /// By when it was due at first.
    pub first_due_on: NaiveDate,
    /// The publication that the date is reckoned from by rule; `None` where a person set the date.
    pub by_rule_from: Option<PartialDate>,
    /// Why a person set the date.
    pub reason: FreeText,
    /// When it was met, if it was.
    pub met_on: Option<NaiveDate>,
    /// Why the day it was met on was put right, if it was.
    pub met_reason: FreeText,
}

/// What inspectors recorded of a force itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonitoringView {
    /// Its stages, first to last. The last one is the one it is in.
    pub stages: Vec<StageSpan>,
    /// Its duties, by round and then by kind.
    pub duties: Vec<DutyOfForce>,
}

/// What the form for monitoring and duties stands on: the present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonitoringForm {
    /// Whose.
    pub force: Force,
    /// Its rounds in order.
    pub rounds: Vec<DatedRound>,
    /// What is recorded.
    pub standing: MonitoringView,
    /// The version of the force's stream.
    pub version: i32,
    /// The event with which a form just ended, if the reader comes from there.
    pub saved: Option<EventLine>,
}
