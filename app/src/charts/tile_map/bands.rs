//! A map of forces by band, the worst first, with its key in the corners where no force lies. On narrow paper it is a list.

use followup::force::ForceSlug;
use plotters::style::RGBColor;

use super::{NORTH_EAST, NORTH_WEST, Place, Tile, TileForm, TileMap, place, tile_width};
use crate::charts::{
    Layout,
    drawing::{Drawing, Lettering},
    flow::{Column, NOTE, TEXT, line_height, paragraph},
    text_width::Weight,
    wrapping::wrapped,
};

/// The smallest letters that can be read on a screen of a usual size.
const SIZE: u32 = 12;
/// The smallest letters on paper, in points.
const SHEET_SIZE: u32 = 9;
/// Above and below the words of a tile, its edge included.
const PADDING: i32 = 4;
/// The same on paper.
const SHEET_PADDING: i32 = 3;
/// In points, of a sheet of A4 without its margins: there a unit is a point, and the same word fits in letters of 9.
const SHEET: u32 = 527;
/// Between the map and the words below it.
const GAP: i32 = 8;
/// Between a tile in small and its words.
const MARK_GAP: i32 = 6;
/// Between two entries of the key.
const ENTRY_GAP: i32 = 3;
/// Between the key and the tiles beside it.
const SIDE_GAP: i32 = 8;
/// Between two bands of the list.
const BAND_GAP: i32 = 10;
/// Between a band of the list and its first force.
const HEAD_GAP: i32 = 2;

/// The map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandMap {
    /// What the words of a tile are.
    pub how_to_read: &'static str,
    /// The bands that occur, the worst first.
    pub bands: Vec<MapBand>,
}

/// Forces that look alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapBand {
    /// How their tiles look.
    pub form: TileForm,
    /// The colour of words on them.
    pub ink: RGBColor,
    /// What they have in common, and how many they are.
    pub words: String,
    /// The forces, the worst first.
    pub forces: Vec<MapForce>,
}

/// One force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapForce {
    /// Its address, by which it has its place.
    pub slug: ForceSlug,
    /// Its name in tables.
    pub name: String,
    /// What stands below its name.
    pub said: String,
    /// The same in two lines, for a tile with room for them.
    pub said_in_two_lines: Option<[String; 2]>,
    /// Its name and its number, where its band is said already.
    pub in_words: String,
}

impl BandMap {
    /// The width of its paper in a layout, margins included.
    pub const fn width(layout: Layout) -> u32 {
        match layout {
            Layout::Wide => TileMap::WIDTH,
            Layout::Alone => TileMap::WIDTH + 2 * layout.margin().unsigned_abs(),
            Layout::Whole => SHEET,
            Layout::Narrow | Layout::Half => layout.width(),
        }
    }

