//! One tile: a force's name and its number, on its colour; with a broken edge where there is no number.

use followup::progress::{
    forces_at_a_glance::{ForcesAtAGlance, Row},
    steps::Step,
};

use super::{
    places::{COLUMNS, Place, ROWS, place},
    words::number_in_words,
};
use crate::charts::{
    drawing::{Anchor, Dash, Drawing, Lettering, Stroke},
    flow::{Column, line_height},
    palette::{GREY_INK, INK, PAPER, shade},
    text_width::Weight,
    wrapping::wrapped,
};

/// White between two tiles.
const GAP: i32 = 2;
/// Above and below the words.
const PADDING: i32 = 5;
/// A force's name: the longest word of any, Northamptonshire, fits into a tile.
const NAME: Lettering = Lettering { size: 11, weight: Weight::Regular, colour: INK };
/// Its number.
const NUMBER: Lettering = Lettering { size: 14, weight: Weight::Bold, colour: INK };

/// Whether a tile has a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It has one.
    Number,
    /// Our sources hold nothing that one could stand on.
    NoNumber,
}

/// What stands in a force's tile below its name.
pub fn text(figure: &ForcesAtAGlance, row: &Row) -> String {
    match (figure.number(row), figure.share(row)) {
        (None, _) => "no data".to_owned(),
        (Some(_), Some(share)) => share.to_string(),
        (Some(_), None) => number_in_words(figure, row),
    }
}

/// Whether a force's tile has a number.
pub fn standing(figure: &ForcesAtAGlance, row: &Row) -> Standing {
    if figure.number(row).is_some() { Standing::Number } else { Standing::NoNumber }
}

/// The grid that tiles are drawn into.
#[derive(Debug, Clone, Copy)]
pub struct Map {
    left: i32,
    top: i32,
    width: i32,
    height: i32,
    rows: i32,
}

impl Map {
    /// A grid as wide as the page, its tiles high enough for every name.
    pub fn of(figure: &ForcesAtAGlance, page: Column, top: i32) -> Self {
        let width = (page.width + GAP) / i32::from(COLUMNS) - GAP;
        let on_it = figure.rows.iter().filter(|row| place(row.force.as_str()).is_some());
        let words = on_it.map(|row| high(&row.name, NAME, width) + high(&text(figure, row), NUMBER, width)).max();
        let rows = if words.is_some() { i32::from(ROWS) } else { 0 };
        Self { left: page.left, top, width, height: words.unwrap_or(0) + 2 * PADDING, rows }
    }

    /// Where the grid ends.
    pub const fn bottom(&self) -> i32 {
        self.top + self.rows * (self.height + GAP)
    }

    /// Draws one tile.
    pub fn draw(
        &self,
        drawing: &mut Drawing,
        place: Place,
        name: &str,
        number: &str,
        step: Option<Step>,
        standing: Standing,
    ) {
        let left = self.left + i32::from(place.0) * (self.width + GAP);
        let top = self.top + i32::from(place.1) * (self.height + GAP);
        let (right, bottom) = (left + self.width, top + self.height);
        let (ground, ink) = step.map_or((PAPER, INK), shade);
        if step.is_some() {
            drawing.block([(left, top), (right, bottom)], ground);
        }
        // Half of an edge's width lies outside of it.
        let [west, north, east, south] = [left + 1, top + 1, right - 1, bottom - 1];
        match standing {
            Standing::Number => drawing.frame([(west, north), (east, south)], GREY_INK),
            Standing::NoNumber => {
                let edge = vec![(west, north), (east, north), (east, south), (west, south), (west, north)];
                drawing.path(edge, Stroke { colour: GREY_INK, width: 1, dash: Dash::Short });
            }
        }
        let number_lettering = match standing {
            Standing::Number => Lettering { colour: ink, ..NUMBER },
            Standing::NoNumber => Lettering { colour: GREY_INK, ..NAME },
        };
        let words = high(name, NAME, self.width) + high(number, number_lettering, self.width);
        let mut line_top = top + (self.height - words) / 2;
        for (text, lettering) in [(name, Lettering { colour: ink, ..NAME }), (number, number_lettering)] {
            for line in lines(text, lettering, self.width) {
                drawing.line(&line, (left.midpoint(right), line_top), Anchor::Middle, lettering);
                line_top += line_height(lettering);
            }
        }
    }
}

/// How high words stand in a tile.
fn high(text: &str, lettering: Lettering, width: i32) -> i32 {
    i32::try_from(lines(text, lettering, width).len()).map_or(i32::MAX, |lines| lines * line_height(lettering))
}

fn lines(text: &str, lettering: Lettering, width: i32) -> Vec<String> {
    wrapped(text, f64::from(width), lettering.size, lettering.weight)
}
