//! A bar for each row to one scale, or a mark for each item: words before it, the figure it stands for behind it.

use super::{
    Row,
    marks::{APART, MOST, SIDE, key, rest},
    picture::{Behind, Bracket, Part},
};
use crate::{
    charts::{
        GAP, Layout, PART_GAP,
        drawing::{Anchor, Dash, Drawing, Lettering, Stroke},
        flow::{Column, HEADING, TEXT, halves, line_height, paragraph, whole_units},
        palette::INK,
        text_width::text_width,
    },
    number::grouped,
};

/// How high a bar is.
const HIGH: i32 = 20;
/// Between two rows.
const ROW_GAP: i32 = 4;
/// Between a bar and the words beside it.
const BESIDE: i32 = 12;
/// The narrowest part, so that one item among thousands is still seen.
const NARROWEST: i32 = 3;

/// Between a bar, its bracket and the bracket's words.
const BRACKET_GAP: i32 = 3;
/// How high a bracket is.
const BRACKET_HIGH: i32 = 6;

/// What is drawn.
pub struct Bars<'a> {
    /// The rows.
    pub rows: &'a [Row],
    /// The columns that make up a bar.
    pub parts: &'a [Part],
    /// What a full bar is.
    pub whole: Option<u64>,
    /// What is said behind it.
    pub behind: Behind,
    /// Headings, each with how many of the rows stand below it.
    pub panels: &'a [(String, usize)],
    /// What is said of the beginning of each bar.
    pub bracket: Option<Bracket>,
}

/// What all bars of a drawing have in common.
#[derive(Clone, Copy)]
struct Scale {
    /// The column of the page.
    page: Column,
    /// How much of it the words before the bars take; 0 where they stand above.
    before: i32,
    /// How much is left for bars.
    room: i32,
    as_marks: bool,
    /// What the longest bar is.
    most: u64,
}

