//! How a report's rows are drawn.

use std::ops::Range;

use super::{Column, Row, Tone, bars::Bars, columns, dots, grid::Grid};
use crate::{
    charts::{
        GAP, Layout, PART_GAP,
        drawing::Drawing,
        flow::{Column as Page, HEADING, halves, paragraph},
        lines::{self, Lines},
        tile_map::BandMap,
    },
    number::grouped,
};

/// The most rows that are drawn where several measures share a page.
const FIRST_ROWS: usize = 7;
/// The same of each of several panels, which stand in two lines, and of grades, which are higher than bars.
const FIRST_OF_PANEL: usize = 2;
const FIRST_GRADED: usize = 6;

/// How the rows are drawn. Columns are named by their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// A bar for each row, or a mark for each item where no row has more than [`super::marks::MOST`].
    Bars {
        /// The columns that make up a bar, from left to right.
        parts: Vec<Part>,
        /// What a full bar is; `None` where the longest is.
        whole: Option<u64>,
        /// What is said behind the bar.
        behind: Behind,
        /// Headings, each with how many of the rows stand below it; none where all rows are alike.
        panels: Vec<(String, usize)>,
        /// What is said of the beginning of each bar, across its parts.
        bracket: Option<Bracket>,
    },
    /// A column for each of the first rows, in their order. Rows outside the series come after them, and a note states them.
    Columns {
        /// The column with the heights.
        height: usize,
        /// How many rows.
        rows: usize,
    },
    /// A word for each cell on the colour of its grade, a line for each row.
    Grid {
        /// The columns with the grades.
        columns: Range<usize>,
        /// What is said under the head of each.
        totals: Vec<String>,
    },
    /// Several pictures, each of some of the rows: beside each other where there is room.
    Panels(Vec<Panel>),
    /// A dot for each row above its count, one row marked.
    Dots {
        /// The column with the counts.
        count: usize,
        /// The row that is marked.
        marked: Option<usize>,
    },
    /// A map of forces, or a list where there is no room for one.
    Map(BandMap),
    /// Curves.
    Lines(Lines),
}

/// A picture of some of the rows, below a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// The heading.
    pub heading: &'static str,
    /// The rows.
    pub rows: Range<usize>,
    /// How they are drawn.
    pub picture: Picture,
}

/// A part of every bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How it looks.
    pub tone: Tone,
    /// What it counts.
    pub column: usize,
    /// Its words in the key, which says the same words once; none for what needs no key.
    pub words: &'static str,
}

/// A line below the beginning of a bar: some of what its first parts count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bracket {
    /// The column with how many.
    pub column: usize,
    /// What they are.
    pub words: &'static str,
}

/// What is said behind a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// One column.
    Count(usize),
    /// A column of another: `9 of 11 forces`.
    Of {
        /// The column with the part.
        part: usize,
        /// The column with the whole.
        whole: usize,
        /// What is counted: one, and several.
        nouns: [&'static str; 2],
        /// What is said of a whole of 0.
        of_none: &'static str,
    },
}

impl Picture {
    /// Draws rows of a report; gives the bottom.
    pub fn draw(
        &self,
        (rows, columns): (&[Row], &[Column]),
        drawing: &mut Drawing,
        page: Page,
        layout: Layout,
        top: i32,
    ) -> i32 {
        match self {
            _ if rows.is_empty() => top,
            Self::Bars { parts, whole, behind, panels, bracket } => {
                let bars = Bars { rows, parts, whole: *whole, behind: *behind, panels, bracket: *bracket };
                bars.draw(drawing, page, layout, top)
            }
            Self::Columns { height, rows: series } => {
                columns::draw(&rows[..(*series).min(rows.len())], *height, drawing, page, layout, top)
            }
            Self::Dots { count, marked } => dots::draw(rows, *count, *marked, drawing, page, top),
            Self::Map(map) => map.draw(drawing, page, layout, top),
            Self::Lines(lines) => lines::draw(drawing, lines, page, layout, top),
            Self::Grid { columns: graded, totals } => {
                let grid = Grid { rows, columns, graded: graded.clone(), totals };
                grid.draw(drawing, page, layout, top)
            }
            Self::Panels(panels) => {
                let halves = halves(page, layout);
                let mut top = top;
                for side_by_side in panels.chunks(halves.len()) {
                    let bottoms = side_by_side.iter().zip(&halves).map(|(panel, half)| {
                        let top = paragraph(drawing, panel.heading, *half, top, HEADING) + GAP;
                        let last = panel.rows.end.min(rows.len());
                        let rows = &rows[panel.rows.start.min(last)..last];
                        panel.picture.draw((rows, columns), drawing, *half, layout, top)
                    });
                    top = bottoms.max().unwrap_or(top) + PART_GAP;
                }
                top - PART_GAP
            }
        }
    }

    /// The width of its paper in a layout, margins included.
    pub const fn width(&self, layout: Layout) -> u32 {
        match self {
            Self::Map(_) => BandMap::width(layout),
            _ => layout.width(),
        }
    }

    /// Whether it has anything but words.
    pub fn is_drawn(&self, rows: &[Row]) -> bool {
        match self {
            Self::Bars { parts, whole, .. } => {
                whole.is_some() || rows.iter().any(|row| parts.iter().any(|part| row.count(part.column) > 0))
            }
            Self::Panels(panels) => !panels.is_empty(),
            Self::Columns { .. } | Self::Dots { .. } | Self::Grid { .. } | Self::Map(_) | Self::Lines(_) => true,
        }
    }

    /// The rows that are drawn where several measures share a page, the first of each panel, and their picture.
    pub fn in_brief(&self, rows: &[Row]) -> (Vec<Row>, Self) {
        let (all, brief) = (rows.len(), self.clone());
        match brief {
            Self::Bars { parts, whole, behind, panels, bracket } if !panels.is_empty() => {
                let most = if panels.len() > 2 { FIRST_OF_PANEL } else { FIRST_ROWS };
                let (mut kept, mut begin) = (Vec::new(), 0);
                for (_, count) in &panels {
                    let end = (begin + count).min(all);
                    kept.extend(rows[begin..end].iter().take(most).cloned());
                    begin = end;
                }
                let panels = panels.into_iter().map(|(heading, rows)| (heading, rows.min(most))).collect();
                (kept, Self::Bars { parts, whole, behind, panels, bracket })
            }
            Self::Bars { .. } => (rows.iter().take(FIRST_ROWS).cloned().collect(), brief),
            Self::Grid { .. } => (rows.iter().take(FIRST_GRADED).cloned().collect(), brief),
            // These are as high whatever the number of rows.
            Self::Columns { .. } | Self::Dots { .. } | Self::Panels(_) | Self::Map(_) | Self::Lines(_) => {
                (rows.to_vec(), brief)
            }
        }
    }
}

impl Behind {
    /// In words, of a row.
    pub fn in_words(self, row: &Row) -> String {
        match self {
            Self::Count(column) => grouped(row.count(column)),
            Self::Of { whole, of_none, .. } if row.count(whole) == 0 => of_none.to_owned(),
            Self::Of { part, whole, nouns: [one, several], .. } => {
                let whole = row.count(whole);
                let noun = if whole == 1 { one } else { several };
                format!("{} of {} {noun}", grouped(row.count(part)), grouped(whole))
            }
        }
    }
}
