//! Where to look first: each force in the first band that fits, an order by published facts and no score.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Known, KnownForce, found::FoundCounts};
use crate::{
    finding::RecordType, force::Force, grade::Grade, partial_date::PartialDate, view::published::DatedRound,
    vocabulary::vocabulary,
};

vocabulary! {
    /// What was last said of a force, the most pressing first.
    Band, "band" {
        /// Its latest grades hold an inadequate one.
        Inadequate = "inadequate" => "Graded inadequate in a topic",
        /// Something was of concern at a visit of the last five years.
        OfConcern = "of-concern" => "Something still of concern in the last 5 years",
        /// Its latest grades hold one that requires improvement.
        RequiresImprovement = "requires-improvement" => "Graded requires improvement in a topic",
        /// The last report to raise anything is of the last five years, and nobody has looked at its items since.
        NewlyRaised = "newly-raised" => "New items in the last 5 years, not looked at again yet",
        /// Something was of concern, over five years ago or on an unknown date.
        OfConcernBefore = "of-concern-before" => "Something still of concern, over 5 years ago or undated",
        /// The last report is of the last five years, and nothing in what we could read of it was of concern.
        NothingOfConcern = "nothing-of-concern" => "Nothing of concern in what we could read of the last 5 years",
        /// Nothing was of concern, over five years ago.
        NothingOfConcernBefore = "nothing-of-concern-before" => "Nothing of concern, over 5 years ago or undated",
        /// There were visits, and none says anything that we could read.
        ResultNotKnown = "result-not-known" => "Visited, result not known to us",
        /// No visit is known.
        NoVisit = "no-visit" => "No visit known to us",
    }
}

/// A force with the fact that puts it in its band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandedForce {
    /// Which force.
    pub force: Force,
    /// Its band.
    pub band: Band,
    /// The count that the band is of: topics, or items of both kinds; 0 where the band counts nothing.
    pub number: u64,
    /// Of how many topics or items; 0 where the band counts nothing.
    pub of: u64,
    /// The round that said so, or the last one known; `None` without a visit.
    pub round: Option<DatedRound>,
    /// Its date.
    pub said: Option<PartialDate>,
    /// What the last visit with findings found, in the order of [`RecordType::ALL`]; all 0 where none found anything.
    pub last_found: [FoundCounts; RecordType::ALL.len()],
    /// Every item by its latest finding, whichever visit it is of, in the same order.
    pub found: [FoundCounts; RecordType::ALL.len()],
    /// Items of the force of which no later round that we could read says anything, in the same order.
    pub not_looked_at: [u64; RecordType::ALL.len()],
    /// Every round, in the order of the chain.
    pub rounds: Vec<DatedRound>,
    /// Whether a round of the last five years found or graded anything.
    pub is_reported_lately: bool,
}

/// How many forces something was wrong in, of those reported on in the last five years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lately {
    /// Forces with a finding or a grade of the last five years.
    pub reported: u64,
    /// Of these, forces in the two first bands.
    pub of_concern: u64,
}

/// Every force: the most pressing band first, within a band by number, then the newest, then by name; undated last.
#[must_use]
pub fn in_order(known: &Known) -> Vec<BandedForce> {
    let mut forces: Vec<_> = known.forces.iter().map(|force| banded(known, force)).collect();
    forces.sort_by(|one, other| key(one).cmp(&key(other)).then_with(|| one.short_name().cmp(other.short_name())));
    forces
}

/// The counts of the sentence over the map.
#[must_use]
pub fn lately(forces: &[BandedForce]) -> Lately {
    let reported: Vec<_> = forces.iter().filter(|force| force.is_reported_lately).collect();
    let of_concern = reported.iter().filter(|force| matches!(force.band, Band::Inadequate | Band::OfConcern)).count();
    Lately { reported: reported.len() as u64, of_concern: of_concern as u64 }
}

impl BandedForce {
    /// What it is called in tables.
    #[must_use]
    pub fn short_name(&self) -> &str {
        &self.force.short_name
    }
}

fn key(force: &BandedForce) -> impl Ord + use<> {
    (force.band as u8, Reverse(force.number), Reverse(force.said.map(PartialDate::last)))
}

fn banded(known: &Known, force: &KnownForce) -> BandedForce {
    let graded = force.last_graded();
    let found = force.last_found();
    let last = force.last_visit();
    let raised = force.newly_raised(|visit| known.is_recent(visit.said()));
    let concern = found.map_or(0, |(_, found)| found.iter().map(|of| of.of_concern).sum());
    let spoken_of = found.map_or(0, |(_, found)| found.iter().map(|of| of.all()).sum());
    let with_grade = |grade| graded.filter(|visit| visit.graded(grade) > 0).map(|visit| (visit, visit.graded(grade)));
    let is_recent = |said| known.is_recent(said);
    let (band, visit, number, of) = if let Some((visit, topics)) = with_grade(Grade::Inadequate) {
        (Band::Inadequate, Some(visit), topics, visit.grades.len() as u64)
    } else if let Some((visit, _)) = found.filter(|(visit, _)| concern > 0 && is_recent(visit.said())) {
        (Band::OfConcern, Some(visit), concern, spoken_of)
    } else if let Some((visit, topics)) = with_grade(Grade::RequiresImprovement) {
        (Band::RequiresImprovement, Some(visit), topics, visit.grades.len() as u64)
    } else if let Some((visit, raised)) = raised {
        (Band::NewlyRaised, Some(visit), raised, raised)
    } else if let Some((visit, _)) = found.filter(|_| concern > 0) {
        (Band::OfConcernBefore, Some(visit), concern, spoken_of)
    } else {
        let result = graded.or(found.map(|(visit, _)| visit));
        match (result, last) {
            (Some(_), Some(last)) if is_recent(last.said()) => (Band::NothingOfConcern, Some(last), 0, spoken_of),
            (Some(result), _) => (Band::NothingOfConcernBefore, Some(result), 0, spoken_of),
            (None, Some(last)) => (Band::ResultNotKnown, Some(last), 0, 0),
            (None, None) => (Band::NoVisit, None, 0, 0),
        }
    };
    let results = graded.into_iter().chain(found.map(|(visit, _)| visit));
    BandedForce {
        force: force.force.clone(),
        band,
        number,
        of,
        round: visit.map(|visit| visit.round.clone()),
        said: visit.and_then(super::Visit::said),
        last_found: found.map(|(_, found)| found).unwrap_or_default(),
        found: force.latest_findings(),
        not_looked_at: not_looked_at(force),
        rounds: force.visits.iter().map(|visit| visit.round.clone()).collect(),
        is_reported_lately: results.into_iter().any(|visit| is_recent(visit.said())),
    }
}

fn not_looked_at(force: &KnownForce) -> [u64; RecordType::ALL.len()] {
    let mut counts = [0; RecordType::ALL.len()];
    for alike in force.items.iter().filter(|alike| alike.found.is_none()) {
        counts[alike.record_type as usize] += alike.items;
    }
    counts
}
