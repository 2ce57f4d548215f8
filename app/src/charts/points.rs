//! The points of a drawing's lines, each with its words: what a reader goes through one by one, by keyboard or pointer.

use super::{
    Layout, Monthly, Reading,
    monthly::{Told, month_or_day},
    text,
};

/// A point of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Where it lies on the paper.
    pub at: (i32, i32),
    /// What it says: `March 2022 · Open: 12`.
    pub words: String,
}

/// Which point: of which line, of which month, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The month.
    pub month: usize,
}

/// Where to go from a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The month before.
    Back,
    /// The month after.
    On,
    /// The line before.
    LineBefore,
    /// The line after.
    LineAfter,
    /// The line's first month.
    First,
    /// Its last.
    Last,
}

impl Step {
    /// What a key means, by its name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowLeft" => Some(Self::Back),
            "ArrowRight" => Some(Self::On),
            "ArrowUp" => Some(Self::LineBefore),
            "ArrowDown" => Some(Self::LineAfter),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }
}

/// The points of a drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Points {
    /// The size of the paper.
    pub paper: (u32, u32),
    /// The points of each line, by month.
    lines: Vec<Vec<Option<Point>>>,
}

/// The points of the drawing that a figure has in a layout; none where words stand in the place of lines.
#[must_use]
pub fn points(figure: &Monthly, reading: Reading, layout: Layout) -> Points {
    let charted = figure.charted();
    let drawing = super::drawing(charted, &text(charted, reading), layout);
    let (days, before) = (figure.days(), figure.months_before_drawing());
    let lines = figure.told().into_iter().zip(drawing.tracks()).map(|(Told { of, months }, spots)| {
        let mut points = vec![None; months.len()];
        for spot in spots {
            let Ok(month) = usize::try_from(spot.across).map(|place| place + before) else { continue };
            if let (Some(day), Some(Some(value)), Some(point)) =
                (days.get(month), months.get(month), points.get_mut(month))
            {
                *point = Some(Point { at: spot.at, words: format!("{} · {of}: {value}", month_or_day(*day)) });
            }
        }
        points
    });
    Points { paper: drawing.size(), lines: lines.collect() }
}

impl Points {
    /// The point at a place.
    #[must_use]
    pub fn at(&self, place: Place) -> Option<&Point> {
        self.lines.get(place.line)?.get(place.month)?.as_ref()
    }

    /// Where a step leads: to itself where there is nothing further. From nowhere any step leads to the last month of the
    /// first line.
    #[must_use]
    pub fn go(&self, from: Option<Place>, step: Step) -> Option<Place> {
        let Some(from) = from.filter(|place| self.at(*place).is_some()) else {
            return (0..self.lines.len()).find_map(|line| self.of_line(line).next_back());
        };
        let of_line = |line| self.of_line(line);
        let to = match step {
            Step::Back => of_line(from.line).rfind(|place| place.month < from.month),
            Step::On => of_line(from.line).find(|place| place.month > from.month),
            Step::First => of_line(from.line).next(),
            Step::Last => of_line(from.line).next_back(),
            Step::LineBefore => (0..from.line).rev().find_map(|line| self.near(line, from.month)),
            Step::LineAfter => (from.line + 1..self.lines.len()).find_map(|line| self.near(line, from.month)),
        };
        Some(to.unwrap_or(from))
    }

    /// The point nearest to a place of the paper: of the nearest month, the nearest line.
    #[must_use]
    pub fn nearest(&self, (x, y): (i32, i32)) -> Option<Place> {
        let distance = |at: (i32, i32)| (at.0.abs_diff(x), at.1.abs_diff(y));
        self.all().min_by_key(|(_, point)| distance(point.at)).map(|(place, _)| place)
    }

    fn all(&self) -> impl Iterator<Item = (Place, &Point)> {
        (0..self.lines.len()).flat_map(|line| self.of_line(line)).filter_map(|place| Some((place, self.at(place)?)))
    }

    fn of_line(&self, line: usize) -> impl DoubleEndedIterator<Item = Place> {
        let months = self.lines.get(line).map_or(0, Vec::len);
        (0..months).map(move |month| Place { line, month }).filter(|place| self.at(*place).is_some())
    }

