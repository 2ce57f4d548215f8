//! The estimate of Kaplan and Meier with the variance of Greenwood: the share not yet verified complete after so many days.

use serde::{Deserialize, Serialize};

/// The fewest items under observation for which an estimate is told as more than a small number.
pub const FEWEST: u64 = 10;
/// So many standard errors on either side hold the true share 95 times of a hundred.
const NORMAL_95: f64 = 1.959_964;
/// A share is a product of fractions, each rounded: one half comes out up to some 1e-13 above it or below. No two shares of
/// so few items lie so near each other.
const ROUNDING: f64 = 1e-9;

/// Items that were followed for so many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Followed {
    /// The days.
    pub days: u64,
    /// Whether they were verified complete then; if not, they were followed no longer.
    pub verified: bool,
    /// How many.
    pub items: u64,
}

/// A share with its interval of 95 per cent, all from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The share not yet verified complete.
    pub share: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Estimate {
    /// Before anything was verified.
    const ALL: Self = Self { share: 1.0, low: 1.0, high: 1.0 };
}

/// A day on which items were verified complete.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Days since they were raised.
    pub days: u64,
    /// Items under observation just before.
    pub at_risk: u64,
    /// Items verified complete on that day.
    pub verified: u64,
    /// The estimate from that day on.
    pub estimate: Estimate,
}

/// A curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// In order of days.
    followed: Vec<Followed>,
    steps: Vec<Step>,
}

impl Curve {
    /// Of items in any order.
    pub fn of(mut followed: Vec<Followed>) -> Self {
        followed.retain(|items| items.items > 0);
        followed.sort_unstable();
        let mut at_risk: u64 = followed.iter().map(|items| items.items).sum();
        let (mut share, mut variance) = (1.0, 0.0);
        let mut steps = Vec::new();
        for day in followed.chunk_by(|a, b| a.days == b.days) {
            let verified = day.iter().filter(|items| items.verified).map(|items| items.items).sum::<u64>();
            if verified > 0 {
                let (events, risk) = (number(verified), number(at_risk));
                share *= 1.0 - events / risk;
                // Where all that are left are verified at once nothing remains to vary.
                variance += if verified < at_risk { events / (risk * (risk - events)) } else { 0.0 };
                let error = NORMAL_95 * share * f64::sqrt(variance);
                let estimate =
                    Estimate { share, low: f64::max(share - error, 0.0), high: f64::min(share + error, 1.0) };
                steps.push(Step { days: day[0].days, at_risk, verified, estimate });
            }
            at_risk -= day.iter().map(|items| items.items).sum::<u64>();
        }
        Self { followed, steps }
    }

    /// The days on which items were verified complete, in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Items still under observation after so many days, those that end on that very day among them.
    pub fn at_risk(&self, days: u64) -> u64 {
        self.followed.iter().filter(|items| items.days >= days).map(|items| items.items).sum()
    }

    /// The estimate after so many days; `None` once nothing is followed any longer.
    pub fn at(&self, days: u64) -> Option<Estimate> {
        let last = self.followed.last()?.days;
        let step = self.steps.iter().rev().find(|step| step.days <= days);
        (days <= last).then(|| step.map_or(Estimate::ALL, |step| step.estimate))
    }

    /// The last day on which no fewer than [`FEWEST`] items were under observation; `None` where there never were so many.
    pub fn firm_until(&self) -> Option<u64> {
        let mut longer = 0;
        self.followed.iter().rev().find_map(|items| {
            longer += items.items;
            (longer >= FEWEST).then_some(items.days)
        })
    }

    /// The day after which no more than half are not yet verified, where that can be told of enough items.
    pub fn half_verified(&self) -> Option<u64> {
        let firm = self.firm_until()?;
        self.steps.iter().find(|step| step.days <= firm && step.estimate.share <= 0.5 + ROUNDING).map(|step| step.days)
    }
}

