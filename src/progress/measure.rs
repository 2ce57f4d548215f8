//! What a chart of progress can measure: the word in addresses and the question it answers.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A measure of progress. Its slug is the chart's name in addresses: `/charts/findings-across-rounds.svg`.
    Measure, "measure" {
        /// Of what an earlier round raised, what later rounds found.
        FindingsAcrossRounds = "findings-across-rounds" => "Findings across rounds",
        /// Case files by grade, round by round or force by force.
        CaseAudits = "case-audits" => "Case audits",
        /// Topics by round, and those that a later round raised again.
        WhatRecurs = "what-recurs" => "What recurs",
        /// Grades of the five topics of the 2024 scheme.
        Grades = "grades" => "Grades",
        /// One number for each of the 43 forces.
        ForcesAtAGlance = "forces-at-a-glance" => "Forces at a glance",
    }
}

impl Measure {
    /// The question it answers, as a reader would ask it.
    pub const fn question(self) -> &'static str {
        match self {
            Self::FindingsAcrossRounds => "Of what was raised, what had improved when inspectors came back?",
            Self::CaseAudits => "How good were the case files that inspectors looked at?",
            Self::WhatRecurs => "Which topics keep coming back?",
            Self::Grades => "How were the five topics of the 2024 scheme graded?",
            Self::ForcesAtAGlance => "Where does each force stand?",
        }
    }
}
