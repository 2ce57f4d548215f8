//! Case audits: a round's count of case files by grade, always shown as share and count.

use serde::{Deserialize, Serialize};

use crate::{share::Share, vocabulary::vocabulary};

vocabulary! {
    /// A grade that a case file is given. `adequate` was in use in the first rounds (2014 and 2015) only.
    CaseGrade, "grade of case files" {
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

/// The counts of one audit, as published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseAudit {
    /// How many cases the source says were looked at.
    pub cases: u32,
    /// Graded good.
    pub good: u32,
    /// Graded adequate: in the first rounds (2014 and 2015) only, else `None`.
    pub adequate: Option<u32>,
    /// Graded requires improvement; `None` where the round did not use it.
    pub requires_improvement: Option<u32>,
    /// Graded inadequate.
    pub inadequate: u32,
}

impl CaseAudit {
    /// How many case files have a grade; `None` where the round did not use it.
    pub const fn with(&self, grade: CaseGrade) -> Option<u32> {
        match grade {
            CaseGrade::Good => Some(self.good),
            CaseGrade::Adequate => self.adequate,
            CaseGrade::RequiresImprovement => self.requires_improvement,
            CaseGrade::Inadequate => Some(self.inadequate),
        }
    }

    /// The sum of the grades, which a source does not always make equal to its own total.
    pub fn graded(&self) -> u32 {
        CaseGrade::ALL.iter().filter_map(|grade| self.with(*grade)).fold(0, u32::saturating_add)
    }

    /// How many cases the grades have above (positive) or below (negative) the source's own total; `None` if it adds up.
    pub fn discrepancy(&self) -> Option<i64> {
        let difference = i64::from(self.graded()) - i64::from(self.cases);
        (difference != 0).then_some(difference)
    }

    /// The share of `count` in the graded cases; `None` if nothing was graded.
    ///
    /// Shares stand on the sum of the grades, so that they add up even where the source's own total does not.
    pub fn share(&self, count: u32) -> Option<Share> {
        Share::of(u64::from(count), u64::from(self.graded()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// West Yorkshire 2014, as published: 33 cases, and grades that sum to 34.
    const WEST_YORKSHIRE: CaseAudit =
        CaseAudit { cases: 33, good: 9, adequate: Some(8), requires_improvement: Some(7), inadequate: 10 };

    #[test]
    fn a_total_that_does_not_add_up_is_kept_and_flagged() {
        assert_eq!(WEST_YORKSHIRE.discrepancy(), Some(1));
        assert_eq!(WEST_YORKSHIRE.cases, 33);
        assert_eq!(CaseAudit { cases: 34, ..WEST_YORKSHIRE }.discrepancy(), None);
    }

    #[test]
    fn shares_stand_on_the_sum_of_the_grades() {
        assert_eq!(WEST_YORKSHIRE.share(17), Some(Share::Percent(50)));
        assert_eq!(
            CaseAudit { cases: 3, good: 0, adequate: None, requires_improvement: None, inadequate: 0 }.share(0),
            None
        );
    }
}
