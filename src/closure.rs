//! Endings: with which outcome a recommendation ends, and who stands behind it.

use serde::{Deserialize, Serialize};

use crate::{
    identity::PersonId, inspectorate_status::InspectorateStatus, reference::Reference, vocabulary::vocabulary,
};

vocabulary! {
    /// Why no further action is needed.
    NoActionReason, "reason for no further action" {
        /// A later recommendation took its place.
        Superseded = "superseded" => "Superseded",
        /// Events overtook it, for example a later inspection.
        Overtaken = "overtaken" => "Overtaken",
        /// It does not apply to this force.
        NotApplicable = "not-applicable" => "Not applicable",
        /// The force did something else that meets the same need.
        AlternativeAction = "alternative-action" => "Alternative action",
        /// The source gives none. A person must give one.
        NotStated = "not-stated" => "Reason not stated in the source",
    }
}

/// How a recommendation ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ending", content = "reason")]
pub enum Outcome {
    /// It was done.
    Complete,
    /// It ends without being done.
    NoFurtherAction(NoActionReason),
}

impl Outcome {
    /// What the inspectorate holds of what ended so.
    pub const fn held(self) -> InspectorateStatus {
        match self {
            Self::Complete => InspectorateStatus::Complete,
            Self::NoFurtherAction(_) => InspectorateStatus::NoFurtherAction,
        }
    }

    /// The whole of it: `Complete`, `No further action, superseded by KENT-2021-01`.
    pub fn in_words(self, superseded_by: Option<&Reference>) -> String {
        let held = self.held().label();
        let Self::NoFurtherAction(reason) = self else { return held.to_owned() };
        let reason = reason.label().to_lowercase();
        superseded_by.map_or_else(|| format!("{held}, {reason}"), |by| format!("{held}, {reason} by {by}"))
    }

    /// Why no further action is needed, if that is the outcome.
    pub const fn reason(self) -> Option<NoActionReason> {
        match self {
            Self::Complete => None,
            Self::NoFurtherAction(reason) => Some(reason),
        }
    }
}

vocabulary! {
    /// How inspectors came to hold that it was done.
    Verification, "way of verification" {
        /// Documents and data.
        DeskReview = "desk-review" => "Desk review",
        /// Checks on site.
        RealityTesting = "reality-testing" => "Reality testing",
        /// A round of inspection.
        Inspection = "inspection" => "Inspection",
    }
}

/// Who stands behind an ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedBy {
    /// A source we imported says so; nobody here verified it.
    Source,
    /// One person proposed and another authorised. Only [`TwoPeople::new`] makes one.
    People(TwoPeople),
}

/// Two different people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwoPeople {
    proposed_by: PersonId,
    authorised_by: PersonId,
}

impl TwoPeople {
    /// The pair, or `None` if it is one person twice.
    pub fn new(proposed_by: PersonId, authorised_by: PersonId) -> Option<Self> {
        (proposed_by != authorised_by).then_some(Self { proposed_by, authorised_by })
    }

    /// Who proposed.
    pub const fn proposed_by(self) -> PersonId {
        self.proposed_by
    }

    /// Who authorised.
    pub const fn authorised_by(self) -> PersonId {
        self.authorised_by
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_told_with_its_reason_and_what_takes_its_place() {
        let by: Reference = "KENT-2021-01".parse().unwrap();
        let superseded = Outcome::NoFurtherAction(NoActionReason::Superseded);
        assert_eq!(Outcome::Complete.in_words(None), "Complete");
        assert_eq!(superseded.in_words(Some(&by)), "No further action, superseded by KENT-2021-01");
        assert_eq!(
            Outcome::NoFurtherAction(NoActionReason::AlternativeAction).in_words(None),
            "No further action, alternative action"
        );
    }
}
