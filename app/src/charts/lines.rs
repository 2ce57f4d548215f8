//! Lines over time, each labelled where it ends, and told apart by their dashes as well as by their colours.

use plotters::style::RGBColor;

use super::{
    GAP, Layout,
    axis::{Mark, Plane},
    drawing::{Dash, Drawing, Spot, Stroke},
    flow::{Column, TEXT, line_height, paragraph},
    wrapping::wrapped,
};

/// The room for words to the right of a plane, where they do not stand above it.
const LABELS: i32 = 176;
/// How long the sample of a line before its words is.
const SAMPLE: i32 = 28;
/// Between a sample and its words.
const SAMPLE_GAP: i32 = 8;
/// The dashes of lines in their order.
pub const DASHES: [Dash; 4] = [Dash::Solid, Dash::Long, Dash::Short, Dash::Dotted];
/// How wide a line is.
const WIDTH: u32 = 3;
/// The radius of the dot that a line of one point is.
const DOT: u32 = 4;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it shows, with its last value: `Open: 12`.
    pub words: String,
    /// Its colour.
    pub colour: RGBColor,
    /// Its dashes.
    pub dash: Dash,
    /// Its values, from left to right, in runs between which it has none.
    pub runs: Vec<Vec<(u64, u64)>>,
}

/// Lines on one plane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// The lines, no more than four.
    pub series: Vec<Series>,
    /// The value at the right edge.
    pub across: u64,
    /// The values along the lower axis that have words.
    pub marks: Vec<Mark>,
    /// Those of the left axis; the last is the most.
    pub steps: Vec<Mark>,
    /// The area behind the lines, its upper edge and its lower edge from left to right.
    pub band: Option<Band>,
}

/// An area between two lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The upper edge.
    pub upper: Vec<(u64, u64)>,
    /// The lower edge.
    pub lower: Vec<(u64, u64)>,
    /// Its colour.
    pub colour: RGBColor,
}

/// Draws the lines with their words; gives the bottom.
pub fn draw(drawing: &mut Drawing, lines: &Lines, page: Column, layout: Layout, top: i32) -> i32 {
    let beside = layout.label_width().is_some();
    let top = if beside { top } else { key(drawing, &lines.series, page, top) + GAP };
    let right = if beside { LABELS } else { 0 };
    let (plane, bottom) =
        Plane::draw(drawing, page, right, (top, layout.plane_height()), (lines.across, &lines.marks), &lines.steps);
    if let Some(band) = &lines.band {
        let edge = band.upper.iter().chain(band.lower.iter().rev()).map(|(across, up)| plane.at(*across, *up));
        drawing.area(edge.collect(), band.colour);
    }
    for series in &lines.series {
        let points = series.runs.iter().flatten();
        drawing.track(points.map(|(across, up)| Spot { across: *across, at: plane.at(*across, *up) }).collect());
    }
    // The first line is the one that matters most: it is drawn last, over the others.
    for series in lines.series.iter().rev() {
        for run in &series.runs {
            let points = thinned(run.iter().map(|(across, up)| plane.at(*across, *up)));
            match points.as_slice() {
                [] => {}
                [only] => drawing.dot(*only, DOT, series.colour),
                _ => drawing.path(points, stroke(series)),
            }
        }
    }
    if !beside {
        return bottom;
    }
    bottom.max(labels(drawing, &lines.series, plane, page))
}

const fn stroke(series: &Series) -> Stroke {
    Stroke { colour: series.colour, width: WIDTH, dash: series.dash }
}

/// Samples of the lines with their words, one below the other; gives their bottom.
fn key(drawing: &mut Drawing, series: &[Series], page: Column, top: i32) -> i32 {
    series.iter().fold(top, |top, series| labelled(drawing, series, page, top))
}

/// A sample of a line and its words; gives their bottom.
fn labelled(drawing: &mut Drawing, series: &Series, column: Column, top: i32) -> i32 {
    let middle = top + line_height(TEXT) / 2 - 1;
    // A wide stroke goes beyond its ends by half of its width.
    let inside = WIDTH.cast_signed();
    drawing.path(vec![(column.left + inside, middle), (column.left + SAMPLE - inside, middle)], stroke(series));
    let indent = SAMPLE + SAMPLE_GAP;
    paragraph(drawing, &series.words, Column { left: column.left + indent, width: column.width - indent }, top, TEXT)
}

