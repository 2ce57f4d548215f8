//! What comes back: in how many forces a topic was still of concern on return, and in how many a later round raised it anew.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use serde::{Deserialize, Serialize};

use super::{Known, found::FoundCounts};
use crate::{
    crosswalk::{Heading, Schemes},
    finding::{FindingGroup, KnownFrom, RecordType},
    force::ForceSlug,
    topic::Topic,
};

/// Of how many forces looked at again a topic must be known to be ranked.
pub const LEAST_FORCES: u64 = 5;

/// One topic over all forces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicCount {
    /// Which topic. The schemes are kept apart here.
    pub topic: Topic,
    /// Forces of which the latest finding of an item of the topic is of concern.
    pub of_concern: Vec<ForceSlug>,
    /// Forces of which any item of the topic has a finding.
    pub looked_at: Vec<ForceSlug>,
    /// Forces of which a later round raised the topic anew, by name. Both kinds of item, the schemes joined by our crosswalk.
    pub raised_anew: Vec<ForceSlug>,
    /// Its items by their latest finding, in the order of [`RecordType::ALL`].
    pub found: [FoundCounts; RecordType::ALL.len()],
    /// Its items of which no later round says anything, in the same order.
    pub not_looked_at: [u64; RecordType::ALL.len()],
    /// How many of these have no later round that could have, both kinds.
    pub not_visited_again: u64,
}

impl TopicCount {
    /// Its items, both kinds, without those that are known only from a later round.
    #[must_use]
    pub fn items(&self) -> u64 {
        self.found.iter().map(|of| of.all()).chain(self.not_looked_at).sum()
    }

    /// Whether enough forces were looked at again to rank it.
    #[must_use]
    pub const fn is_ranked(&self) -> bool {
        self.looked_at.len() as u64 >= LEAST_FORCES
    }
}

/// Topics with an item known from the round that raised it: the largest share of forces still of concern first, among those with enough
/// forces; the others after them. Ties: the larger base, then more items, then the scheme's order.
#[must_use]
pub fn ranked(known: &Known) -> Vec<TopicCount> {
    let anew = raised_anew(known);
    let mut topics: BTreeMap<Topic, TopicCount> = BTreeMap::new();
    for force in &known.forces {
        let slug = &force.force.slug;
        for alike in force.items.iter().filter(|alike| alike.known_from == KnownFrom::Raised) {
            let count = topics.entry(alike.topic).or_insert_with(|| TopicCount {
                topic: alike.topic,
                of_concern: Vec::new(),
                looked_at: Vec::new(),
                raised_anew: anew.get(&Schemes::Joined.heading(alike.topic)).cloned().unwrap_or_default(),
                found: Default::default(),
                not_looked_at: Default::default(),
                not_visited_again: 0,
            });
            let Some((_, finding)) = alike.found else {
                count.not_looked_at[alike.record_type as usize] += alike.items;
                if alike.raised_at + 1 >= force.visits.len() {
                    count.not_visited_again += alike.items;
                }
                continue;
            };
            count.found[alike.record_type as usize].add(finding, alike.items);
            note(&mut count.looked_at, slug);
            if matches!(finding.group(), FindingGroup::StillOfConcern | FindingGroup::NoProgress) {
                note(&mut count.of_concern, slug);
            }
        }
    }
    let mut topics: Vec<_> = topics.into_values().collect();
    topics.sort_by(by_share);
    topics
}

fn by_share(one: &TopicCount, other: &TopicCount) -> Ordering {
    let counts = |count: &TopicCount| (count.of_concern.len() as u64, count.looked_at.len() as u64);
    let ((part, whole), (other_part, other_whole)) = (counts(one), counts(other));
    other
        .is_ranked()
        .cmp(&one.is_ranked())
        .then_with(|| (other_part * whole).cmp(&(part * other_whole)))
        .then_with(|| (other_whole, other.items()).cmp(&(whole, one.items())))
        .then_with(|| one.topic.cmp(&other.topic))
}

/// Forces come one after the other, so a force that is there already is the last.
fn note(forces: &mut Vec<ForceSlug>, force: &ForceSlug) {
    if forces.last() != Some(force) {
        forces.push(force.clone());
    }
}

/// The forces of which more than one round raised items under a heading.
fn raised_anew(known: &Known) -> BTreeMap<Heading, Vec<ForceSlug>> {
    let mut anew: BTreeMap<Heading, Vec<ForceSlug>> = BTreeMap::new();
    for force in &known.forces {
        let mut raised: BTreeMap<Heading, BTreeSet<usize>> = BTreeMap::new();
        for alike in &force.items {
            raised.entry(Schemes::Joined.heading(alike.topic)).or_default().insert(alike.raised_at);
        }
        for (heading, _) in raised.into_iter().filter(|(_, visits)| visits.len() > 1) {
            anew.entry(heading).or_default().push(force.force.slug.clone());
        }
    }
    anew
}
