//! Case audits as bars of shares: a bar for each audit, in the order of the rounds or of the forces' names.

mod table;
mod words;

#[cfg(test)]
mod agreement;

use followup::{
    case_audit::CaseGrade,
    grade::Grade,
    progress::{
        case_audits::{CaseAudits, Row},
        measure::Measure,
        selection::Selection,
    },
};
use words::{beside, named, share_and_count};

use super::{
    Charted, Layout, PART_GAP, Records, Table,
    drawing::Drawing,
    flow::{Column, NOTE, TEXT, keyed, paragraph},
    palette::grade_colour,
    stacked_bar::{self, Segment},
};

/// Between a key, words and a bar.
const GAP: i32 = 8;
/// Between the words beside a bar and the bar.
const LABEL_GAP: i32 = 16;

impl Charted for CaseAudits {
    fn measure(&self) -> Measure {
        Measure::CaseAudits
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
            return paragraph(drawing, "Our sources hold no case audit.", page, top, TEXT) + PART_GAP;
        }
        let key: Vec<_> =
            CaseGrade::ALL.iter().map(|grade| (grade_colour(as_grade(*grade)).0, grade.label().to_owned())).collect();
        let top = keyed(drawing, &key, page, top) + GAP;
        self.rows.iter().fold(top, |top, row| bar_with_words(self, drawing, row, page, layout, top) + 2 * GAP) - 2 * GAP
            + PART_GAP
    }
}

/// What names an audit, its bar, and below it what the bar has no room for and what it stands on. Gives its bottom.
fn bar_with_words(
    figure: &CaseAudits,
    drawing: &mut Drawing,
    row: &Row,
    page: Column,
    layout: Layout,
    top: i32,
) -> i32 {
    let name = named(figure, row);
    let (column, top, name_bottom) = match layout.label_width() {
        None => {
            let top = paragraph(drawing, &name.join(": "), page, top, TEXT) + GAP / 2;
            (page, top, top)
        }
        Some(width) => {
            let column = Column { left: page.left + width + LABEL_GAP, width: page.width - width - LABEL_GAP };
            let beside = Column { width, ..page };
            // The round's date on a line of its own.
            let parts = name.iter().flat_map(|part| part.split_inclusive(", "));
            let bottom = parts.fold(top, |top, part| paragraph(drawing, part, beside, top, TEXT));
            (column, top, bottom)
        }
    };
    let mut top = top;
    if row.audit.graded() > 0 {
        let segments: Vec<_> = CaseGrade::ALL.iter().map(|grade| segment(row, *grade)).collect();
        let unlabelled = stacked_bar::draw(drawing, &segments, column, top, layout.bar_height());
        top = keyed(drawing, &unlabelled, column, top + layout.bar_height() + GAP);
    }
    paragraph(drawing, &beside(row), column, top, NOTE).max(name_bottom)
}

fn segment(row: &Row, grade: CaseGrade) -> Segment {
    let (colour, ink) = grade_colour(as_grade(grade));
    let count = u64::from(row.audit.with(grade).unwrap_or(0));
    Segment { colour, ink, name: grade.label(), count, share: share_and_count(row, grade) }
}

/// The grade of topics that has the same name, and so the same colour.
const fn as_grade(grade: CaseGrade) -> Grade {
    match grade {
        CaseGrade::Good => Grade::Good,
        CaseGrade::Adequate => Grade::Adequate,
        CaseGrade::RequiresImprovement => Grade::RequiresImprovement,
        CaseGrade::Inadequate => Grade::Inadequate,
    }
}
