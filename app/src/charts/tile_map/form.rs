//! How a tile looks: its ground, its edge, and a corner of colour. A key shows the same form in small.

use plotters::style::RGBColor;

use crate::charts::drawing::{Drawing, Stroke};

/// The longest side of a coloured corner.
const CORNER: i32 = 12;

/// The look of a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileForm {
    /// The colour that fills it; white where there is none.
    pub ground: Option<RGBColor>,
    /// Its edge.
    pub edge: Stroke,
    /// The colour of its upper right corner, where that is marked.
    pub corner: Option<RGBColor>,
}

impl TileForm {
    /// Draws it between two corners.
    pub fn draw(self, drawing: &mut Drawing, corners: [(i32, i32); 2]) {
        let [(left, top), (right, bottom)] = corners;
        if let Some(ground) = self.ground {
            drawing.block(corners, ground);
        }
        if let Some(colour) = self.corner {
            let side = CORNER.min((right - left) * 2 / 3);
            drawing.area(vec![(right - side, top), (right, top), (right, top + side)], colour);
        }
        // Half of an edge's width lies outside of its path.
        let inset = i32::try_from(self.edge.width.div_ceil(2)).unwrap_or(i32::MAX);
        let [west, north, east, south] = [left + inset, top + inset, right - inset, bottom - inset];
        drawing.path(vec![(west, north), (east, north), (east, south), (west, south), (west, north)], self.edge);
    }
}