/// The words of each line beside its end, moved up or down where they would lie on each other; gives the lowest bottom.
fn labels(drawing: &mut Drawing, series: &[Series], plane: Plane, page: Column) -> i32 {
    let left = plane.right() + GAP + GAP / 2;
    let column = Column { left, width: page.left + page.width - left };
    let height = |words: &str| {
        let room = f64::from(column.width - SAMPLE - SAMPLE_GAP);
        let lines = wrapped(words, room, TEXT.size, TEXT.weight).len().max(1);
        i32::try_from(lines).unwrap_or(1) * line_height(TEXT)
    };
    let mut wanted: Vec<(&Series, i32, i32)> = series
        .iter()
        .filter_map(|series| {
            let (across, up) = *series.runs.last()?.last()?;
            let (_, y) = plane.at(across, up);
            Some((series, y - line_height(TEXT) / 2, height(&series.words)))
        })
        .collect();
    wanted.sort_by_key(|(_, top, _)| *top);
    let (upper, lower) = plane.edges();
    let heights: Vec<_> = wanted.iter().map(|(_, _, height)| *height).collect();
    let tops = apart(&wanted.iter().map(|(_, top, _)| *top).collect::<Vec<_>>(), &heights, upper, lower);
    wanted.iter().zip(tops).map(|((series, ..), top)| labelled(drawing, series, column, top)).max().unwrap_or(lower)
}

/// Tops as near as can be to those wanted, in their order and none overlapping, between two edges where they fit there.
fn apart(wanted: &[i32], heights: &[i32], upper: i32, lower: i32) -> Vec<i32> {
    let mut tops = Vec::with_capacity(wanted.len());
    let mut free = upper - line_height(TEXT) / 2;
    for (top, height) in wanted.iter().zip(heights) {
        let top = (*top).max(free);
        tops.push(top);
        free = top + height;
    }
    let mut end = lower + line_height(TEXT) / 2;
    for (top, height) in tops.iter_mut().zip(heights).rev() {
        *top = (*top).min(end - height);
        end = *top;
    }
    // Where there is no room for all of them they go on below, in order.
    let mut free = i32::MIN;
    for (top, height) in tops.iter_mut().zip(heights) {
        *top = (*top).max(free).max(upper - line_height(TEXT) / 2);
        free = *top + height;
    }
    tops
}

/// The points that can be told apart on paper: of those above one another the first, the highest, the lowest and the last.
pub fn thinned(points: impl IntoIterator<Item = (i32, i32)>) -> Vec<(i32, i32)> {
    let mut kept: Vec<(i32, i32)> = Vec::new();
    let mut column: Vec<(i32, i32)> = Vec::new();
    for point in points {
        if column.first().is_some_and(|first| first.0 != point.0) {
            keep(&mut kept, &column);
            column.clear();
        }
        column.push(point);
    }
    keep(&mut kept, &column);
    kept.dedup();
    kept
}

fn keep(kept: &mut Vec<(i32, i32)>, column: &[(i32, i32)]) {
    let places = 0..column.len();
    let lowest = places.clone().max_by_key(|place| column[*place].1);
    let highest = places.clone().min_by_key(|place| column[*place].1);
    let mut chosen: Vec<usize> =
        places.clone().next().into_iter().chain(lowest).chain(highest).chain(places.last()).collect();
    chosen.sort_unstable();
    kept.extend(chosen.into_iter().map(|place| column[place]));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn thinning_hides_no_extreme_and_keeps_both_ends(ups in prop::collection::vec(0i32..500, 1..3000)) {
            let points: Vec<_> = ups.iter().enumerate().map(|(at, up)| (i32::try_from(at).unwrap() / 9, *up)).collect();
            let thin = thinned(points.clone());
            let ends = |points: &[(i32, i32)]| (points[0], points[points.len() - 1]);
            prop_assert_eq!(ends(&thin), ends(&points));
            for column in points.chunk_by(|a, b| a.0 == b.0) {
                let extremes = |points: &[(i32, i32)]| {
                    let ups = || points.iter().filter(|point| point.0 == column[0].0).map(|point| point.1);
                    (ups().min(), ups().max())
                };
                prop_assert_eq!(extremes(&thin), extremes(column));
            }
            prop_assert!(thin.len() <= 4 * points.len().div_ceil(9));
        }

        #[test]
        fn labels_never_lie_on_each_other(mut wanted in prop::collection::vec(0i32..300, 0..5), heights in prop::collection::vec(17i32..52, 4)) {
            wanted.sort_unstable();
            let tops = apart(&wanted, &heights, 0, 220);
            for (place, pair) in tops.windows(2).enumerate() {
                prop_assert!(pair[0] + heights[place] <= pair[1], "{tops:?} {heights:?}");
            }
        }
    }
}
