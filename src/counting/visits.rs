//! Visits a year, and the last ones published with what they said.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

use super::{Known, KnownForce};
use crate::{
    counting::found::FoundCounts, force::Force, grade::Grade, partial_date::PartialDate, progress::change::Between,
    view::published::DatedRound,
};

/// How many rounds happened when: by year of publication, else of fieldwork.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitsByYear {
    /// Each year from the first with a visit to this one.
    pub years: Vec<YearOfVisits>,
    /// Rounds without a date.
    pub undated: YearOfVisits,
    /// Published last, the newest first.
    pub last: Vec<LastPublished>,
}

/// The rounds of one year, and how many of them led to what. One round may have done several of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct YearOfVisits {
    /// Which year; 0 for rounds without a date.
    pub year: i32,
    /// Rounds.
    pub visits: u64,
    /// Rounds that graded a topic.
    pub graded: u64,
    /// Rounds of which we know what they found of earlier items.
    pub looked_again: u64,
    /// Rounds of which we know what they asked for.
    pub asked: u64,
}

/// A round published lately, and what it said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastPublished {
    /// The force.
    pub force: Force,
    /// The round.
    pub round: DatedRound,
    /// The day of publication.
    pub published: PartialDate,
    /// How many topics it graded how, the worst first.
    pub graded: Vec<(Grade, u64)>,
    /// How many items it raised, both kinds.
    pub raised: u64,
    /// What it found of earlier items, both kinds.
    pub found: FoundCounts,
}

/// What was published in a period, the newest first. A partial date counts from its last day.
#[must_use]
pub fn published_in(known: &Known, period: Between) -> Vec<LastPublished> {
    let published = newest_first(known).into_iter().filter(|(published, ..)| period.holds(published.last()));
    published.map(|(published, force, at)| last_published(published, force, at)).collect()
}

/// Every round with a date of publication, the newest first; of one day in the order of the forces.
fn newest_first(known: &Known) -> Vec<(PartialDate, &KnownForce, usize)> {
    let mut published: Vec<_> = known
        .forces
        .iter()
        .flat_map(|force| force.visits.iter().enumerate().map(move |(at, visit)| (visit.round.published, force, at)))
        .filter_map(|(published, force, at)| Some((published?, force, at)))
        .collect();
    published.sort_by_key(|(published, ..)| Reverse(published.last()));
    published
}

/// What a round said, named by its place among the visits of its force.
fn last_published(published: PartialDate, force: &KnownForce, at: usize) -> LastPublished {
    let visit = &force.visits[at];
    let mut found = FoundCounts::default();
    for alike in &force.items {
        if let Some((_, finding)) = alike.found.filter(|(by, _)| *by == at) {
            found.add(finding, alike.items);
        }
    }
    let graded = Grade::ALL.iter().rev().map(|grade| (*grade, visit.graded(*grade)));
    LastPublished {
        force: force.force.clone(),
        round: visit.round.clone(),
        published,
        graded: graded.filter(|(_, topics)| *topics > 0).collect(),
        raised: force.items.iter().filter(|alike| alike.raised_at == at).map(|alike| alike.items).sum(),
        found,
    }
}

/// The counts, with the `named` rounds published last.
#[must_use]
pub fn visits_by_year(known: &Known, named: usize) -> VisitsByYear {
    let mut years: BTreeMap<i32, YearOfVisits> = BTreeMap::new();
    let mut undated = YearOfVisits::default();
    for force in &known.forces {
        for (at, visit) in force.visits.iter().enumerate() {
            let year = match visit.said() {
                Some(said) => years.entry(said.last().year()).or_default(),
                None => &mut undated,
            };
            year.visits += 1;
            year.graded += u64::from(!visit.grades.is_empty());
            year.looked_again += u64::from(force.items.iter().any(|alike| alike.found.is_some_and(|(by, _)| by == at)));
            year.asked += u64::from(force.items.iter().any(|alike| alike.raised_at == at));
        }
    }
    let last = newest_first(known).into_iter().take(named);
    let last = last.map(|(published, force, at)| last_published(published, force, at));
    let last = last.collect();
    let years = match years.keys().next() {
        Some(first) => (*first..=known.today.year().max(*first))
            .map(|year| YearOfVisits { year, ..years.get(&year).copied().unwrap_or_default() })
            .collect(),
        None => Vec::new(),
    };
    VisitsByYear { years, undated, last }
}
