//! Axes: round steps of numbers, months and years in words, and the faint lines that lead the eye along them.

use chrono::Datelike as _;
use followup::progress::month::Period;

use super::{
    drawing::{Anchor, Dash, Drawing, Stroke},
    flow::{Column, NOTE, line_height, whole_units},
    palette::GRID,
    text_width::text_width,
};

/// Between an axis and its words.
const GAP: i32 = 6;
/// Between two words along the lower axis.
const APART: i32 = 14;
/// Months of a period that is labelled by months and not by years.
const MONTHS_BY_NAME: u32 = 24;

/// A value of an axis that has words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The value.
    pub at: u64,
    /// Its words.
    pub words: String,
}

/// Round steps from nought to the first that is no less than `most`, about as many as asked for.
pub fn steps(most: u64, about: u64) -> Vec<u64> {
    let wanted = most.div_ceil(about.max(1)).max(1);
    let tens = std::iter::successors(Some(1u64), |ten| ten.checked_mul(10));
    let step = tens.flat_map(|ten| [1, 2, 5].map(|times| ten.saturating_mul(times))).find(|step| *step >= wanted);
    let step = step.unwrap_or(wanted);
    (0..=most.div_ceil(step).max(1)).map(|number| number.saturating_mul(step)).collect()
}

/// The months of a period that have words, numbered from its first: by name where they are few, else each January by its
/// year.
pub fn months(period: Period) -> Vec<Mark> {
    let by_name = period.months() <= MONTHS_BY_NAME;
    (0..period.months())
        .map(|number| (number, period.first().plus(number)))
        .filter(|(_, month)| by_name || month.first().month0() == 0)
        .map(|(number, month)| {
            let words = if by_name { month.in_words() } else { month.first().year().to_string() };
            Mark { at: u64::from(number), words }
        })
        .collect()
}

/// Where values are drawn: a rectangle of the paper, nought at its lower left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plane {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
    across: u64,
    up: u64,
}

impl Plane {
    /// Draws the axes of values from nought to `across` and to the last of `steps`, within a column, words included; gives
    /// the plane and the bottom of the words below it. `right` is kept free beside it.
    pub fn draw(
        drawing: &mut Drawing,
        page: Column,
        right: i32,
        (top, height): (i32, i32),
        (across, marks): (u64, &[Mark]),
        steps: &[Mark],
    ) -> (Self, i32) {
        let wide = |words: &str| whole_units(text_width(words, NOTE.size, NOTE.weight));
        let left = steps.iter().map(|step| wide(&step.words)).max().unwrap_or(0) + GAP;
        let up = steps.last().map_or(1, |step| step.at);
        // Half a line above and a little to the right, so that the outermost words and dots lie on the paper.
        let top = top + line_height(NOTE) / 2;
        let plane =
            Self { left: page.left + left, top, width: (page.width - left - right - GAP).max(1), height, across, up };
        for step in steps {
            let (x, y) = plane.at(0, step.at);
            let line = vec![(x, y), (x + plane.width, y)];
            drawing.path(line, Stroke { colour: GRID, width: 1, dash: Dash::Solid });
            drawing.line(&step.words, (x - GAP, y - line_height(NOTE) / 2), Anchor::End, NOTE);
        }
        let (lower, mut free) = (plane.top + height, page.left);
        for mark in marks {
            let (x, _) = plane.at(mark.at, 0);
            let width = wide(&mark.words);
            let start = (x - width / 2).clamp(page.left, (page.left + page.width - width).max(page.left));
            if start < free {
                continue;
            }
            drawing.path(vec![(x, lower), (x, lower + GAP - 2)], Stroke { colour: GRID, width: 1, dash: Dash::Solid });
            drawing.line(&mark.words, (start, lower + GAP), Anchor::Start, NOTE);
            free = start + width + APART;
        }
        (plane, lower + GAP + line_height(NOTE))
    }

    /// Where a pair of values lies.
    pub fn at(&self, across: u64, up: u64) -> (i32, i32) {
        let part = |value: u64, most: u64, length: i32| {
            let length = u128::from(length.unsigned_abs());
            i32::try_from(u128::from(value.min(most)) * length / u128::from(most.max(1))).unwrap_or(0)
        };
        (self.left + part(across, self.across, self.width), self.top + self.height - part(up, self.up, self.height))
    }

    /// Its right edge.
    pub const fn right(&self) -> i32 {
        self.left + self.width
    }

    /// Its upper and its lower edge.
    pub const fn edges(&self) -> (i32, i32) {
        (self.top, self.top + self.height)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn steps_are_round_numbers() {
        assert_eq!(steps(0, 4), [0, 1]);
        assert_eq!(steps(7, 4), [0, 2, 4, 6, 8]);
        assert_eq!(steps(133, 4), [0, 50, 100, 150]);
        assert_eq!(steps(21_500, 4), [0, 10_000, 20_000, 30_000]);
    }

    #[test]
    fn a_long_period_is_labelled_by_years_and_a_short_one_by_months() {
        let period = |from: &str, to: &str| Period::new(from.parse().unwrap(), to.parse().unwrap()).unwrap();
        let words = |period| months(period).into_iter().map(|mark| (mark.at, mark.words)).collect::<Vec<_>>();
        assert_eq!(words(period("2014-11", "2016-12")), [(2, "2015".to_owned()), (14, "2016".to_owned())]);
        assert_eq!(
            words(period("2022-01", "2022-02")),
            [(0, "January 2022".to_owned()), (1, "February 2022".to_owned())]
        );
    }

    proptest! {
        #[test]
        fn steps_reach_the_most_and_are_never_many(most in 0u64..=u64::MAX / 4, about in 1u64..9) {
            let steps = steps(most, about);
            prop_assert!(steps.last().copied().unwrap() >= most);
            prop_assert!(steps.len() as u64 <= about + 2, "{steps:?}");
        }
    }
}
