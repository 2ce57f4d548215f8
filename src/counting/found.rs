//! How many items inspectors found how: the four counts that are said of a visit, a topic or a country.

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, FindingGroup};

/// Numbers of items by what was found of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FoundCounts {
    /// Still of concern, or without progress.
    pub of_concern: u64,
    /// Partly improved, or not fully achieved.
    pub partly_improved: u64,
    /// Improved.
    pub improved: u64,
    /// Closed by inspectors.
    pub closed: u64,
}

impl FoundCounts {
    /// Of how many items anything was found.
    #[must_use]
    pub const fn all(self) -> u64 {
        self.of_concern + self.partly_improved + self.improved + self.closed
    }

    /// Improved or closed.
    #[must_use]
    pub const fn improved_or_closed(self) -> u64 {
        self.improved + self.closed
    }

    /// Counts items with the same finding.
    pub const fn add(&mut self, finding: Finding, items: u64) {
        match (finding, finding.group()) {
            (Finding::Closed, _) => self.closed += items,
            (_, FindingGroup::Improved) => self.improved += items,
            (_, FindingGroup::Partly) => self.partly_improved += items,
            (_, FindingGroup::StillOfConcern | FindingGroup::NoProgress) => self.of_concern += items,
        }
    }

    /// The sum of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            of_concern: self.of_concern + other.of_concern,
            partly_improved: self.partly_improved + other.partly_improved,
            improved: self.improved + other.improved,
            closed: self.closed + other.closed,
        }
    }
}
