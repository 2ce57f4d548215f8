//! Horizontal bars of counts, one below the other to one scale: a name before each, its sum behind it.

use plotters::style::RGBColor;

use super::{
    Layout,
    drawing::{Anchor, Drawing},
    flow::{Column, TEXT, line_height, paragraph, whole_units},
    text_width::text_width,
    texture::filled,
};
use crate::components::grouped;

/// How high a bar is.
const HEIGHT: i32 = 16;
/// Between two bars.
const APART: i32 = 6;
/// Between a bar and the words beside it.
const BESIDE: i32 = 8;
/// White between two parts.
const WHITE_GAP: i32 = 2;
/// The narrowest part, so that one item among thousands is still seen.
const NARROWEST: i32 = 2;

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it counts.
    pub name: String,
    /// Its parts from left to right, each with its colour.
    pub parts: Vec<(RGBColor, u64)>,
}

impl Bar {
    fn whole(&self) -> u64 {
        self.parts.iter().map(|(_, items)| items).sum()
    }
}

/// Draws bars; gives the bottom of the last.
pub fn draw(drawing: &mut Drawing, bars: &[Bar], page: Column, layout: Layout, top: i32) -> i32 {
    let most = bars.iter().map(Bar::whole).max().unwrap_or(0).max(1);
    let sums = bars.iter().map(|bar| text_width(&grouped(bar.whole()), TEXT.size, TEXT.weight));
    let sums = whole_units(sums.fold(0.0, f64::max)) + BESIDE;
    let names = layout.label_width().map_or(0, |width| width + BESIDE);
    let parts = bars.iter().map(|bar| bar.parts.len()).max().unwrap_or(0);
    // White gaps and the narrowest parts may make a bar this much longer than its share.
    let slack = i32::try_from(parts).unwrap_or(0) * (WHITE_GAP + NARROWEST);
    let longest = (page.width - names - sums - slack).max(1);
    let end = bars.iter().fold(top, |top, bar| {
        let middle = (HEIGHT - line_height(TEXT)) / 2 + 2;
        let (left, below, bar_top) = if names > 0 {
            let column = Column { width: names - BESIDE, ..page };
            (page.left + names, paragraph(drawing, &bar.name, column, top + middle, TEXT), top)
        } else {
            let bottom = paragraph(drawing, &bar.name, page, top, TEXT);
            (page.left, bottom, bottom)
        };
        let right = bar.parts.iter().filter(|(_, items)| *items > 0).fold(left, |left, (colour, items)| {
            let width = length(*items, most, longest);
            filled(drawing, [(left, bar_top), (left + width, bar_top + HEIGHT)], *colour);
            left + width + WHITE_GAP
        });
        drawing.line(&grouped(bar.whole()), (right + BESIDE - WHITE_GAP, bar_top + middle), Anchor::Start, TEXT);
        (bar_top + HEIGHT).max(below) + APART
    });
    end - APART
}

fn length(items: u64, most: u64, longest: i32) -> i32 {
    let share = u128::from(items) * u128::from(longest.unsigned_abs()) / u128::from(most);
    i32::try_from(share).unwrap_or(longest).max(NARROWEST)
}
