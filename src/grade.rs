//! Grades: a round's judgement on a topic of the 2024 scheme.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A grade. `outstanding` is on the general scale; that this programme uses it is not confirmed.
    Grade, "grade" {
        /// Above good.
        Outstanding = "outstanding" => "Outstanding",
        /// Good.
        Good = "good" => "Good",
        /// Adequate.
        Adequate = "adequate" => "Adequate",
        /// Requires improvement.
        RequiresImprovement = "requires-improvement" => "Requires improvement",
        /// Inadequate.
        Inadequate = "inadequate" => "Inadequate",
    }
}
