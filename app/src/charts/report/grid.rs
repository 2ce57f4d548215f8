//! A line for each row, in each graded cell its grade's word on its colour. What has no grade is left blank.

use std::ops::Range;

use super::{Column as Heading, Row, Value};
use crate::charts::{
    Layout,
    drawing::{Anchor, Drawing, Lettering},
    flow::{Column, HEADING, NOTE, TEXT, keyed_paragraph, line_height, paragraph},
    palette::{GREY_INK, grade_colour},
    wrapping::wrapped_in_whole_words,
};

/// White between two cells.
const GAP: i32 = 3;
/// Between a cell's edge and its words.
const PADDING: i32 = 4;
/// The most lines of words in a cell or above a column.
const MOST_LINES: usize = 4;

/// What is drawn.
pub struct Grid<'a> {
    /// The rows.
    pub rows: &'a [Row],
    /// The report's columns.
    pub columns: &'a [Heading],
    /// Those with the grades.
    pub graded: Range<usize>,
    /// What is said under the head of each.
    pub totals: &'a [String],
}

impl Grid<'_> {
    /// Draws heads and rows; gives the bottom. Where words do not fit into cells, each row becomes a list.
    pub fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
        let before = layout.label_width().unwrap_or(page.width / 4);
        let grid = Column { left: page.left + before, width: page.width - before };
        let cell = (grid.width + GAP) / i32::try_from(self.graded.len().max(1)).unwrap_or(i32::MAX) - GAP;
        let Some((heads, lines)) = self.fitted(cell) else { return self.list(drawing, page, top) };
        let mut top = self.draw_heads(drawing, &heads, grid, cell, top);
        let height = lines * line_height(TEXT) + 2 * PADDING;
        for row in self.rows {
            let beside = Column { width: before - PADDING, ..page };
            let name_bottom = paragraph(drawing, &row.beside_bar, beside, top + PADDING, TEXT);
            let mut left = grid.left;
            for place in self.graded.clone() {
                draw_cell(drawing, row, place, [(left, top), (left + cell, top + height)]);
                left += cell + GAP;
            }
            top = (top + height).max(name_bottom) + GAP;
        }
        top
    }

    fn heads(&self) -> impl Iterator<Item = &str> {
        let columns = self.columns.get(self.graded.clone()).unwrap_or_default();
        columns.iter().map(|column| column.words.as_deref().unwrap_or_default())
    }

    /// The lines of each head, and the most lines that any cell needs; `None` where one has no room for its words.
    fn fitted(&self, cell: i32) -> Option<(Vec<Vec<String>>, i32)> {
        let heads = self.heads().map(|head| fitted(head, cell)).collect::<Option<Vec<_>>>()?;
        let words = self.rows.iter().flat_map(|row| self.graded.clone().filter_map(|place| grade_words(row, place)));
        let lines = words.map(|words| Some(fitted(words, cell)?.len())).collect::<Option<Vec<_>>>()?;
        Some((heads, i32::try_from(lines.into_iter().max().unwrap_or(1)).unwrap_or(1)))
    }

    /// The columns' names above them, their last lines level, and the totals below these; gives the bottom.
    fn draw_heads(&self, drawing: &mut Drawing, heads: &[Vec<String>], grid: Column, cell: i32, top: i32) -> i32 {
        let most = heads.iter().map(Vec::len).max().unwrap_or(0);
        let down = |lines: usize| i32::try_from(lines).unwrap_or(0) * line_height(TEXT);
        let mut left = grid.left;
        for (place, lines) in heads.iter().enumerate() {
            let middle = left + cell / 2;
            for (line, text) in lines.iter().enumerate() {
                drawing.line(text, (middle, top + down(most - lines.len() + line)), Anchor::Middle, TEXT);
            }
            if let Some(total) = self.totals.get(place) {
                drawing.line(total, (middle, top + down(most)), Anchor::Middle, NOTE);
            }
            left += cell + GAP;
        }
        top + down(most + usize::from(!self.totals.is_empty())) + PADDING
    }

    /// Each row as a heading and a list of its grades.
    fn list(&self, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
        self.rows.iter().fold(top, |top, row| {
            let top = paragraph(drawing, &row.beside_bar, page, top, HEADING);
            let bottom = self.heads().zip(self.graded.clone()).fold(top, |top, (head, place)| {
                let value = &row.cells[place].value;
                let words = format!("{head}: {}", value.in_words());
                match value {
                    Value::Grade(grade) => keyed_paragraph(drawing, grade_colour(*grade).0, &words, page, top),
                    _ => paragraph(drawing, &words, page, top, NOTE),
                }
            });
            bottom + 2 * PADDING
        })
    }
}

fn grade_words(row: &Row, place: usize) -> Option<&'static str> {
    match row.cells.get(place)?.value {
        Value::Grade(grade) => Some(grade.label()),
        _ => None,
    }
}

/// The lines of words that fit into a cell; `None` where they do not.
fn fitted(text: &str, width: i32) -> Option<Vec<String>> {
    let lines = wrapped_in_whole_words(text, f64::from(width - 2 * PADDING), TEXT.size, TEXT.weight)?;
    (lines.len() <= MOST_LINES).then_some(lines)
}

fn draw_cell(drawing: &mut Drawing, row: &Row, place: usize, corners: [(i32, i32); 2]) {
    let Some(Value::Grade(grade)) = row.cells.get(place).map(|cell| &cell.value) else { return };
    let [(left, top), (right, bottom)] = corners;
    let (ground, ink) = grade_colour(*grade);
    drawing.block(corners, ground);
    // Half of an edge's width lies outside of it.
    drawing.frame([(left + 1, top + 1), (right - 1, bottom - 1)], GREY_INK);
    let lines = fitted(grade.label(), right - left).unwrap_or_default();
    let height = line_height(TEXT);
    let high = i32::try_from(lines.len()).unwrap_or(0) * height;
    let first = top + (bottom - top - high) / 2 + (height - i32::try_from(TEXT.size).unwrap_or(height)) / 2;
    lines.iter().fold(first, |top, line| {
        drawing.line(line, (left.midpoint(right), top), Anchor::Middle, Lettering { colour: ink, ..TEXT });
        top + height
    });
}
