//! Shares: a part of a whole in whole per cent, said so that rounding never makes a few into none or nearly all into all.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Of how many there must be for a share to be said. Of fewer, counts alone are.
pub const LEAST: u64 = 20;

/// The share of a part in its whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Share {
    /// There is some, but it rounds to nought.
    LessThanOne,
    /// Whole per cent, rounded half up.
    Percent(u8),
    /// Some is missing, but it rounds to a hundred.
    MoreThanNinetyNine,
}

impl Share {
    /// `part` of `whole`, where a part is never more than its whole; `None` of fewer than [`LEAST`]: one of three is no third of anything.
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        if whole < LEAST {
            return None;
        }
        // Wide enough that nothing overflows.
        let (part, whole) = (u128::from(part.min(whole)), u128::from(whole));
        let rounded = (200 * part + whole).checked_div(2 * whole)?;
        Some(match u8::try_from(rounded).unwrap_or(100) {
            0 if part > 0 => Self::LessThanOne,
            100 if part < whole => Self::MoreThanNinetyNine,
            percent => Self::Percent(percent),
        })
    }

    /// How a column of per cent in a file holds it: `43`, `<1`, `>99`.
    pub fn in_file(self) -> String {
        match self {
            Self::LessThanOne => "<1".to_owned(),
            Self::Percent(percent) => percent.to_string(),
            Self::MoreThanNinetyNine => ">99".to_owned(),
        }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LessThanOne => f.write_str("less than 1%"),
            Self::Percent(percent) => write!(f, "{percent}%"),
            Self::MoreThanNinetyNine => f.write_str("more than 99%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(part: u64, whole: u64) -> String {
        Share::of(part, whole).unwrap().to_string()
    }

    #[test]
    fn fewer_than_twenty_have_no_share() {
        assert_eq!((Share::of(0, 0), Share::of(1, 3), Share::of(19, 19)), (None, None, None));
        assert_eq!(Share::of(5, 20), Some(Share::Percent(25)));
    }

    #[test]
    fn a_share_is_rounded_half_up_and_the_ends_are_said_in_words() {
        assert_eq!(
            (said(10, 30), said(5, 40), said(0, 90), said(90, 90)),
            ("33%".into(), "13%".into(), "0%".into(), "100%".into())
        );
        assert_eq!((said(8, 2000), said(10, 2000)), ("less than 1%".to_owned(), "1%".to_owned()));
        assert_eq!((said(1990, 2000), said(1989, 2000)), ("more than 99%".to_owned(), "99%".to_owned()));
    }

    fn a_few_or_many() -> impl Strategy<Value = u64> {
        prop_oneof![0u64..20, 0u64..60_000, 0u64..=u64::MAX]
    }

    proptest! {
        #[test]
        fn nought_means_none_and_a_hundred_means_all(part in a_few_or_many(), more in a_few_or_many()) {
            let whole = part.saturating_add(more);
            prop_assume!(whole >= LEAST);
            let share = Share::of(part, whole).unwrap();
            prop_assert_eq!(share == Share::Percent(0), part == 0);
            prop_assert_eq!(share == Share::Percent(100), part == whole);
        }

        #[test]
        fn in_between_it_is_within_half_a_per_cent(part in 0u64..10_000, more in 0u64..10_000) {
            let whole = part + more;
            if let Some(Share::Percent(percent)) = Share::of(part, whole) {
                let off = (i128::from(percent) * i128::from(whole) - 100 * i128::from(part)).abs();
                prop_assert!(2 * off <= i128::from(whole), "{part} of {whole}: {percent}");
            }
        }
    }
}
