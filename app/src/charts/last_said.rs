//! What was last said of each force: a map of equal tiles by band; on narrow paper a list, where to look first at the top.

mod form;
mod key;
mod list;
mod table;
mod tile;
mod words;

#[cfg(test)]
mod agreement;

use followup::progress::{
    last_said::{LastSaid, number},
    measure::Measure,
    selection::Selection,
};

use super::{
    Charted, Layout, PART_GAP, Records, Table,
    drawing::Drawing,
    flow::{Column, TEXT, paragraph},
    tile_map::{TileMap, place, tile_width},
};

/// Between the map and the words below it.
const GAP: i32 = 8;
/// Above and below the words of a tile, its edge included.
const PADDING: i32 = 4;

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
            Layout::Narrow | Layout::Half | Layout::Whole => layout.width(),
        }
    }

    fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
        let bottom = match layout {
            Layout::Narrow | Layout::Half => list::draw(self, drawing, page, top),
            Layout::Alone | Layout::Wide | Layout::Whole => map(self, drawing, page, top),
        };
        bottom + PART_GAP
    }
}

/// The map with its key; forces that have no place on it stand below, in words. Gives its bottom.
fn map(figure: &LastSaid, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
    let (mut on_map, mut elsewhere) = (Vec::new(), Vec::new());
    for force in &figure.forces {
        match place(force.force.slug.as_str()) {
            Some(place) => on_map.push(tile::tile(force, place, tile_width(page))),
            None => elsewhere.push(words::force_in_words(figure, force)),
        }
    }
    let map = TileMap::new(on_map, page, PADDING);
    let top = key::draw(figure, &map, drawing, top);
    let bottom = map.draw(drawing, top);
    if elsewhere.is_empty() {
        return bottom;
    }
    paragraph(drawing, &format!("Not on the map: {}.", elsewhere.join("; ")), page, bottom + GAP, TEXT)
}
