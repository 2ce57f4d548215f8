//! What rounds published beside recommendations, and a round as a link names it.

use serde::{Deserialize, Serialize};

use crate::{case_audit::CaseAudit, grade::Grade, partial_date::PartialDate, round::RoundKind, topic::Topic};

/// A round as a link names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedRound {
    /// Its address within the force.
    pub slug: String,
    /// What kind of round.
    pub kind: RoundKind,
    /// When its report was published.
    pub published: Option<PartialDate>,
    /// When fieldwork began.
    pub fieldwork: Option<PartialDate>,
}

/// A round with the force it is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundOfForce {
    /// The force's slug.
    pub force: String,
    /// Its name.
    pub force_name: String,
    /// The round.
    pub round: DatedRound,
}

/// A round's judgement on a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundGrade {
    /// Whose.
    pub round: DatedRound,
    /// Of what.
    pub topic: Topic,
    /// The grade.
    pub grade: Grade,
}

/// A round's count of case files by grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundAudit {
    /// Whose.
    pub round: DatedRound,
    /// The counts as published.
    pub audit: CaseAudit,
    /// Where they are from.
    pub source_url: String,
}

impl DatedRound {
    /// How a sentence calls it.
    #[must_use]
    pub fn title(&self) -> String {
        crate::round::title(self.kind, self.published, self.fieldwork)
    }
}
