//! The latest grades of each force that has any.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Known, Visit};
use crate::{force::Force, grade::Grade, partial_date::PartialDate, topic::Topic, view::published::DatedRound};

/// The grades of a force's latest graded round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradedForce {
    /// Which force.
    pub force: Force,
    /// The round.
    pub round: DatedRound,
    /// Its date.
    pub said: Option<PartialDate>,
    /// The grades, in the order of the scheme.
    pub grades: Vec<(Topic, Grade)>,
}

impl GradedForce {
    /// The topics with a grade.
    pub fn with(&self, grade: Grade) -> impl Iterator<Item = Topic> + '_ {
        self.grades.iter().filter(move |(_, given)| *given == grade).map(|(topic, _)| *topic)
    }
}

/// The forces with the most inadequate topics first, then the newest, then by name.
#[must_use]
pub fn graded(known: &Known) -> Vec<GradedForce> {
    let latest = known.forces.iter().filter_map(|force| Some((force, force.last_graded()?)));
    let graded = |(force, visit): (&super::KnownForce, &Visit)| GradedForce {
        force: force.force.clone(),
        round: visit.round.clone(),
        said: visit.said(),
        grades: visit.grades.clone(),
    };
    let mut forces: Vec<_> = latest.map(graded).collect();
    let key = |force: &GradedForce| {
        (Reverse(force.with(Grade::Inadequate).count()), Reverse(force.said.map(PartialDate::last)))
    };
    forces.sort_by(|one, other| {
        key(one).cmp(&key(other)).then_with(|| one.force.short_name.cmp(&other.force.short_name))
    });
    forces
}
