//! What is known: of how many forces a visit, what was asked, what was found, and so on.

use serde::{Deserialize, Serialize};

use crate::{
    counting::{
        Known,
        coverage::{Ladder, ladder},
    },
    progress::selection::Selection,
};

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIsKnown {
    /// The forces that it covers, in words.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// The counts.
    pub ladder: Ladder,
}

impl WhatIsKnown {
    /// The figure of what is known of the forces that were picked.
    #[must_use]
    pub fn new(scope: String, selection: Selection, known: &Known) -> Self {
        Self { scope, selection: selection.both_unless_asked(), ladder: ladder(known) }
    }
}
