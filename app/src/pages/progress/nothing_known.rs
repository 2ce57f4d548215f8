//! Why a measure has nothing to chart, in one sentence.

use followup::progress::measure::Measure;

/// The sentence.
pub(super) const fn in_words(measure: Measure) -> &'static str {
    match measure {
        Measure::FindingsAcrossRounds => "We know of no return visit.",
        Measure::StatusOverTime | Measure::Standing | Measure::ForcesAtAGlance => "No status is public.",
        Measure::AssuranceGap => "No force’s claim is public.",
        Measure::Deadlines => "We know of no deadline with a date.",
        Measure::Pace => "Nobody has published when items were verified complete.",
        Measure::CaseAudits => "We know of no audit of case files.",
        Measure::WhatRecurs => "We know of no topic that a later round raised again in the words of the same scheme.",
        Measure::Grades => "We know of no grade.",
        Measure::ComesBack => "We know of no topic that inspectors looked at again.",
        Measure::LastSaid | Measure::BesideOthers => "We know of nothing that inspectors found.",
        Measure::Visits => "We know of no visit.",
        Measure::WhatIsKnown => "We know of nothing.",
    }
}
