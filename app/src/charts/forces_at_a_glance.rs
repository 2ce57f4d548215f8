//! Forces at a glance: a map of equal tiles, one for each force, placed as the forces lie; on narrow paper a list by name.

mod table;
mod tile;
mod words;

#[cfg(test)]
mod agreement;

use followup::progress::{
    forces_at_a_glance::{By, ForcesAtAGlance},
    measure::Measure,
    selection::Selection,
    steps::Step,
};
use plotters::style::RGBColor;
use words::number_in_words;

use super::{
    Charted, Layout, PART_GAP, Records, Table,
    drawing::Drawing,
    flow::{Column, NOTE, TEXT, keyed, keyed_paragraph, paragraph},
    palette::shade,
    tile_map::{TileMap, place},
};
use crate::components::grouped;

/// Between a key, words and tiles.
const GAP: i32 = 8;
/// Above and below the words of a tile.
const PADDING: i32 = 5;

impl Charted for ForcesAtAGlance {
    fn measure(&self) -> Measure {
        Measure::ForcesAtAGlance
    }

    fn selection(&self) -> &Selection {
        &self.selection
    }

    fn parameters(&self) -> Vec<(&'static str, String)> {
        let by = (self.by != By::Open).then(|| ("by", self.by.slug().to_owned()));
        self.selection.parameters().into_iter().chain(by).collect()
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty()
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
        if layout == Layout::Wide { TileMap::WIDTH } else { layout.width() }
    }

    fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
        let top = keyed(drawing, &key(self), page, top) + GAP / 2;
        let bottom = if layout == Layout::Narrow {
            list(self, drawing, page, top + GAP / 2)
        } else {
            let top = paragraph(drawing, &words::key(self), page, top, NOTE) + GAP;
            tiles(self, drawing, page, top)
        };
        bottom + PART_GAP
    }
}

/// The steps that any count can be in, each with its colour.
fn key(figure: &ForcesAtAGlance) -> Vec<(RGBColor, String)> {
    let unit = if figure.by == By::Improved { "%" } else { "" };
    let words = |(first, last): (u64, u64)| match first.cmp(&last) {
        std::cmp::Ordering::Less => Some(format!("{} to {}{unit}", grouped(first), grouped(last))),
        std::cmp::Ordering::Equal => Some(format!("{}{unit}", grouped(first))),
        std::cmp::Ordering::Greater => None,
    };
    Step::ALL.into_iter().filter_map(|step| Some((shade(step).0, words(figure.steps().range(step))?))).collect()
}

/// The map; forces that have no place on it stand below, in words. Gives its bottom.
fn tiles(figure: &ForcesAtAGlance, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
    let (mut on_map, mut elsewhere) = (Vec::new(), Vec::new());
    for row in &figure.rows {
        match place(row.force.as_str()) {
            Some(place) => on_map.push(tile::tile(figure, row, place)),
            None => elsewhere.push(format!("{}: {}", row.name, number_in_words(figure, row))),
        }
    }
    let bottom = TileMap::new(on_map, page, PADDING).draw(drawing, top);
    if elsewhere.is_empty() {
        return bottom;
    }
    paragraph(drawing, &format!("Not on the map: {}.", elsewhere.join("; ")), page, bottom + GAP, TEXT)
}

/// The forces by name, each with its colour. Gives the bottom.
fn list(figure: &ForcesAtAGlance, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
    figure.rows.iter().fold(top, |top, row| {
        let words = format!("{}: {}", row.name, number_in_words(figure, row));
        match figure.step(row) {
            Some(step) => keyed_paragraph(drawing, shade(step).0, &words, page, top),
            None => paragraph(drawing, &words, page, top, NOTE),
        }
    })
}
