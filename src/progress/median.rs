//! The median of whole numbers that come with how often each occurs.

/// Half of all are as great or greater: the one in the middle, of an even number the smaller of the two. `sorted` is in
/// order, each number with how often it occurs; `None` of none.
pub(super) fn median(sorted: &[(u64, u64)]) -> Option<u64> {
    let all: u64 = sorted.iter().map(|(_, times)| times).sum();
    let middle = all.div_ceil(2).max(1);
    let mut passed = 0;
    sorted.iter().find_map(|(number, times)| {
        passed += times;
        (passed >= middle).then_some(*number)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn half_are_as_great_as_the_median_or_greater(mut numbers in prop::collection::vec((0u64..60, 1u64..6), 1..20)) {
            numbers.sort_unstable();
            let each: Vec<u64> =
                numbers.iter().flat_map(|(number, times)| (0..*times).map(|_| *number)).collect();
            let told = median(&numbers).unwrap();
            prop_assert_eq!(told, each[(each.len() - 1) / 2]);
            prop_assert!(each.iter().filter(|number| **number >= told).count() * 2 >= each.len());
        }
    }

    #[test]
    fn none_have_no_median() {
        assert_eq!(median(&[]), None);
    }
}
