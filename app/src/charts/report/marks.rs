//! How an item or a part of a bar looks: by colour, the darker the worse, and by form, which holds without colour.

use plotters::style::RGBColor;

use crate::charts::{
    drawing::Anchor,
    drawing::{Dash, Drawing, Stroke},
    flow::{Column, TEXT, line_height, whole_units},
    palette::{CATEGORIES, CONCERN, EDGE, GRID, INK, PAPER, PARTLY, SETTLED, SETTLED_BEFORE},
    text_width::text_width,
};

/// The most items that are drawn as marks, one each. A chart with a row of more draws bars in every row.
pub const MOST: u64 = 40;
/// The side of a mark.
pub const SIDE: i32 = 12;
/// Between two marks.
pub const APART: i32 = 3;

/// How much concern a mark or a part of a bar says: the darker the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Still of concern, no progress or inadequate: full.
    Worst,
    /// Partly improved, or requires improvement: half.
    Partly,
    /// Adequate.
    Middle,
    /// Improved, closed or good: a ring.
    Best,
    /// Nothing is known although something could be: a dotted ring.
    Silent,
    /// Nothing could be known yet: a thin ring.
    Ahead,
    /// A count that says nothing of concern; of statuses, open.
    Plain,
    /// Of statuses, claimed done and not verified.
    Claimed,
    /// Of statuses, verified complete.
    Verified,
}

impl Tone {
    /// The colour of words on a part of a bar.
    pub const fn ink(self) -> RGBColor {
        match self {
            Self::Worst | Self::Plain | Self::Claimed | Self::Verified => PAPER,
            Self::Partly | Self::Middle | Self::Best | Self::Silent | Self::Ahead => INK,
        }
    }

    /// Draws one mark, its upper left corner at `at`.
    pub fn mark(self, drawing: &mut Drawing, (left, top): (i32, i32)) {
        self.part(drawing, [(left, top), (left + SIDE, top + SIDE)]);
        if self == Self::Partly {
            // The upper half is paper again, within its edge.
            drawing.area(vec![(left + 2, top + 2), (left + SIDE - 3, top + 2), (left + 2, top + SIDE - 3)], PAPER);
        }
    }

    /// Draws a part of a bar between two corners.
    pub fn part(self, drawing: &mut Drawing, corners: [(i32, i32); 2]) {
        let (fill, edge, dash) = match self {
            Self::Worst => (CONCERN, CONCERN, Dash::Solid),
            Self::Partly => (PARTLY, PARTLY, Dash::Solid),
            Self::Best => (SETTLED, EDGE, Dash::Solid),
            Self::Silent => (PAPER, EDGE, Dash::Dotted),
            Self::Ahead => (PAPER, GRID, Dash::Solid),
            Self::Middle => (SETTLED_BEFORE, EDGE, Dash::Solid),
            Self::Plain => (CATEGORIES[0], CATEGORIES[0], Dash::Solid),
            Self::Claimed => (EDGE, EDGE, Dash::Solid),
            Self::Verified => (INK, INK, Dash::Solid),
        };
        drawing.block(corners, fill);
        around(drawing, corners, Stroke { colour: edge, width: 1, dash });
    }
}

/// The rest of a bar, up to what would be all.
pub fn rest(drawing: &mut Drawing, corners: [(i32, i32); 2]) {
    around(drawing, corners, Stroke { colour: GRID, width: 1, dash: Dash::Solid });
}

/// A line around a block, inside of it: half of a line's width lies outside of its path.
fn around(drawing: &mut Drawing, [(left, top), (right, bottom)]: [(i32, i32); 2], stroke: Stroke) {
    let [left, top, right, bottom] = [left + 1, top + 1, right - 1, bottom - 1];
    drawing.path(vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], stroke);
}

/// The key of what occurs, side by side while it fits; gives its bottom.
pub fn key(drawing: &mut Drawing, entries: &[(Tone, &str)], page: Column, top: i32) -> i32 {
    const BESIDE: i32 = 6;
    const ENTRY_GAP: i32 = 18;
    let (mut x, mut top, mut bottom) = (page.left, top, top);
    for (tone, words) in entries {
        let width = SIDE + BESIDE + whole_units(text_width(words, TEXT.size, TEXT.weight));
        if x > page.left && x + width > page.left + page.width {
            (x, top) = (page.left, top + line_height(TEXT));
        }
        tone.mark(drawing, (x, top));
        drawing.line(words, (x + SIDE + BESIDE, top), Anchor::Start, TEXT);
        x += width + ENTRY_GAP;
        bottom = top + line_height(TEXT);
    }
    bottom
}
