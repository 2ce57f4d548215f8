//! What was last said of each force: a map of equal tiles by band; on narrow paper a list, where to look first at the top.

mod form;
mod key;
mod list;
mod table;
mod tile;
mod words;

#[cfg(test)]
mod agreement;

use followup::{
    counting::bands::BandedForce,
    progress::{
        last_said::{LastSaid, number},
        measure::Measure,
        selection::Selection,
    },
};

use super::{
    Charted, Layout, PART_GAP, Records, Table,
    drawing::{Drawing, Lettering},
    flow::{Column, TEXT, paragraph},
    tile_map::{Place, Tile, TileMap, place, tile_width},
};

/// Between the map and the words below it.
const GAP: i32 = 8;
/// Above and below the words of a tile, its edge included.
const PADDING: i32 = 4;
/// The same on paper.
const SHEET_PADDING: i32 = 3;
/// In points, of a sheet of A4 without its margins: there a unit is a point, and the same word fits in letters of 9.
const SHEET: u32 = 527;

impl Charted for LastSaid {
    fn measure(&self) -> Measure {
        Measure::LastSaid
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn is_empty(&self) -> bool {
        self.forces.iter().all(|force| number(force).is_none())
    }

    fn headline(&self) -> String {
        words::headline(self)
    }

    fn subtitle(&self) -> String {
        words::subtitle(self)
    }

    fn sentences(&self) -> String {
        words::text_alternative(self)
    }

    fn table(&self, keep: &str) -> Table {
        table::table(self, keep)
    }

    fn records(&self) -> Records {
        table::records(self)
    }

    fn width(&self, layout: Layout) -> u32 {
        match layout {
            Layout::Wide => TileMap::WIDTH,
            Layout::Alone => TileMap::WIDTH + 2 * layout.margin().unsigned_abs(),
            Layout::Whole => SHEET,
            Layout::Narrow | Layout::Half => layout.width(),
        }
    }

    fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
        match layout {
            Layout::Narrow | Layout::Half => list::draw(self, drawing, page, top) + PART_GAP,
            Layout::Alone | Layout::Wide => map(self, drawing, page, top) + PART_GAP,
            Layout::Whole => on_sheet(self, drawing, page, top),
        }
    }
}

/// The map with its key; forces that have no place on it stand below, in words. Gives its bottom.
fn map(figure: &LastSaid, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
    let tiles = tiles(figure, |force, place| tile::tile(force, place, tile_width(page)));
    with_key(figure, &TileMap::new(tiles, page, PADDING), TEXT, drawing, page, top)
}

/// The same on paper, in small letters and no higher than its words.
fn on_sheet(figure: &LastSaid, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
    let map = TileMap::new(tiles(figure, tile::low_tile), page, SHEET_PADDING).with_low_rows();
    with_key(figure, &map, Lettering { size: tile::SHEET_SIZE, ..TEXT }, drawing, page, top)
}

fn tiles(figure: &LastSaid, tile: impl Fn(&BandedForce, Place) -> Tile) -> Vec<Tile> {
    let placed = figure.forces.iter().filter_map(|force| Some((force, place(force.force.slug.as_str())?)));
    placed.map(|(force, place)| tile(force, place)).collect()
}

fn with_key(
    figure: &LastSaid,
    map: &TileMap,
    lettering: Lettering,
    drawing: &mut Drawing,
    page: Column,
    top: i32,
) -> i32 {
    let top = key::draw(figure, map, lettering, drawing, top);
    let bottom = map.draw(drawing, top);
    let elsewhere = figure.forces.iter().filter(|force| place(force.force.slug.as_str()).is_none());
    let elsewhere: Vec<_> = elsewhere.map(|force| words::force_in_words(figure, force)).collect();
    if elsewhere.is_empty() {
        return bottom;
    }
    paragraph(drawing, &format!("Not on the map: {}.", elsewhere.join("; ")), page, bottom + GAP, lettering)
}
