//! The overview: how everything stands and what changed since the end of the month before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::published::RoundOfForce;
use crate::progress::{findings_across_rounds::FindingsAcrossRounds, headlines::Headlines, what_recurs::WhatRecurs};

/// An item past its deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Late {
    /// Its reference.
    pub reference: String,
    /// The force's name in tables.
    pub force_name: String,
    /// When it was due.
    pub due: NaiveDate,
}

/// What is shown of all forces, and of some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// How everything stands, with how it stood at the end of the month before.
    pub headlines: Headlines,
    /// The rounds published last.
    pub latest: Vec<RoundOfForce>,
    /// The longest overdue.
    pub late: Vec<Late>,
}

/// The figures of all that the reader may read about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewView {
    /// What is shown of some forces too.
    pub figures: Figures,
    /// What is shown of England and Wales only; `None` for a reader who is limited to forces.
    pub national: Option<NationalFigures>,
}

/// Figures that would be wrong of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationalFigures {
    /// Forces of which our sources hold at least one round.
    pub with_rounds: u64,
    /// Findings by kind of round.
    pub findings: FindingsAcrossRounds,
    /// What rounds raised by topic; its coverage says of how many forces there is any item.
    pub recurs: WhatRecurs,
}
