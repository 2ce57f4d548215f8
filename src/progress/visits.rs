//! Visits by year, and what those of each year led to.

use serde::{Deserialize, Serialize};

use crate::{
    counting::{
        Known,
        visits::{VisitsByYear, visits_by_year},
    },
    progress::selection::Selection,
};

/// How many of the visits published last are named.
const NAMED: usize = 3;

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visits {
    /// The forces that it covers, in words.
    pub scope: String,
    /// What was picked. A topic, a kind of round or of item narrows what a visit led to, never the number of visits.
    pub selection: Selection,
    /// The counts.
    pub by_year: VisitsByYear,
}

impl Visits {
    /// The figure of what is known of the forces that were picked.
    #[must_use]
    pub fn new(scope: String, selection: Selection, known: &Known) -> Self {
        Self { scope, selection: selection.both_unless_asked(), by_year: visits_by_year(known, NAMED) }
    }

    /// All visits, with a date or without.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.by_year.years.iter().map(|year| year.visits).sum::<u64>() + self.by_year.undated.visits
    }
}
