//! Of how many forces what is known: the ladder from "a visit is known" to "a claim or closure is public".

use serde::{Deserialize, Serialize};

use super::{Known, held::forces_with};
use crate::view::forces_filter::With;

/// Numbers of forces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ladder {
    /// All.
    pub forces: u64,
    /// With a round.
    pub visited: u64,
    /// With an item.
    pub asked: u64,
    /// With a finding.
    pub found: u64,
    /// With an audit of case files.
    pub audited: u64,
    /// With a grade.
    pub graded: u64,
    /// With a position of the force or a decision of inspectors, recorded by people.
    pub told_by_people: u64,
}

/// The counts.
#[must_use]
pub fn ladder(known: &Known) -> Ladder {
    let count = |with: With| forces_with(known, with, None).len() as u64;
    Ladder {
        forces: known.forces.len() as u64,
        visited: count(With::Rounds),
        asked: count(With::Items),
        found: count(With::LookedAt),
        audited: count(With::CaseAudits),
        graded: count(With::Grades),
        told_by_people: count(With::Statuses),
    }
}
