//! Case audits: a round's count of case files by grade, always shown as share and count.

use serde::{Deserialize, Serialize};

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
    /// The sum of the grades, which a source does not always make equal to its own total.
    pub fn graded(&self) -> u32 {
        [self.good, self.adequate.unwrap_or(0), self.requires_improvement.unwrap_or(0), self.inadequate]
            .into_iter()
            .fold(0, u32::saturating_add)
    }

    /// How many cases the grades have above (positive) or below (negative) the source's own total; `None` if it adds up.
    pub fn discrepancy(&self) -> Option<i64> {
        let difference = i64::from(self.graded()) - i64::from(self.cases);
        (difference != 0).then_some(difference)
    }

    /// The share of `count` in the graded cases, in whole per cent, rounded half up. `None` if nothing was graded.
    ///
    /// Shares stand on the sum of the grades, so that they add up even where the source's own total does not.
    pub fn share(&self, count: u32) -> Option<u32> {
        percent(u64::from(count), u64::from(self.graded()))
    }
}

/// `part` of `whole` in whole per cent, rounded half up; `None` of an empty whole.
pub fn percent(part: u64, whole: u64) -> Option<u32> {
    let scaled = part.checked_mul(200)?.checked_add(whole)?;
    u32::try_from(scaled.checked_div(whole.checked_mul(2)?)?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
    fn a_share_of_nothing_is_not_nought() {
        assert_eq!(percent(0, 0), None);
        assert_eq!(percent(1, 3), Some(33));
        assert_eq!(percent(1, 8), Some(13));
    }

    proptest! {
        #[test]
        fn a_share_lies_between_nought_and_a_hundred(part in 0u64..10_000, more in 0u64..10_000) {
            prop_assume!(part + more > 0);
            prop_assert!(percent(part, part + more).unwrap() <= 100);
        }
    }
}
