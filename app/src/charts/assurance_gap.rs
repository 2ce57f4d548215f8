//! The assurance gap over time: a panel for how many items wait, and one below it for how long they had waited.

mod table;
mod words;

#[cfg(test)]
pub mod agreement;

use followup::{
    progress::{
        assurance_gap::{AssuranceGap, Gap},
        measure::Measure,
        selection::Selection,
    },
    status::StatusGroup,
};

use super::{
    Charted, GAP, Layout, Monthly, PART_GAP, Records, Table,
    axis::{Mark, months, steps},
    drawing::{Dash, Drawing},
    flow::{Column, HEADING, NOTE, TEXT, paragraph},
    lines::{self, Lines, Series},
    monthly::Told,
    palette::{CATEGORIES, TWO},
    phrases::days,
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
            for (heading, series) in [("Items", vec![items(self)]), ("Days waited", waits(self))] {
                top = paragraph(drawing, heading, page, top, HEADING) + GAP;
                top = lines::draw(drawing, &as_lines(self, series), page, layout, top) + PART_GAP;
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
        line("Median wait", &|gap| Some(days(gap.waited?.median))),
        line("Longest wait", &|gap| Some(days(gap.waited?.longest))),
    ]
}

/// How many wait: in the colour that the group has in every chart.
fn items(figure: &AssuranceGap) -> Series {
    let last = figure.latest().map_or(0, |gap| gap.items);
    Series {
        words: format!("{}: {}", StatusGroup::SaidDone.label(), grouped(last)),
        colour: CATEGORIES[StatusGroup::SaidDone as usize],
        dash: Dash::Solid,
        runs: runs(figure, |gap| Some(gap.items)),
    }
}

/// How long they had waited: no line where none waits.
fn waits(figure: &AssuranceGap) -> Vec<Series> {
    let last = figure.latest().and_then(|gap| gap.waited);
    let ended = |what: &str, waited: Option<u64>| match waited {
        Some(waited) => format!("{what}: {}", days(waited)),
        None => format!("{what}: none waits now"),
    };
    vec![
        Series {
            words: ended("Median", last.map(|waited| waited.median)),
            colour: TWO[0],
            dash: Dash::Solid,
            runs: runs(figure, |gap| Some(gap.waited?.median)),
        },
        Series {
            words: ended("Longest", last.map(|waited| waited.longest)),
            colour: TWO[1],
            dash: Dash::Long,
            runs: runs(figure, |gap| Some(gap.waited?.longest)),
        },
    ]
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

fn as_lines(figure: &AssuranceGap, series: Vec<Series>) -> Lines {
    let most = series.iter().flat_map(|series| series.runs.iter().flatten()).map(|(_, value)| *value).max();
    Lines {
        series,
        across: u64::from(figure.period.months()).saturating_sub(1).max(1),
        marks: months(figure.period),
        steps: steps(most.unwrap_or(0), STEPS)
            .into_iter()
            .map(|step| Mark { at: step, words: grouped(step) })
            .collect(),
        band: None,
    }
}