    /// Draws it; gives its bottom.
    pub fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
        match layout {
            Layout::Narrow | Layout::Half => self.list(drawing, page, top),
            Layout::Alone | Layout::Wide => {
                let tiles = self.tiles(|band, force, place| band.tile(force, place, tile_width(page)));
                self.with_key(&TileMap::new(tiles, page, PADDING), TEXT, drawing, page, top)
            }
            Layout::Whole => {
                let map = TileMap::new(self.tiles(MapBand::low_tile), page, SHEET_PADDING).with_low_rows();
                self.with_key(&map, Lettering { size: SHEET_SIZE, ..TEXT }, drawing, page, top)
            }
        }
    }

    fn forces(&self) -> impl Iterator<Item = (&MapBand, &MapForce)> {
        self.bands.iter().flat_map(|band| band.forces.iter().map(move |force| (band, force)))
    }

    fn tiles(&self, tile: impl Fn(&MapBand, &MapForce, Place) -> Tile) -> Vec<Tile> {
        let placed = self.forces().filter_map(|(band, force)| Some((band, force, place(force.slug.as_str())?)));
        placed.map(|(band, force, place)| tile(band, force, place)).collect()
    }

    /// The map with its key; forces that have no place on it stand below, in words. Gives its bottom.
    fn with_key(&self, map: &TileMap, lettering: Lettering, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
        let top = self.key(map, lettering, drawing, top);
        let bottom = map.draw(drawing, top);
        let elsewhere = self.forces().filter(|(_, force)| place(force.slug.as_str()).is_none());
        let elsewhere: Vec<_> = elsewhere.map(|(_, force)| force.in_words.as_str()).collect();
        if elsewhere.is_empty() {
            return bottom;
        }
        paragraph(drawing, &format!("Not on the map: {}.", elsewhere.join("; ")), page, bottom + GAP, lettering)
    }

    /// Draws the key into the corners of a map that is drawn next; gives the top of that map, which lies lower where a corner is
    /// too small.
    fn key(&self, map: &TileMap, lettering: Lettering, drawing: &mut Drawing, top: i32) -> i32 {
        let ((west, west_height), (east, east_height)) = (map.corner(NORTH_WEST), map.corner(NORTH_EAST));
        let west = Column { width: west.width - SIDE_GAP, ..west };
        let east = Column { left: east.left + SIDE_GAP, width: east.width - SIDE_GAP };

        let note = Lettering { size: lettering.size, ..NOTE };
        let mut bottom = paragraph(drawing, self.how_to_read, west, top, note) + ENTRY_GAP;
        let mut in_west = 0;
        for band in &self.bands {
            if bottom + band.entry_height(west, lettering) > top + west_height {
                break;
            }
            bottom = band.entry(drawing, west, bottom, lettering) + ENTRY_GAP;
            in_west += 1;
        }
        let rest = self.bands.iter().skip(in_west);
        let east_bottom = rest.fold(top, |top, band| band.entry(drawing, east, top, lettering) + ENTRY_GAP);
        let lower = (bottom - top - west_height).max(east_bottom - top - east_height).max(0);
        top + lower
    }

    fn list(&self, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
        let head = Lettering { weight: Weight::Bold, ..TEXT };
        let bottom = self.bands.iter().fold(top, |top, band| {
            let top = band.entry(drawing, page, top, head) + HEAD_GAP;
            let forces = band.forces.iter();
            forces.fold(top, |top, force| paragraph(drawing, &force.in_words, page, top, TEXT)) + BAND_GAP
        });
        (bottom - BAND_GAP).max(top)
    }
}

impl MapBand {
    /// The tile of a force at its place, for a map whose tiles are that wide. With a name of two lines what was said is a single
    /// line: no tile has more than three, because the tallest one makes the whole map taller.
    fn tile(&self, force: &MapForce, place: Place, width: i32) -> Tile {
        let has_room = wrapped(&force.name, f64::from(width), SIZE, Weight::Regular).len() < 2;
        match &force.said_in_two_lines {
            Some(lines) if has_room => self.tile_of(force, lines, place, SIZE),
            _ => self.tile_of(force, std::slice::from_ref(&force.said), place, SIZE),
        }
    }

    /// The same for paper: what was said is a single line.
    fn low_tile(&self, force: &MapForce, place: Place) -> Tile {
        self.tile_of(force, std::slice::from_ref(&force.said), place, SHEET_SIZE)
    }

    fn tile_of(&self, force: &MapForce, said: &[String], place: Place, size: u32) -> Tile {
        let name = Lettering { size, weight: Weight::Regular, colour: self.ink };
        let bold = Lettering { weight: Weight::Bold, ..name };
        let words = std::iter::once((force.name.clone(), name));
        Tile { place, form: self.form, words: words.chain(said.iter().map(|line| (line.clone(), bold))).collect() }
    }

    /// A tile in small with the band's words; gives its bottom.
    fn entry(&self, drawing: &mut Drawing, column: Column, top: i32, lettering: Lettering) -> i32 {
        let side = mark(lettering);
        self.form.draw(drawing, [(column.left, top), (column.left + side, top + side)]);
        paragraph(drawing, &self.words, beside_mark(column, lettering), top, lettering)
    }

    fn entry_height(&self, column: Column, lettering: Lettering) -> i32 {
        let width = beside_mark(column, lettering).width;
        let lines = wrapped(&self.words, f64::from(width), lettering.size, lettering.weight);
        i32::try_from(lines.len()).map_or(i32::MAX, |lines| lines * line_height(lettering))
    }
}

/// The side of a tile in small: as high as the letters beside it.
fn mark(lettering: Lettering) -> i32 {
    i32::try_from(lettering.size).unwrap_or(i32::MAX)
}

fn beside_mark(column: Column, lettering: Lettering) -> Column {
    let indent = mark(lettering) + MARK_GAP;
    Column { left: column.left + indent, width: column.width - indent }
}
