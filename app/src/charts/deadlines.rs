//! Deadlines as three panels of bars: what is due when, how long ago what is overdue was due, and what was moved.

mod table;
mod words;

#[cfg(test)]
mod agreement;

use followup::progress::{
    deadlines::{AGE_BANDS, Deadlines, DueGroup, Moved},
    measure::Measure,
    selection::Selection,
};
use plotters::style::RGBColor;

use super::{
    Charted, GAP, Layout, PART_GAP, Records, Table,
    bars::{self, Bar},
    drawing::Drawing,
    flow::{Column, HEADING, NOTE, TEXT, keyed, paragraph},
    palette::CATEGORIES,
};
use crate::components::grouped;

impl Charted for Deadlines {
    fn measure(&self) -> Measure {
        Measure::Deadlines
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn is_empty(&self) -> bool {
        self.dated() == 0
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

    fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
        let top = due_when(self, drawing, page, layout, top) + PART_GAP;
        let top = overdue(self, drawing, page, layout, top) + PART_GAP;
        moved(self, drawing, page, layout, top) + PART_GAP
    }
}

fn due_when(figure: &Deadlines, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
    let top = paragraph(drawing, "Due by month", page, top, HEADING) + GAP / 2;
    if figure.dated() == 0 {
        let top = paragraph(drawing, words::NO_DATES, page, top, TEXT);
        return beside(figure, drawing, page, top);
    }
    let key: Vec<_> = DueGroup::ALL
        .iter()
        .map(|group| (colour(*group), format!("{}: {}", group.label(), grouped(figure.in_group(*group)))))
        .collect();
    let top = keyed(drawing, &key, page, top) + GAP;
    let bars: Vec<_> = figure
        .due
        .iter()
        .map(|due| Bar {
            name: due.when.clone(),
            parts: DueGroup::ALL.iter().map(|group| (colour(*group), due.of(*group))).collect(),
        })
        .collect();
    let top = bars::draw(drawing, &bars, page, layout, top) + GAP;
    beside(figure, drawing, page, top)
}

fn beside(figure: &Deadlines, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
    paragraph(drawing, &words::undated(figure), page, top, NOTE)
}

fn overdue(figure: &Deadlines, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
    let top = paragraph(drawing, "Overdue, by days since the deadline", page, top, HEADING) + GAP;
    if figure.in_group(DueGroup::Overdue) == 0 {
        return paragraph(drawing, words::NONE_OVERDUE, page, top, TEXT);
    }
    let bars: Vec<_> = AGE_BANDS
        .iter()
        .zip(figure.overdue)
        .map(|(band, items)| Bar { name: band.in_words(), parts: vec![(colour(DueGroup::Overdue), items)] })
        .collect();
    bars::draw(drawing, &bars, page, layout, top)
}

fn moved(figure: &Deadlines, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
    let top = paragraph(drawing, "Current deadline against the first", page, top, HEADING) + GAP;
    let bars: Vec<_> = Moved::ALL
        .iter()
        .map(|moved| Bar { name: moved.label().to_owned(), parts: vec![(CATEGORIES[0], figure.moved(*moved))] })
        .collect();
    let top = bars::draw(drawing, &bars, page, layout, top) + GAP;
    paragraph(drawing, &words::slipped(figure), page, top, NOTE)
}

/// The colour of a group, the same in every panel.
const fn colour(group: DueGroup) -> RGBColor {
    CATEGORIES[group as usize]
}
