//! The overview: how everything stands and what changed since the end of the month before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::published::RoundOfForce;
use crate::{
    force::ForceSlug,
    partial_date::PartialDate,
    progress::{findings_across_rounds::FindingsAcrossRounds, headlines::Headlines, what_recurs::WhatRecurs},
};

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
    /// Items past their deadline of which nobody has recorded a status.
    pub passed: PassedDeadlines,
}

/// The figures of all that the reader may read about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewView {
    /// What is shown of some forces too.
    pub figures: Figures,
    /// What is shown of England and Wales only; `None` for a reader who is limited to forces.
    pub national: Option<NationalFigures>,
}

/// Items past their deadline, by what inspectors found of them last and after it. Both record types together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedDeadlines {
    /// Improved or closed.
    pub improved: u64,
    /// Partly improved, or not fully achieved.
    pub partly_improved: u64,
    /// Still of concern, or without progress.
    pub of_concern: u64,
    /// Nothing is known since.
    pub unknown: u64,
}

/// The latest grades of a force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradedForce {
    /// Its slug.
    pub slug: ForceSlug,
    /// Its name in tables.
    pub name: String,
    /// When they were published, or else the fieldwork began.
    pub said: Option<PartialDate>,
    /// How many topics were graded.
    pub graded: u64,
    /// How many of them as inadequate.
    pub inadequate: u64,
}

/// Figures that would be wrong of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationalFigures {
    /// Forces of which our sources hold at least one round.
    pub with_rounds: u64,
    /// The forces with grades, those with the most inadequate topics first.
    pub graded: Vec<GradedForce>,
    /// Findings by kind of round.
    pub findings: FindingsAcrossRounds,
    /// What rounds raised by topic; its coverage says of how many forces there is any item.
    pub recurs: WhatRecurs,
}
