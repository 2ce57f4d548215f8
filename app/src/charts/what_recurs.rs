//! What recurs as maps of topics and rounds: one for each record type and scheme, or for what the crosswalk joins and for what
//! it leaves out, a number in every cell.

mod table;
mod words;

#[cfg(test)]
mod agreement;

use followup::{
    crosswalk::Schemes,
    progress::{
        measure::Measure,
        selection::Selection,
        steps::{Step, Steps},
        what_recurs::{Block, WhatRecurs},
    },
};
use words::{again, heading, note, number};

use super::{
    Charted, Layout, PART_GAP, Records, Table,
    drawing::Drawing,
    flow::{Column, HEADING, NOTE, TEXT, keyed, paragraph},
    heat_map::{Cell, HeatMap, Row},
    palette::shade,
};
use crate::components::grouped;

/// Between a heading, a key and a map.
const GAP: i32 = 8;

impl Charted for WhatRecurs {
    fn measure(&self) -> Measure {
        Measure::WhatRecurs
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        let schemes = (self.schemes != Schemes::Apart).then(|| ("schemes", self.schemes.slug().to_owned()));
        self.selection.parameters().into_iter().chain(schemes).collect()
    }

    fn is_empty(&self) -> bool {
        self.blocks.is_empty()
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
        if self.blocks.is_empty() {
            return paragraph(drawing, "Our sources hold nothing that was raised.", page, top, TEXT) + PART_GAP;
        }
        let top = self.blocks.iter().fold(top, |top, block| map(self, block, drawing, page, layout, top) + PART_GAP);
        match words::join(self) {
            Some(join) => paragraph(drawing, &join, page, top, NOTE) + PART_GAP,
            None => top,
        }
    }
}

/// One map: heading, what its numbers are, key, cells. Gives its bottom.
fn map(figure: &WhatRecurs, block: &Block, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
    let top = paragraph(drawing, &heading(block), page, top, HEADING) + GAP / 2;
    let top = paragraph(drawing, &note(figure, block), page, top, NOTE) + GAP / 2;
    let cells = || block.rows.iter().flat_map(|row| &row.cells);
    let steps = Steps::up_to(cells().map(|cell| number(figure, cell)).max().unwrap_or(0));
    let key: Vec<_> =
        Step::ALL.into_iter().filter_map(|step| Some((shade(step).0, range(steps.range(step))?))).collect();
    let top = keyed(drawing, &key, page, top) + GAP;
    let columns = block.columns.iter().map(|column| column.label.clone());
    let rows = block.rows.iter().map(|row| {
        let counted = row.cells.iter().map(|cell| {
            let number = number(figure, cell);
            Cell { text: grouped(number), ground: steps.of(number).map(shade) }
        });
        // Another measure than the cells': it has no part in their steps.
        let again = Cell { text: grouped(again(figure, row)), ground: None };
        Row { name: row.heading.label(), cells: counted.chain([again]).collect() }
    });
    let map = HeatMap { columns: columns.chain(["Raised again".to_owned()]).collect(), rows: rows.collect() };
    map.draw(drawing, page, layout, top)
}

/// A step in words; `None` where no count is in it.
fn range((first, last): (u64, u64)) -> Option<String> {
    match first.cmp(&last) {
        std::cmp::Ordering::Less => Some(format!("{} to {}", grouped(first), grouped(last))),
        std::cmp::Ordering::Equal => Some(grouped(first)),
        std::cmp::Ordering::Greater => None,
    }
}
