//! Findings across rounds as bars of shares: a panel each for recommendations and areas of concern, a bar for each visit.

mod table;
mod words;

#[cfg(test)]
mod agreement;
#[cfg(test)]
pub mod samples;

use followup::{
    finding::{FindingGroup, RecordType},
    progress::{
        findings_across_rounds::{FindingsAcrossRounds, Row},
        measure::Measure,
        selection::Selection,
    },
};
pub use words::telling_row;
use words::{counted_beside, nothing_found, share_and_count};

use super::{
    Charted, Layout, PART_GAP, Records, Table,
    drawing::Drawing,
    flow::{Column, HEADING, NOTE, TEXT, keyed, paragraph},
    palette::{colour, text_on},
    stacked_bar::{self, Segment},
};
use crate::components::grouped;

/// Between a heading, a key and a bar.
const GAP: i32 = 8;
/// Between the words beside a bar and the bar.
const LABEL_GAP: i32 = 16;

impl Charted for FindingsAcrossRounds {
    fn measure(&self) -> Measure {
        Measure::FindingsAcrossRounds
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
            return paragraph(drawing, "Our sources hold no later visit.", page, top, TEXT) + PART_GAP;
        }
        let parts = RecordType::ALL.iter().map(|record_type| (*record_type, self.of(*record_type).collect::<Vec<_>>()));
        let parts = parts.filter(|(_, rows)| !rows.is_empty());
        if layout == Layout::Whole {
            let halves = columns(page);
            let bottoms = halves
                .into_iter()
                .zip(parts)
                .map(|(half, (record_type, rows))| panel(drawing, record_type, &rows, half, layout, top) + PART_GAP);
            return bottoms.max().unwrap_or(top);
        }
        parts.fold(top, |top, (record_type, rows)| panel(drawing, record_type, &rows, page, layout, top) + PART_GAP)
    }
}

/// The two halves of a page.
fn columns(page: Column) -> [Column; 2] {
    let width = (page.width - PART_GAP) / 2;
    [Column { width, ..page }, Column { left: page.left + width + PART_GAP, width }]
}

/// One record type: heading, key, bars. Gives its bottom.
fn panel(drawing: &mut Drawing, record_type: RecordType, rows: &[&Row], page: Column, layout: Layout, top: i32) -> i32 {
    let top = paragraph(drawing, record_type.plural(), page, top, HEADING) + GAP / 2;
    let key: Vec<_> = FindingGroup::ALL.iter().map(|group| (colour(*group), group.label().to_owned())).collect();
    let top = keyed(drawing, &key, page, top) + GAP;
    rows.iter().fold(top, |top, row| bar_with_words(drawing, row, page, layout, top) + 2 * GAP) - 2 * GAP
}

/// A visit's words, its bar, and below it what the bar has no room for and what no share counts. Gives its bottom.
fn bar_with_words(drawing: &mut Drawing, row: &Row, page: Column, layout: Layout, top: i32) -> i32 {
    let (column, top, label_bottom) = match layout.label_width() {
        None => {
            let top = paragraph(drawing, &row.visit.label, page, top, TEXT) + GAP / 2;
            (page, top, top)
        }
        Some(width) => {
            let column = Column { left: page.left + width + LABEL_GAP, width: page.width - width - LABEL_GAP };
            (column, top, label(drawing, &row.visit.label, Column { width, ..page }, top + GAP / 2))
        }
    };
    let mut notes = counted_beside(row);
    let mut top = top;
    if row.whole() == 0 {
        top = paragraph(drawing, &nothing_found(row), column, top + GAP / 2, TEXT);
    } else {
        let unlabelled = stacked_bar::draw(drawing, &segments(row), column, top, layout.bar_height());
        top = keyed(drawing, &unlabelled, column, top + layout.bar_height() + GAP);
        notes.insert(0, format!("{} with a finding", grouped(row.whole())));
    }
    let notes = if layout == Layout::Narrow { notes } else { vec![notes.join("; ")] };
    notes.iter().fold(top, |top, note| paragraph(drawing, note, column, top, NOTE)).max(label_bottom)
}

fn segments(row: &Row) -> Vec<Segment> {
    let segment = |group: &FindingGroup| Segment {
        colour: colour(*group),
        ink: text_on(*group),
        name: group.label(),
        count: row.in_group(*group),
        share: share_and_count(row, *group),
    };
    FindingGroup::ALL.iter().map(segment).collect()
}

/// Sets what names a bar, its date on a line of its own. Gives its bottom.
fn label(drawing: &mut Drawing, label: &str, column: Column, top: i32) -> i32 {
    label.split_inclusive(", ").fold(top, |top, part| paragraph(drawing, part, column, top, TEXT))
}
