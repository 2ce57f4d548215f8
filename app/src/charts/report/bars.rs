//! A bar for each row to one scale, or a mark for each item: words before it, the figure it stands for behind it.

use super::{
    Behind, Row,
    marks::{APART, MOST, SIDE, Tone, key, rest},
};
use crate::{
    charts::{
        GAP, Layout,
        drawing::{Anchor, Drawing, Lettering},
        flow::{Column, TEXT, line_height, paragraph, whole_units},
        text_width::text_width,
    },
    number::grouped,
};

/// How high a bar is.
const HIGH: i32 = 20;
/// Between two rows.
const ROW_GAP: i32 = 8;
/// Between a bar and the words beside it.
const BESIDE: i32 = 12;
/// The narrowest part, so that one item among thousands is still seen.
const NARROWEST: i32 = 3;

/// What is drawn.
pub struct Bars<'a> {
    /// The rows.
    pub rows: &'a [Row],
    /// The columns that make up a bar.
    pub parts: &'a [(Tone, usize)],
    /// What a full bar is.
    pub whole: Option<u64>,
    /// What is said behind it.
    pub behind: Behind,
}

impl Bars<'_> {
    /// Draws key and rows; gives the bottom.
    pub fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
        let behind: Vec<_> = self.rows.iter().map(|row| self.behind.in_words(row)).collect();
        let widths = behind.iter().map(|words| text_width(words, TEXT.size, TEXT.weight));
        let behind_width = whole_units(widths.fold(0.0, f64::max)) + BESIDE;
        let before = layout.label_width().map_or(0, |width| width + BESIDE);
        let room = (page.width - before - behind_width).max(SIDE);
        let as_marks = self.whole.is_none() && self.rows.iter().all(|row| self.sum(row) <= MOST);
        let occurring = self.parts.iter().filter(|(_, place)| self.rows.iter().any(|row| row.count(*place) > 0));
        let top = key(drawing, occurring.map(|(tone, _)| *tone), page, top);
        self.rows.iter().zip(behind).fold(top + GAP, |top, (row, behind)| {
            let (left, words_bottom, top) = if before > 0 {
                let column = Column { width: before - BESIDE, ..page };
                (page.left + before, paragraph(drawing, &row.words, column, top + 2, TEXT), top)
            } else {
                let bottom = paragraph(drawing, &row.words, page, top, TEXT);
                (page.left, bottom, bottom)
            };
            let bottom = if as_marks {
                self.marks(drawing, row, (left, top), room)
            } else {
                self.bar(drawing, row, (left, top), room)
            };
            let end = page.left + page.width;
            drawing.line(&behind, (end, top + 2), Anchor::End, TEXT);
            bottom.max(words_bottom) + ROW_GAP
        }) - ROW_GAP
    }

    fn sum(&self, row: &Row) -> u64 {
        self.parts.iter().map(|(_, place)| row.count(*place)).sum()
    }

    fn marks(&self, drawing: &mut Drawing, row: &Row, (left, top): (i32, i32), room: i32) -> i32 {
        let (mut x, mut y) = (left, top + (HIGH - SIDE) / 2);
        let items = self.parts.iter().flat_map(|(tone, place)| (0..row.count(*place)).map(move |_| *tone));
        for tone in items {
            if x + SIDE > left + room {
                (x, y) = (left, y + SIDE + APART);
            }
            tone.mark(drawing, (x, y));
            x += SIDE + APART;
        }
        y + i32::midpoint(HIGH, SIDE)
    }

    /// The parts of a bar, each with its count where there is room for it.
    fn bar(&self, drawing: &mut Drawing, row: &Row, (left, top): (i32, i32), room: i32) -> i32 {
        let most = self.whole.or_else(|| self.rows.iter().map(|row| self.sum(row)).max()).unwrap_or(1).max(1);
        let slack = i32::try_from(self.parts.len().saturating_sub(1)).unwrap_or(0) * NARROWEST;
        if self.whole.is_some() {
            rest(drawing, [(left, top), (left + room, top + HIGH)]);
        }
        let length = |items: u64| {
            let share = u128::from(items) * u128::from((room - slack).max(1).unsigned_abs()) / u128::from(most);
            i32::try_from(share).unwrap_or(room).max(NARROWEST)
        };
        self.parts.iter().map(|(tone, place)| (*tone, row.count(*place))).filter(|(_, items)| *items > 0).fold(
            left,
            |left, (tone, items)| {
                let right = left + length(items);
                tone.part(drawing, [(left, top), (right, top + HIGH)]);
                let words = grouped(items);
                // A single part is said behind the bar.
                if self.parts.len() > 1 && text_width(&words, TEXT.size, TEXT.weight) + 6.0 <= f64::from(right - left) {
                    let lettering = Lettering { colour: tone.ink(), ..TEXT };
                    let middle = i32::midpoint(left, right);
                    drawing.line(&words, (middle, top + (HIGH - line_height(TEXT)) / 2 + 2), Anchor::Middle, lettering);
                }
                right
            },
        );
        top + HIGH
    }
}