    /// The point of a line in a month, or in the month nearest to it.
    fn near(&self, line: usize, month: usize) -> Option<Place> {
        self.of_line(line).min_by_key(|place| place.month.abs_diff(month))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        Step::{Back, First, LineAfter, LineBefore, On},
        *,
    };
    use crate::charts::{agreement::reading, status_over_time};

    const STEPS: [Step; 6] = [Step::Back, Step::On, Step::LineBefore, Step::LineAfter, Step::First, Step::Last];

    /// Three months of two lines; the second line has no value in the second month.
    fn two_lines() -> Points {
        let point = |month: i32, words: &str| Some(Point { at: (month, 0), words: words.to_owned() });
        let first = (1..4).map(|month| point(month, &format!("first {month}"))).collect();
        Points { paper: (9, 9), lines: vec![first, vec![point(1, "second 1"), None, point(3, "second 3")]] }
    }

    fn words(points: &Points, steps: &[Step]) -> String {
        let place = steps.iter().fold(None, |place, step| points.go(place, *step));
        place.and_then(|place| points.at(place)).map(|point| point.words.clone()).unwrap_or_default()
    }

    #[test]
    fn arrows_go_from_month_to_month_and_from_line_to_line() {
        let points = two_lines();
        assert_eq!(words(&points, &[On]), "first 3");
        assert_eq!(words(&points, &[On, Back]), "first 2");
        assert_eq!(words(&points, &[On, First, Back]), "first 1");
        assert_eq!(words(&points, &[On, LineAfter]), "second 3");
        // A line without a value in a month has no point there: an arrow leads to the next month that has one.
        assert_eq!(words(&points, &[On, LineAfter, Back]), "second 1");
        assert_eq!(words(&points, &[On, LineAfter, LineAfter, LineAfter]), "second 3");
        assert_eq!(words(&points, &[On, LineBefore]), "first 3");
    }

    #[test]
    fn points_name_the_months_that_are_drawn() {
        let months: Vec<_> = (0..100u64).map(|month| ([month, 0, 0, 0], 0, 0)).collect();
        let begins = followup::progress::status_over_time::Begins::FirstStatus;
        let figure = followup::progress::status_over_time::StatusOverTime {
            begins,
            ..status_over_time::agreement::figure(&months)
        };
        let points = points(&Monthly::Status(figure), reading(), Layout::Wide);
        assert_eq!(words(&points, &[On]), "April 2030 · Open: 99");
        assert_eq!(words(&points, &[On, First]), "April 2025 · Open: 39");
    }

    #[test]
    fn a_drawing_of_words_has_no_points() {
        let silent = Monthly::Status(status_over_time::agreement::real());
        assert!(!silent.has_lines());
        assert_eq!(points(&silent, reading(), Layout::Narrow).go(None, On), None);
    }

    proptest! {
        #[test]
        fn whichever_way_one_goes_one_stands_on_a_point_and_its_nearest_point_is_as_near_as_itself(
            months in prop::collection::vec(prop::array::uniform4(0u64..40), 1..60),
            steps in prop::collection::vec(0usize..6, 1..30),
        ) {
            let months: Vec<_> = months.into_iter().map(|counts| (counts, 1, 0)).collect();
            let figure = Monthly::Status(status_over_time::agreement::figure(&months));
            for layout in [Layout::Wide, Layout::Narrow] {
                let points = points(&figure, reading(), layout);
                prop_assert_eq!(points.go(None, On).is_some(), figure.has_lines());
                prop_assume!(figure.has_lines());
                let place = steps.iter().fold(None, |place, step| points.go(place, STEPS[*step])).unwrap();
                let point = points.at(place).unwrap();
                prop_assert!(point.at.0 >= 0 && point.at.0.unsigned_abs() <= points.paper.0);
                let nearest = points.nearest(point.at).and_then(|place| points.at(place)).unwrap();
                prop_assert_eq!(nearest.at, point.at);
            }
        }
    }
}
