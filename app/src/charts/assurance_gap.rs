//! Said done, not verified: how many items wait, and how long half of them had waited.

mod table;
mod words;

#[cfg(test)]
pub mod agreement;

use followup::{
    age::duration,
    progress::{
        assurance_gap::{AssuranceGap, Gap},
        measure::Measure,
        selection::Selection,
    },
    status::StatusGroup,
};

use super::{
    Charted, GAP, Layout, Monthly, PART_GAP, Records, Table,
    axis::{Mark, durations, months, steps},
    drawing::{Dash, Drawing},
    flow::{Column, HEADING, NOTE, TEXT, halves, paragraph},
    lines::{self, Lines, Series},
    monthly::Told,
    palette::STATUSES,
};
use crate::number::grouped;

/// About how many steps the axis of numbers has.
const STEPS: u64 = 3;

impl Charted for AssuranceGap {
    fn measure(&self) -> Measure {
        Measure::AssuranceGap
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn is_empty(&self) -> bool {
        !self.has_any()
    }

    fn why_empty(&self) -> Option<String> {
        words::why_empty(self)
    }

    fn headline(&self) -> String {
        words::headline(self)
    }

    fn subtitle(&self) -> String {
        words::subtitle(self)
    }

    fn sentences(&self) -> String {
        words::text_alternative(self)
    }

    fn table(&self, keep: &str) -> Table {
        table::table(self, keep)
    }

    fn records(&self) -> Records {
        table::records(self)
    }

    fn monthly(&self) -> Option<Monthly> {
        Some(Monthly::Gap(self.clone()))
    }

    fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
        let mut top = top;
        if self.has_any() {
            let panels = [("Items that wait", items_line(self)), ("How long half of them had waited", wait_line(self))];
            let halves = halves(page, layout);
            for side_by_side in panels.chunks(halves.len()) {
                let bottoms = side_by_side.iter().zip(&halves).map(|((heading, lines), half)| {
                    let top = paragraph(drawing, heading, *half, top, HEADING) + GAP;
                    lines::draw(drawing, lines, *half, layout, top)
                });
                top = bottoms.max().unwrap_or(top) + PART_GAP;
            }
        } else {
            top = paragraph(drawing, &words::nothing_to_draw(self), page, top, TEXT) + GAP;
        }
        words::undated(self).iter().fold(top, |top, note| paragraph(drawing, note, page, top, NOTE)) + GAP
    }
}

/// What each line tells of each month, in the order of the lines.
pub fn told(figure: &AssuranceGap) -> Vec<Told> {
    let line =
        |of, value: &dyn Fn(&Gap) -> Option<String>| Told { of, months: figure.gaps.iter().map(value).collect() };
    vec![
        line(StatusGroup::SaidDone.label(), &|gap| Some(grouped(gap.items))),
        line("Median wait", &|gap| Some(duration(gap.waited?.median))),
    ]
}

/// How many wait: in the colour that the group has in every chart.
fn items_line(figure: &AssuranceGap) -> Lines {
    let last = figure.latest().map_or(0, |gap| gap.items);
    let series = Series {
        words: format!("{}: {}", StatusGroup::SaidDone.label(), grouped(last)),
        colour: STATUSES[0],
        dash: Dash::Solid,
        runs: runs(figure, |gap| Some(gap.items)),
    };
    let most = figure.most().map_or(0, |gap| gap.items);
    let steps = steps(most, STEPS).into_iter().map(|step| Mark { at: step, words: grouped(step) }).collect();
    as_lines(figure, series, steps)
}

/// How long half of them had waited: no line where none waits. The longest wait is one item's, and said in words.
fn wait_line(figure: &AssuranceGap) -> Lines {
    let words = match figure.latest().and_then(|gap| gap.waited) {
        Some(waited) => {
            format!("Median: {}; the longest: {}", duration(waited.median), duration(waited.longest))
        }
        None => "Median: none waits now".to_owned(),
    };
    let series =
        Series { words, colour: STATUSES[0], dash: Dash::Solid, runs: runs(figure, |gap| Some(gap.waited?.median)) };
    let most = series.runs.iter().flatten().map(|(_, days)| *days).max().unwrap_or(0);
    as_lines(figure, series, durations(most, STEPS))
}

/// The months that have a value, in runs without a gap.
fn runs(figure: &AssuranceGap, value: impl Fn(&Gap) -> Option<u64>) -> Vec<Vec<(u64, u64)>> {
    let values: Vec<_> = (0u64..).zip(figure.gaps.iter().map(value)).collect();
    values
        .chunk_by(|a, b| a.1.is_some() == b.1.is_some())
        .map(|run| run.iter().filter_map(|(month, value)| Some((*month, (*value)?))).collect())
        .filter(|run: &Vec<_>| !run.is_empty())
        .collect()
}

fn as_lines(figure: &AssuranceGap, series: Series, steps: Vec<Mark>) -> Lines {
    Lines {
        series: vec![series],
        across: u64::from(figure.period.months()).saturating_sub(1).max(1),
        marks: months(figure.period),
        steps,
        band: None,
    }
}
