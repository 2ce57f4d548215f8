//! A pending request about an item: something that one side did and that the other must act on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What was done that needs an answer.
    RequestKind, "ask" {
        /// An authoriser refused to close it.
        ClosureRefused = "closure-refused" => "Closure refused",
        /// An authoriser opened it again.
        Reopened = "reopened" => "Reopened",
        /// The force does not accept it.
        NotAccepted = "not-accepted" => "Not accepted by the force",
        /// A note that asks for an answer.
        Note = "asks-for-answer" => "Asks for an answer",
    }
}

vocabulary! {
    /// Whom a note asks for an answer.
    Whom, "whom a note asks" {
        /// The force, if it is a note of the inspectorate, or the inspectorate.
        OtherSide = "other-side" => "the other side",
        /// The inspectorate, in a note that the force cannot read.
        Colleagues = "colleagues" => "the inspectorate",
    }
}

/// A request that nobody has answered yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingRequest {
    /// What.
    pub what: RequestKind,
    /// Since when.
    pub on: NaiveDate,
}
