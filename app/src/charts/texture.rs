//! White lines on two of the four categories: printed in grey, or seen without colour, they stay apart from the other two.

use super::{
    drawing::{Dash, Drawing, Stroke},
    palette::{CATEGORIES, PAPER},
};
use plotters::style::RGBColor;

/// How wide a white line is.
const LINE: i32 = 2;
/// From one slanting line to the next, along the lower edge.
const SLANTING: i32 = 8;
/// From one level line to the next.
const LEVEL: i32 = 6;

/// A block of colour between two corners, with the lines that its category has wherever it stands.
///
/// Dark blue and dark pink are one grey, turquoise and orange another: the third category has slanting lines, the fourth has
/// level ones.
pub fn filled(drawing: &mut Drawing, corners: [(i32, i32); 2], colour: RGBColor) {
    drawing.block(corners, colour);
    if colour == CATEGORIES[2] {
        slanting(drawing, corners);
    } else if colour == CATEGORIES[3] {
        level(drawing, corners);
    }
}

/// Lines from the lower left to the upper right. They end a unit before the edges, beyond which a stroke's corners would go.
fn slanting(drawing: &mut Drawing, [(left, top), (right, bottom)]: [(i32, i32); 2]) {
    let (left, top, right, bottom) = (left + 1, top + 1, right - 1, bottom - 1);
    let high = bottom - top;
    let mut foot = left - high + SLANTING / 2;
    while foot < right {
        let from = (foot.max(left), bottom - (left - foot).max(0));
        let head = foot + high;
        let to = (head.min(right), top + (head - right).max(0));
        if to.0 - from.0 > LINE {
            let stroke = Stroke { colour: PAPER, width: LINE.unsigned_abs(), dash: Dash::Solid };
            drawing.path(vec![from, to], stroke);
        }
        foot += SLANTING;
    }
}

fn level(drawing: &mut Drawing, [(left, top), (right, bottom)]: [(i32, i32); 2]) {
    let mut line = top + LEVEL - LINE;
    while line + LINE < bottom {
        drawing.block([(left, line), (right, line + LINE)], PAPER);
        line += LEVEL;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How many marks a block of a colour is made of.
    fn marks(colour: RGBColor) -> usize {
        let mut drawing = Drawing::new(200);
        filled(&mut drawing, [(10, 10), (110, 26)], colour);
        drawing.plotted().unwrap().matches("<rect").count() + drawing.plotted().unwrap().matches("<polyline").count()
    }

    #[test]
    fn categories_that_are_one_grey_differ_by_their_lines() {
        let [dark_blue, turquoise, dark_pink, orange] = CATEGORIES.map(marks);
        assert_eq!((dark_blue, turquoise), (2, 2), "paper and block");
        assert!(dark_pink > 8 && orange > 3, "{dark_pink} {orange}");
    }

    proptest! {
        #[test]
        fn lines_never_leave_their_block(width in 1i32..500, height in 1i32..70, category in 0usize..4) {
            let mut drawing = Drawing::new(600);
            let corners = [(20, 30), (20 + width, 30 + height)];
            filled(&mut drawing, corners, CATEGORIES[category]);
            let edges = [20, 30, 20 + width, 30 + height].map(f64::from);
            let beyond = drawing.extent().into_iter().zip(edges).any(|(drawn, edge)| (drawn - edge).abs() > 1e-9);
            prop_assert!(!beyond, "{:?} {edges:?}", drawing.extent());
        }
    }
}
