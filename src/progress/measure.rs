//! What a chart of progress can measure, and its word in addresses.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A measure of progress. Its slug is the chart's name in addresses: `/charts/findings-across-rounds.svg`.
    Measure, "measure" {
        /// Of what an earlier round raised, what later rounds found.
        FindingsAcrossRounds = "findings-across-rounds" => "What inspectors found on return",
        /// How many stood in each group of statuses at the end of each month.
        StatusOverTime = "status-over-time" => "Status over time",
        /// How many were said to be done and not verified at the end of each month, and how long they had waited.
        AssuranceGap = "assurance-gap" => "Claimed done, not verified",
        /// What is due when, how late what is overdue is, and how far deadlines were moved.
        Deadlines = "deadlines" => "Deadlines",
        /// How long items take from being raised to being verified complete.
        Pace = "pace" => "Pace",
        /// Case files by grade, round by round or force by force.
        CaseAudits = "case-audits" => "Case audits",
        /// Topics by round, and those that a later round raised again.
        WhatRecurs = "what-recurs" => "What recurs",
        /// Grades of the five topics of the 2024 scheme.
        Grades = "grades" => "Grades",
        /// One number for each of the 43 forces.
        ForcesAtAGlance = "forces-at-a-glance" => "Forces at a glance",
        /// Each force by what inspectors last said of it.
        LastSaid = "last-said" => "What was last said",
        /// Topics by how many forces had them still of concern on return.
        ComesBack = "comes-back" => "What comes back",
        /// A force among the others by what was still of concern at its last visit.
        BesideOthers = "beside-others" => "Beside other forces",
        /// Visits by year.
        Visits = "visits" => "Visits",
        /// Of how many forces what is known.
        WhatIsKnown = "what-is-known" => "What is known",
        /// Items by status, and what of them is overdue.
        Standing = "standing" => "Where things stand",
    }
}

impl Measure {
    /// Whether it is a series, a point for each month of a period.
    pub const fn is_of_months(self) -> bool {
        matches!(self, Self::StatusOverTime | Self::AssuranceGap)
    }
}
