//! A map of equal tiles, one for each force, placed as the forces lie: what all maps of forces share.

mod bands;
mod form;
mod places;

pub use bands::{BandMap, MapBand, MapForce};
pub use form::TileForm;
use places::{COLUMNS, Corner, NORTH_EAST, NORTH_WEST, Place, ROWS, place};

use super::{
    drawing::{Anchor, Drawing, Lettering},
    flow::{Column, line_height},
    wrapping::wrapped,
};

/// White between two tiles.
const GAP: i32 = 2;

/// One tile.
#[derive(Debug, Clone)]
struct Tile {
    /// Where it lies.
    pub place: Place,
    /// How it looks.
    pub form: TileForm,
    /// Its words from top to bottom, each wrapped to the tile's width.
    pub words: Vec<(String, Lettering)>,
}

/// The grid that tiles are drawn into: as wide as the page, its tiles high enough for the words of each.
#[derive(Debug, Clone)]
struct TileMap {
    tiles: Vec<Tile>,
    left: i32,
    width: i32,
    /// Of each row, the words of its tallest tile and the room around them.
    heights: [i32; ROWS as usize],
    padding: i32,
}

impl TileMap {
    /// The width of a page's map: a tile then holds the longest word of any name, Northamptonshire, in letters of 12.
    pub const WIDTH: u32 = 700;

    /// A grid of tiles with so much room above and below their words.
    pub fn new(tiles: Vec<Tile>, page: Column, padding: i32) -> Self {
        let width = tile_width(page);
        let words = tiles.iter().map(|tile| words_height(tile, width)).max();
        let heights = [words.unwrap_or(0) + 2 * padding; ROWS as usize];
        Self { tiles, left: page.left, width, heights, padding }
    }

    /// The same with each row no higher than its own words.
    pub fn with_low_rows(mut self) -> Self {
        for (row, height) in (0u8..).zip(&mut self.heights) {
            let of_row = self.tiles.iter().filter(|tile| tile.place.1 == row);
            let words = of_row.map(|tile| words_height(tile, self.width)).max();
            *height = words.unwrap_or(0) + 2 * self.padding;
        }
        self
    }

    /// How high the first rows are.
    fn height_of(&self, rows: u8) -> i32 {
        let rows = if self.tiles.is_empty() { 0 } else { usize::from(rows) };
        self.heights.iter().take(rows).map(|height| height + GAP).sum()
    }

    /// The column of a corner and how high it is; no height where there is no tile at all.
    pub fn corner(&self, corner: Corner) -> (Column, i32) {
        let step = self.width + GAP;
        let left = self.left + i32::from(corner.column) * step;
        (Column { left, width: i32::from(corner.columns) * step - GAP }, self.height_of(corner.rows))
    }

    /// Draws it with its top at `top`; gives its bottom.
    pub fn draw(&self, drawing: &mut Drawing, top: i32) -> i32 {
        for tile in &self.tiles {
            self.draw_tile(drawing, tile, top);
        }
        top + self.height_of(ROWS)
    }

    fn draw_tile(&self, drawing: &mut Drawing, tile: &Tile, map_top: i32) {
        let (column, row) = tile.place;
        let left = self.left + i32::from(column) * (self.width + GAP);
        let top = map_top + self.height_of(row);
        let height = self.heights.get(usize::from(row)).copied().unwrap_or_default();
        let right = left + self.width;
        tile.form.draw(drawing, [(left, top), (right, top + height)]);
        let mut line_top = top + (height - words_height(tile, self.width)) / 2 + lower(tile);
        for (text, lettering) in &tile.words {
            for line in lines(text, *lettering, self.width) {
                drawing.line(&line, (left.midpoint(right), line_top), Anchor::Middle, *lettering);
                line_top += line_height(*lettering);
            }
        }
    }
}

/// How wide each tile of a map is that is as wide as the page.
fn tile_width(page: Column) -> i32 {
    (page.width + GAP) / i32::from(COLUMNS) - GAP
}

/// By how much words stand lower than in the middle of their lines: letters lie in the upper part of a line, and would touch the tile's edge.
fn lower(tile: &Tile) -> i32 {
    let size = tile.words.last().map_or(0, |(_, lettering)| lettering.size);
    i32::try_from(size * 9 / 40).unwrap_or(0)
}

/// How high the words of a tile of that width are.
fn words_height(tile: &Tile, width: i32) -> i32 {
    let height = |(text, lettering): &(String, Lettering)| {
        let count = i32::try_from(lines(text, *lettering, width).len());
        count.map_or(i32::MAX, |lines| lines * line_height(*lettering))
    };
    tile.words.iter().map(height).sum()
}

fn lines(text: &str, lettering: Lettering, width: i32) -> Vec<String> {
    wrapped(text, f64::from(width), lettering.size, lettering.weight)
}
