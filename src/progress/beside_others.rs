//! A force beside the others: how many items were still of concern at the last visit that found anything.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::{
    counting::{Known, found::FoundCounts},
    force::Force,
    partial_date::PartialDate,
    progress::{findings_across_rounds::Coverage, selection::Selection},
};

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BesideOthers {
    /// The picked forces, in words. One picked force is marked among all the others.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// Forces of which a visit found anything, most items of concern first.
    pub forces: Vec<AtLastVisit>,
    /// Of how many forces that is known.
    pub coverage: Coverage,
}

/// What the last visit to a force that found anything found, both kinds of item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtLastVisit {
    /// The force.
    pub force: Force,
    /// The address of the round.
    pub round: String,
    /// Its date.
    pub said: Option<PartialDate>,
    /// Items still of concern.
    pub of_concern: u64,
    /// Items that the visit spoke of.
    pub spoken_of: u64,
}

impl BesideOthers {
    /// The figure of what is known of the forces to compare.
    #[must_use]
    pub fn new(scope: String, selection: Selection, known: &Known) -> Self {
        let forces = known.forces.iter().filter_map(|of| {
            let (visit, found) = of.last_found()?;
            let sum = |count: fn(FoundCounts) -> u64| found.iter().map(|found| count(*found)).sum();
            Some(AtLastVisit {
                force: of.force.clone(),
                round: visit.round.slug.clone(),
                said: visit.said(),
                of_concern: sum(|found| found.of_concern),
                spoken_of: sum(FoundCounts::all),
            })
        });
        let mut forces: Vec<_> = forces.collect();
        forces.sort_by(|one, other| {
            let number = |force: &AtLastVisit| Reverse(force.of_concern);
            number(one).cmp(&number(other)).then_with(|| one.force.short_name.cmp(&other.force.short_name))
        });
        let coverage = Coverage::new(forces.len(), known.forces.len());
        Self { scope, selection: selection.both_unless_asked(), forces, coverage }
    }

    /// The force that was picked, if anything is known of it.
    #[must_use]
    pub fn picked(&self) -> Option<&AtLastVisit> {
        let picked = self.selection.force.as_ref()?;
        self.forces.iter().find(|of| of.force.slug == *picked)
    }
}
