//! Claimed done, not verified: how long items have waited by now, and how many waited at the end of each month.

mod bands;
mod table;
mod words;

#[cfg(test)]
pub mod agreement;

#[cfg(feature = "ssr")]
pub use table::rows_of_band;

use followup::{
    progress::{assurance_gap::AssuranceGap, measure::Measure, selection::Selection},
    status::StatusGroup,
};

use super::{
    Charted, GAP, Layout, Monthly, PART_GAP, Records, Table,
    axis::{Mark, months, steps},
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
            let halves = halves(page, layout);
            let (first, second) = (halves.first().copied().unwrap_or(page), halves.get(1).copied());
            let bottom = bands::draw(self, drawing, first, top);
            // Beside the bands where there is room, and else below them.
            let top_of_line = if second.is_some() { top } else { bottom + PART_GAP };
            let half = second.unwrap_or(page);
            let below = paragraph(drawing, "Items that wait", half, top_of_line, HEADING) + GAP;
            top = lines::draw(drawing, &items_line(self), half, layout, below).max(bottom) + PART_GAP;
        } else {
            top = paragraph(drawing, &words::nothing_to_draw(self), page, top, TEXT) + GAP;
        }
        words::undated(self).iter().fold(top, |top, note| paragraph(drawing, note, page, top, NOTE)) + GAP
    }
}

/// What the line tells of each month.
pub fn told(figure: &AssuranceGap) -> Vec<Told> {
    let months = figure.gaps.iter().map(|gap| Some(grouped(gap.items)));
    vec![Told { of: StatusGroup::SaidDone.label(), months: months.collect() }]
}

/// How many wait: in the colour that the group has in every chart. How long half of them and the longest had waited is said in words.
fn items_line(figure: &AssuranceGap) -> Lines {
    let last = figure.latest().map_or(0, |gap| gap.items);
    let series = Series {
        words: format!("{}: {}", StatusGroup::SaidDone.label(), grouped(last)),
        colour: STATUSES[StatusGroup::SaidDone as usize],
        dash: Dash::Solid,
        runs: vec![(0..).zip(figure.gaps.iter().map(|gap| gap.items)).collect()],
    };
    let most = figure.most().map_or(0, |gap| gap.items);
    Lines {
        series: vec![series],
        across: u64::from(figure.period.months()).saturating_sub(1).max(1),
        marks: months(figure.period),
        steps: steps(most, STEPS).into_iter().map(|step| Mark { at: step, words: grouped(step) }).collect(),
        band: None,
    }
}
