//! Status over time as lines: one for each group of statuses, a point at the end of each month.

mod table;
mod words;

#[cfg(test)]
pub mod agreement;

use followup::{
    progress::{measure::Measure, selection::Selection, status_over_time::StatusOverTime},
    status::StatusGroup,
};

use super::{
    Charted, GAP, Layout, Monthly, PART_GAP, Records, Table,
    axis::{Mark, months, steps},
    drawing::Drawing,
    flow::{Column, NOTE, TEXT, paragraph},
    lines::{self, DASHES, Lines, Series},
    monthly::Told,
    palette::STATUSES,
};
use crate::number::grouped;

/// About how many steps the axis of numbers has.
const STEPS: u64 = 4;

impl Charted for StatusOverTime {
    fn measure(&self) -> Measure {
        Measure::StatusOverTime
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn is_empty(&self) -> bool {
        !self.has_items()
    }

    fn why_empty(&self) -> Option<String> {
        words::why_empty(self)
    }

    fn is_drawn(&self) -> bool {
        self.drawn().has_recorded()
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
        Some(Monthly::Status(self.clone()))
    }

    fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
        let drawn = self.drawn();
        // A line along 0 would say that nothing was done, where nothing is known.
        let top = if drawn.has_recorded() {
            lines::draw(drawing, &as_lines(&drawn), page, layout, top) + GAP
        } else {
            paragraph(drawing, &words::nothing_to_draw(self), page, top, TEXT) + GAP
        };
        paragraph(drawing, &words::beside(self).join(" "), page, top, NOTE) + PART_GAP
    }
}

/// What each line tells of each month, in the order of the lines.
pub fn told(figure: &StatusOverTime) -> Vec<Told> {
    let groups = StatusGroup::ALL.iter();
    let told = groups.map(|group| Told {
        of: group.label(),
        months: figure.stocks.iter().map(|stock| Some(grouped(stock.of(*group)))).collect(),
    });
    told.collect()
}

/// By how much the last count differs from that of a year before: `, −56 in a year`; nothing where it does not, or where
/// there was no such month.
fn change(figure: &StatusOverTime, group: StatusGroup) -> String {
    let counts: Vec<_> = figure.stocks.iter().rev().map(|stock| stock.of(group)).collect();
    match (counts.first(), counts.get(12)) {
        (Some(now), Some(then)) if now > then => format!(", +{} in a year", grouped(now - then)),
        (Some(now), Some(then)) if now < then => format!(", −{} in a year", grouped(then - now)),
        _ => String::new(),
    }
}

/// The lines of a figure, by its numbers alone.
fn as_lines(figure: &StatusOverTime) -> Lines {
    let series = StatusGroup::ALL.iter().map(|group| {
        let last = figure.latest().map_or(0, |stock| stock.of(*group));
        Series {
            words: format!("{}: {}{}", group.label(), grouped(last), change(figure, *group)),
            colour: STATUSES[*group as usize],
            dash: DASHES[*group as usize],
            runs: vec![(0..).zip(&figure.stocks).map(|(month, stock)| (month, stock.of(*group))).collect()],
        }
    });
    let most = StatusGroup::ALL.iter().filter_map(|group| Some(figure.most(*group)?.of(*group))).max().unwrap_or(0);
    Lines {
        series: series.collect(),
        across: u64::from(figure.period.months()).saturating_sub(1).max(1),
        marks: months(figure.period),
        steps: steps(most, STEPS).into_iter().map(|step| Mark { at: step, words: grouped(step) }).collect(),
        band: None,
    }
}
