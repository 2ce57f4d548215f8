//! A column for each row, its count above it and its words below: nothing is drawn for 0.

use super::Row;
use crate::{
    charts::{
        Layout,
        drawing::{Anchor, Dash, Drawing, Stroke},
        flow::{Column, TEXT, line_height, whole_units},
        palette::{CATEGORIES, EDGE},
        text_width::text_width,
    },
    number::grouped,
};

/// Between two columns.
const APART: i32 = 6;
/// Above and below words.
const AROUND: i32 = 4;

/// Draws the columns; gives the bottom of their words.
pub fn draw(rows: &[Row], height: usize, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
    let Some(places) = i32::try_from(rows.len()).ok().filter(|places| *places > 0) else { return top };
    let most = rows.iter().map(|row| row.count(height)).max().unwrap_or(0).max(1);
    let plane = layout.plane_height() / 2;
    let base = top + line_height(TEXT) + plane;
    // From one column to the next, in hundredths, so that they end where the page does.
    let step = page.width * 100 / places;
    let widest = rows.iter().map(|row| text_width(&row.beside_bar, TEXT.size, TEXT.weight)).fold(0.0, f64::max);
    let every = usize::try_from((whole_units(widest) + AROUND) * 100 / step.max(1)).unwrap_or(0) + 1;
    for (place, row) in rows.iter().enumerate() {
        let at = i32::try_from(place).unwrap_or(0) * step;
        let (left, right) = (page.left + at / 100, page.left + (at + step) / 100 - APART);
        let right = right.max(left + 2);
        let middle = i32::midpoint(left, right);
        let count = row.count(height);
        if count > 0 {
            let high = u128::from(count) * u128::from(plane.unsigned_abs()) / u128::from(most);
            let upper = base - i32::try_from(high).unwrap_or(plane).max(2);
            drawing.block([(left, upper), (right, base)], CATEGORIES[0]);
            centred(drawing, &grouped(count), (middle, upper - line_height(TEXT)), page);
        }
        // From the last one back, so that it always has its words.
        if (rows.len() - 1 - place).is_multiple_of(every) {
            centred(drawing, &row.beside_bar, (middle, base + AROUND), page);
        }
    }
    // Half of its width lies outside of its path, at the ends too.
    let line = vec![(page.left + 1, base), (page.left + page.width - 1, base)];
    drawing.path(line, Stroke { colour: EDGE, width: 1, dash: Dash::Solid });
    base + AROUND + line_height(TEXT)
}

/// Words around a place, moved where they would leave the page.
fn centred(drawing: &mut Drawing, words: &str, (middle, top): (i32, i32), page: Column) {
    let half = whole_units(text_width(words, TEXT.size, TEXT.weight) / 2.0);
    let middle = middle.clamp(page.left + half, (page.left + page.width - half).max(page.left + half));
    drawing.line(words, (middle, top), Anchor::Middle, TEXT);
}
