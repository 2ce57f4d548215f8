//! What inspectors found on return: of what was asked, by the latest finding of any later visit.

use serde::{Deserialize, Serialize};

use super::{Known, found::FoundCounts};
use crate::finding::{KnownFrom, RecordType};

/// The items of one record type that a later visit looked at, without those that are known only from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OnReturn {
    /// By their latest finding.
    pub found: FoundCounts,
    /// In how many forces.
    pub forces: u64,
}

/// The counts, in the order of [`RecordType::ALL`].
#[must_use]
pub fn on_return(known: &Known) -> [OnReturn; RecordType::ALL.len()] {
    let mut counts = [OnReturn::default(); RecordType::ALL.len()];
    for force in &known.forces {
        let mut of_force = [FoundCounts::default(); RecordType::ALL.len()];
        for alike in force.items.iter().filter(|alike| alike.known_from == KnownFrom::Raised) {
            if let Some((_, finding)) = alike.found {
                of_force[alike.record_type as usize].add(finding, alike.items);
            }
        }
        for (count, found) in counts.iter_mut().zip(of_force) {
            count.found = count.found.and(found);
            count.forces += u64::from(found.all() > 0);
        }
    }
    counts
}
