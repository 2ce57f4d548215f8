//! Grades as a map of rounds and topics: the grade's word in every cell, on its colour.

mod table;
mod words;

#[cfg(test)]
mod agreement;

use followup::progress::{grades::Grades, measure::Measure, selection::Selection};
use words::{grade_in_words, named};

use super::{
    Charted, Layout, PART_GAP, Records, Table,
    drawing::Drawing,
    flow::{Column, TEXT, paragraph},
    heat_map::{Cell, HeatMap, Row},
    palette::grade_colour,
};

impl Charted for Grades {
    fn measure(&self) -> Measure {
        Measure::Grades
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty()
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
        if self.rows.is_empty() {
            return paragraph(drawing, "Our sources hold no grade.", page, top, TEXT) + PART_GAP;
        }
        let rows = self.rows.iter().map(|row| Row {
            name: named(self, row),
            cells: row
                .grades
                .iter()
                .map(|grade| Cell { text: grade_in_words(*grade).to_owned(), ground: grade.map(grade_colour) })
                .collect(),
        });
        let columns = self.topics.iter().map(|topic| topic.label().to_owned()).collect();
        HeatMap { columns, rows: rows.collect() }.draw(drawing, page, layout, top) + PART_GAP
    }
}
