//! What every figure that can be charted says of itself.

use followup::progress::{measure::Measure, selection::Selection};

use super::{Layout, Monthly, Records, Table, drawing::Drawing, flow::Column};

/// A figure that can be charted. Page, drawing, picture, table, file and sentences are made from it and from nothing else.
pub trait Charted: Send + Sync {
    /// What it measures. The measure's slug is the chart's name in addresses and begins the ids of its parts.
    fn measure(&self) -> Measure;

    /// Of whom and what it tells: the parameters that ask for it again.
    fn selection(&self) -> &Selection;

    /// The parameters that ask for it again, but for the point of the record and the months of a series.
    fn parameters(&self) -> Vec<(&'static str, String)> {
        self.selection().parameters()
    }

    /// Whether there is nothing to draw: the page then says so, and what does have data.
    fn is_empty(&self) -> bool {
        false
    }

    /// Why there is nothing to draw, where the record does hold something of it: how much, and what it lacks.
    fn why_empty(&self) -> Option<String> {
        None
    }

    /// Whether it draws anything but words: a paper, which has no room to say what is not known, leaves out what does not.
    fn is_drawn(&self) -> bool {
        !self.is_empty()
    }

    /// What the figures show, in about ten words, no comparison that the figures do not bear out.
    fn headline(&self) -> String;

    /// Measure, area and period, and of how many forces it tells where it could tell of several.
    fn subtitle(&self) -> String;

    /// Every figure in sentences.
    fn sentences(&self) -> String;

    /// Every figure in a table, each a link to exactly the rows it counts. `keep` are the parameters every address keeps,
    /// each begun with `&`.
    fn table(&self, keep: &str) -> Table;

    /// Every figure as plain values for a file.
    fn records(&self) -> Records;

    /// Itself, if it is a series of months that a browser can cut to any of them.
    fn monthly(&self) -> Option<Monthly> {
        None
    }

    /// Its first rows alone, for a page that shows several measures; `None` where it is drawn as a whole there too.
    fn in_brief(&self) -> Option<Box<dyn Charted>> {
        None
    }

    /// The width of its paper in a layout, margins included.
    fn width(&self, layout: Layout) -> u32 {
        layout.width()
    }

    /// Draws it into a column of the paper with its top at `top`; gives its bottom, with the gap to what follows.
    fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32;
}
