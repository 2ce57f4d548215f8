//! Three steps of counts for maps: how light or dark a cell is, beside the number that stands in it.

/// How dark a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The lowest third.
    Low,
    /// The middle third.
    Middle,
    /// The highest third.
    High,
}

impl Step {
    /// From light to dark.
    pub const ALL: [Self; 3] = [Self::Low, Self::Middle, Self::High];
}

/// Counts from 1 to the largest, in three steps as wide as each other; nought has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    largest: u64,
}

impl Steps {
    /// The steps of counts of which this is the largest.
    pub const fn up_to(largest: u64) -> Self {
        Self { largest }
    }

    /// The step a count is in; `None` of nought.
    pub fn of(self, count: u64) -> Option<Step> {
        Step::ALL.into_iter().find(|step| {
            let (first, last) = self.range(*step);
            (first..=last).contains(&count)
        })
    }

    /// The first and the last count of a step; backwards where no count is in it.
    pub fn range(self, step: Step) -> (u64, u64) {
        let third = |thirds: u64| u64::try_from(u128::from(self.largest) * u128::from(thirds) / 3).unwrap_or(u64::MAX);
        let place = step as u64;
        (third(place) + 1, third(place + 1))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_counts_leave_steps_empty_and_say_so_by_a_range_that_runs_backwards() {
        // Of 2: 2 / 3 = 0, 4 / 3 = 1, 6 / 3 = 2.
        let steps = Steps::up_to(2);
        assert_eq!(Step::ALL.map(|step| steps.range(step)), [(1, 0), (1, 1), (2, 2)]);
        assert_eq!([0, 1, 2].map(|count| steps.of(count)), [None, Some(Step::Middle), Some(Step::High)]);
        assert_eq!(Steps::up_to(0).of(0), None);
    }

    proptest! {
        #[test]
        fn every_count_but_nought_is_in_one_step_and_more_is_never_lighter(largest in 1u64..5_000, a in 1u64..5_000, b in 1u64..5_000) {
            let steps = Steps::up_to(largest);
            let (few, many) = (a.min(b).min(largest), a.max(b).min(largest));
            prop_assert!(steps.of(few).is_some() && steps.of(few) <= steps.of(many));
            prop_assert_eq!(steps.of(largest), Some(Step::High));
        }
    }
}
