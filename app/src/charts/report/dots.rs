//! A dot for each row above its count: dots of one count lie on each other, and one row stands out with its name.

use std::collections::BTreeMap;

use super::Row;
use crate::{
    charts::{
        drawing::{Anchor, Dash, Drawing, Lettering, Stroke},
        flow::{Column, TEXT, line_height, whole_units},
        palette::{CONCERN, EDGE, GRID},
        text_width::{Weight, text_width},
    },
    number::grouped,
};

/// Half the width of a dot.
const RADIUS: i32 = 5;
/// From one dot to the next above it.
const STEP: i32 = 12;
/// The highest pile. A higher one is drawn with its number above it.
const HIGHEST: usize = 14;
/// Above and below words.
const AROUND: i32 = 6;

/// Draws the dots; gives the bottom of the words below the axis.
pub fn draw(rows: &[Row], count: usize, marked: Option<usize>, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
    let mut piles: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        piles.entry(row.count(count)).or_default().push(place);
    }
    let Some(most) = piles.keys().next_back().copied() else { return top };
    // The marked row lies on top of its pile, where its name has room.
    for pile in piles.values_mut() {
        pile.sort_by_key(|place| Some(*place) == marked);
    }
    let highest = piles.values().map(|pile| pile.len().min(HIGHEST)).max().unwrap_or(0);
    let high = i32::try_from(highest).unwrap_or(0) * STEP;
    let base = top + 2 * line_height(TEXT) + high;
    let (left, width) = (page.left + 2 * STEP, (page.width - 4 * STEP).max(1));
    let across = |number: u64| {
        let share = u128::from(number) * u128::from(width.unsigned_abs()) / u128::from(most.max(1));
        left + i32::try_from(share).unwrap_or(width)
    };
    // Half of its width lies outside of its path, at the ends too.
    let line = vec![(page.left + 1, base), (page.left + page.width - 1, base)];
    drawing.path(line, Stroke { colour: EDGE, width: 1, dash: Dash::Solid });
    let mut free_from = page.left;
    for (number, pile) in &piles {
        let x = across(*number);
        let words = grouped(*number);
        let half = whole_units(text_width(&words, TEXT.size, TEXT.weight) / 2.0);
        if x - half >= free_from {
            drawing.line(&words, (x, base + AROUND), Anchor::Middle, TEXT);
            free_from = x + half + AROUND;
        }
        let shown = pile.len().min(HIGHEST);
        for (level, place) in pile[pile.len() - shown..].iter().enumerate() {
            let y = base - AROUND - i32::try_from(level).unwrap_or(0) * STEP;
            let is_marked = Some(*place) == marked;
            drawing.dot((x, y), RADIUS.unsigned_abs(), if is_marked { CONCERN } else { GRID });
            if is_marked {
                let name = format!("{}: {}", rows[*place].beside_bar, grouped(*number));
                let lettering = Lettering { weight: Weight::Bold, colour: CONCERN, ..TEXT };
                let half = whole_units(text_width(&name, lettering.size, lettering.weight) / 2.0);
                let middle = x.clamp(page.left + half, (page.left + page.width - half).max(page.left + half));
                // Above all piles, so that it lies on none, and a line from it where its dot lies lower.
                drawing.line(&name, (middle, top), Anchor::Middle, lettering);
                let (from, to) = (top + line_height(TEXT), y - RADIUS - AROUND / 2);
                if to > from {
                    drawing.path(vec![(x, from), (x, to)], Stroke { colour: CONCERN, width: 1, dash: Dash::Solid });
                }
            }
        }
        if pile.len() > HIGHEST {
            let y = base - high - line_height(TEXT);
            drawing.line(&format!("{} forces", pile.len()), (x.max(page.left + 30), y), Anchor::Middle, TEXT);
        }
    }
    base + AROUND + line_height(TEXT)
}
