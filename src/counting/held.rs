//! Which forces something is known of: the rows behind every count of forces.

use std::collections::BTreeSet;

use super::{Known, KnownForce, topics::ranked};
use crate::{finding::KnownFrom, force::ForceSlug, topic::Topic, view::forces_filter::With};

/// The forces of which this is known; where a topic is given and it is a matter of topics, of that topic.
#[must_use]
pub fn forces_with(known: &Known, with: With, topic: Option<Topic>) -> BTreeSet<ForceSlug> {
    let of = |holds: fn(&KnownForce) -> bool| -> BTreeSet<ForceSlug> {
        known.forces.iter().filter(|force| holds(force)).map(|force| force.force.slug.clone()).collect()
    };
    match with {
        With::Rounds => of(|force| !force.visits.is_empty()),
        With::NoRounds => of(|force| force.visits.is_empty()),
        With::Items => of(|force| !force.items.is_empty()),
        With::NoItems => of(|force| force.items.is_empty()),
        With::Findings => {
            of(|force| force.items.iter().any(|alike| alike.known_from == KnownFrom::Raised && alike.found.is_some()))
        }
        With::LookedAt if topic.is_none() => of(|force| force.last_found_at().is_some()),
        With::ConcernAtLastVisit => {
            of(|force| force.last_found().is_some_and(|(_, found)| found.iter().any(|of| of.of_concern > 0)))
        }
        With::CaseAudits => of(|force| force.audit.is_some()),
        With::MoreInadequate => {
            of(|force| force.audit.as_ref().is_some_and(|(_, audit)| audit.inadequate > audit.good))
        }
        With::Grades => of(|force| force.last_graded().is_some()),
        With::Statuses => of(|force| force.items.iter().any(|alike| alike.told_by_people > 0)),
        With::LookedAt | With::StillOfConcern | With::RaisedAnew => {
            let topics = ranked(known).into_iter().filter(|count| topic.is_none_or(|topic| topic == count.topic));
            topics
                .flat_map(|count| match with {
                    With::StillOfConcern => count.of_concern,
                    With::RaisedAnew => count.raised_anew,
                    _ => count.looked_at,
                })
                .collect()
        }
    }
}
