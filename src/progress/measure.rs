//! What a chart of progress can measure: the word in addresses and the question it answers.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A measure of progress. Its slug is the chart's name in addresses: `/charts/findings-across-rounds.svg`.
    Measure, "measure" {
        /// Of what an earlier round raised, what later rounds found.
        FindingsAcrossRounds = "findings-across-rounds" => "Findings across rounds",
    }
}

impl Measure {
    /// The question it answers, as a reader would ask it.
    pub const fn question(self) -> &'static str {
        match self {
            Self::FindingsAcrossRounds => "Of what was raised, what had improved when inspectors came back?",
        }
    }
}
