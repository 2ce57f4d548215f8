//! What comes back: topics by the share of forces where they were still of concern on return, and how many had them raised anew.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    counting::{
        Known,
        topics::{TopicCount, ranked},
    },
    progress::{findings_across_rounds::Coverage, selection::Selection},
};

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComesBack {
    /// The forces that it covers, in words.
    pub scope: String,
    /// What was picked. Always says of which items: both kinds together unless the reader asked for one.
    pub selection: Selection,
    /// Topics, the largest share of forces still of concern first; those known in too few forces to be ranked after them.
    pub topics: Vec<TopicCount>,
    /// In how many of the forces inspectors looked at any topic again.
    pub coverage: Coverage,
}

impl ComesBack {
    /// The figure of what is known of the forces that were picked.
    #[must_use]
    pub fn new(scope: String, selection: Selection, known: &Known) -> Self {
        let topics = ranked(known);
        let looked_at: BTreeSet<_> = topics.iter().flat_map(|count| &count.looked_at).collect();
        let coverage = Coverage::new(looked_at.len(), known.forces.len());
        Self { scope, selection: selection.both_unless_asked(), topics, coverage }
    }

    /// Whether several forces are compared. Of one force a count of forces says no more than yes or no.
    #[must_use]
    pub fn is_of_several(&self) -> bool {
        self.selection.is_of_several()
    }
}