impl Bars<'_> {
    /// Draws key and rows; gives the bottom.
    pub fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
        let occurring = self.parts.iter().filter(|part| self.rows.iter().any(|row| row.count(part.column) > 0));
        let mut entries: Vec<_> = occurring.map(|part| (part.tone, part.words)).collect();
        entries.retain(|(_, words)| !words.is_empty());
        entries.dedup();
        let top = key(drawing, &entries, page, top) + GAP;
        if self.panels.is_empty() {
            return self.panel(drawing, self.rows, self.scale(page, layout), top);
        }
        let mut rest = self.rows;
        let panels = self.panels.iter().map(|(heading, rows)| {
            let (panel, others) = rest.split_at((*rows).min(rest.len()));
            rest = others;
            (heading, panel)
        });
        let panels: Vec<_> = panels.filter(|(_, rows)| rows.iter().any(|row| self.is_drawn(row))).collect();
        let halves = if panels.len() > 1 { halves(page, layout) } else { vec![page] };
        let mut top = top;
        for side_by_side in panels.chunks(halves.len()) {
            let bottoms = side_by_side.iter().zip(&halves).map(|((heading, rows), half)| {
                let top = paragraph(drawing, heading, *half, top, HEADING) + GAP;
                self.panel(drawing, rows, self.scale(*half, layout), top)
            });
            top = bottoms.max().unwrap_or(top) + PART_GAP;
        }
        top - PART_GAP
    }

    /// The same for all panels, so that their bars can be compared.
    fn scale(&self, page: Column, layout: Layout) -> Scale {
        let widths = self.rows.iter().map(|row| text_width(&self.behind.in_words(row), TEXT.size, TEXT.weight));
        let behind = whole_units(widths.fold(0.0, f64::max)) + BESIDE;
        let before = self.room_before(page, behind, layout);
        let most = self.whole.or_else(|| self.rows.iter().map(|row| self.sum(row)).max());
        Scale {
            page,
            before,
            room: (page.width - before - behind).max(SIDE),
            as_marks: self.whole.is_none() && self.rows.iter().all(|row| self.sum(row) <= MOST),
            most: most.unwrap_or(1).max(1),
        }
    }

    /// The room for words before the bars: as much as they need, up to two fifths of the page, beyond which they wrap. 0 where
    /// that would leave too little for bars: the words then stand above.
    fn room_before(&self, page: Column, behind: i32, layout: Layout) -> i32 {
        let widths = self.rows.iter().map(|row| text_width(&row.beside_bar, TEXT.size, TEXT.weight));
        let widest = whole_units(widths.fold(0.0, f64::max)) + BESIDE;
        let before = widest.min(page.width * 2 / 5);
        let wraps = before < widest && layout.label_width().is_none();
        if wraps || page.width - before - behind < page.width / 4 { 0 } else { before }
    }

    fn panel(&self, drawing: &mut Drawing, rows: &[Row], scale: Scale, top: i32) -> i32 {
        let Scale { page, before, .. } = scale;
        let bottom = rows.iter().filter(|row| self.is_drawn(row)).fold(top, |top, row| {
            let (left, words_bottom, top) = if before > 0 {
                let column = Column { width: before - BESIDE, ..page };
                (page.left + before, paragraph(drawing, &row.beside_bar, column, top + 2, TEXT), top)
            } else {
                let bottom = paragraph(drawing, &row.beside_bar, page, top, TEXT);
                (page.left, bottom, bottom)
            };
            let bottom = if scale.as_marks {
                self.marks(drawing, row, (left, top), scale.room)
            } else {
                self.bar(drawing, row, (left, top), scale)
            };
            let end = (page.left + page.width, top + 2);
            drawing.line(&self.behind.in_words(row), end, Anchor::End, TEXT);
            bottom.max(words_bottom) + ROW_GAP
        });
        (bottom - ROW_GAP).max(top)
    }

    /// Nothing is drawn for 0, except where the outline of the whole says that it is 0.
    fn is_drawn(&self, row: &Row) -> bool {
        self.whole.is_some() || self.sum(row) > 0
    }

    fn sum(&self, row: &Row) -> u64 {
        self.parts.iter().map(|part| row.count(part.column)).sum()
    }

    fn marks(&self, drawing: &mut Drawing, row: &Row, (left, top): (i32, i32), room: i32) -> i32 {
        let (mut x, mut y) = (left, top + (HIGH - SIDE) / 2);
        let items = self.parts.iter().flat_map(|part| (0..row.count(part.column)).map(move |_| part.tone));
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
    fn bar(&self, drawing: &mut Drawing, row: &Row, (left, top): (i32, i32), scale: Scale) -> i32 {
        let Scale { room, .. } = scale;
        if self.whole.is_some() {
            rest(drawing, [(left, top), (left + room, top + HIGH)]);
        }
        let length = |items: u64| self.length(items, scale);
        self.parts.iter().map(|part| (part.tone, row.count(part.column))).filter(|(_, items)| *items > 0).fold(
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
        match self.bracket.map(|bracket| (row.count(bracket.column), bracket.words)) {
            Some((items, words)) if items > 0 => {
                let right = left + self.length(items, scale);
                bracketed(drawing, (left, right), top + HIGH + BRACKET_GAP, &format!("{} {words}", grouped(items)))
            }
            _ => top + HIGH,
        }
    }

    /// The length that a number of items is drawn with. Parts of at least [`NARROWEST`] may be longer than their share, and have room.
    fn length(&self, items: u64, Scale { room, most, .. }: Scale) -> i32 {
        let slack = i32::try_from(self.parts.len().saturating_sub(1)).unwrap_or(0) * NARROWEST;
        let share = u128::from(items) * u128::from((room - slack).max(1).unsigned_abs()) / u128::from(most);
        i32::try_from(share).unwrap_or(room).max(NARROWEST)
    }
}

/// A line open to above, its words below it; gives their bottom.
fn bracketed(drawing: &mut Drawing, (left, right): (i32, i32), top: i32, words: &str) -> i32 {
    let (left, right, bottom) = (left + 1, (right - 1).max(left + 2), top + BRACKET_HIGH);
    let points = vec![(left, top), (left, bottom), (right, bottom), (right, top)];
    drawing.path(points, Stroke { colour: INK, width: 2, dash: Dash::Solid });
    drawing.line(words, (left, bottom + BRACKET_GAP), Anchor::Start, TEXT);
    bottom + BRACKET_GAP + line_height(TEXT)
}