/// A count as a number to divide; exact below 9 thousand million million.
#[expect(clippy::cast_precision_loss, reason = "counts of items lie far below what a float counts exactly")]
fn number(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn followed(verified: &[u64], left: &[u64]) -> Vec<Followed> {
        let each = |days: &[u64], verified| {
            days.iter().map(|days| Followed { days: *days, verified, items: 1 }).collect::<Vec<_>>()
        };
        [each(verified, true), each(left, false)].concat()
    }

    /// Weeks in remission of 21 patients given 6-mercaptopurine, from Freireich and others, "The effect of
    /// 6-mercaptopurine on the duration of steroid-induced remissions in acute leukemia", Blood 21 (1963), 699-716: the
    /// worked example of Kalbfleisch and Prentice and of Kleinbaum and Klein, "Survival Analysis", chapter 2.
    fn remissions() -> Curve {
        Curve::of(followed(&[6, 6, 6, 7, 10, 13, 16, 22, 23], &[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]))
    }

    #[test]
    fn the_published_example_comes_out_as_published() {
        let curve = remissions();
        let published = [
            (6, 21, 0.857),
            (7, 17, 0.807),
            (10, 15, 0.753),
            (13, 12, 0.690),
            (16, 11, 0.627),
            (22, 7, 0.538),
            (23, 6, 0.448),
        ];
        assert_eq!(curve.steps().len(), published.len());
        for (step, (weeks, at_risk, share)) in curve.steps().iter().zip(published) {
            assert_eq!((step.days, step.at_risk), (weeks, at_risk));
            assert!((step.estimate.share - share).abs() < 0.000_5, "{step:?}");
        }
    }

    #[test]
    fn the_error_is_that_of_greenwood() {
        // By hand, at 6 weeks: 0.857 x sqrt(3 / (21 x 18)) = 0.0764; at 7: 0.807 x sqrt(3 / 378 + 1 / (17 x 16)) = 0.0869.
        for (step, error) in remissions().steps().iter().zip([0.0764, 0.0869]) {
            let told = (step.estimate.share - step.estimate.low) / NORMAL_95;
            assert!((told - error).abs() < 0.000_05, "{told}");
        }
    }

    #[test]
    fn a_curve_is_firm_while_ten_are_under_observation() {
        // At 16 weeks 11 are, from 17 on 10, from 19 on 9.
        assert_eq!((remissions().at_risk(17), remissions().at_risk(18)), (10, 9));
        assert_eq!(remissions().firm_until(), Some(17));
        // Half are out of remission at 23 weeks, of 6 under observation only: too few to tell.
        assert_eq!(remissions().half_verified(), None);
        assert_eq!(Curve::of(followed(&[1, 2], &[3])).firm_until(), None);
        assert_eq!((remissions().at(35).is_some(), remissions().at(36)), (true, None));
    }

    proptest! {
        #[test]
        fn the_share_only_falls_and_lies_within_its_interval(
            items in prop::collection::vec((0u64..900, any::<bool>(), 0u64..9), 0..60),
        ) {
            let followed: Vec<_> =
                items.into_iter().map(|(days, verified, items)| Followed { days, verified, items }).collect();
            let curve = Curve::of(followed.clone());
            let mut before = 1.0;
            for step in curve.steps() {
                let Estimate { share, low, high } = step.estimate;
                prop_assert!(share <= before && low <= share && share <= high && (0.0..=1.0).contains(&low) && high <= 1.0);
                prop_assert_eq!(step.at_risk, curve.at_risk(step.days));
                before = share;
            }
            let verified: u64 = followed.iter().filter(|items| items.verified).map(|items| items.items).sum();
            prop_assert_eq!(curve.steps().iter().map(|step| step.verified).sum::<u64>(), verified);
        }

        #[test]
        fn where_none_is_lost_from_sight_half_are_verified_on_the_day_of_the_event_in_the_middle(
            days in prop::collection::vec(1u64..5_000, 18..400),
        ) {
            let mut sorted = days.clone();
            sorted.sort_unstable();
            prop_assert_eq!(Curve::of(followed(&days, &[])).half_verified(), Some(sorted[days.len().div_ceil(2) - 1]));
        }

        #[test]
        fn where_none_is_lost_from_sight_it_is_the_share_not_yet_verified(days in prop::collection::vec(1u64..50, 1..60)) {
            let curve = Curve::of(followed(&days, &[]));
            for step in curve.steps() {
                let left = days.iter().filter(|other| **other > step.days).count();
                prop_assert!((step.estimate.share - number(left as u64) / number(days.len() as u64)).abs() < 1e-9);
            }
        }
    }
}
