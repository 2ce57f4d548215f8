//! A map of rows and columns: in every cell its number or word, on a colour, within an outline.

use plotters::style::RGBColor;

use super::{
    Layout,
    drawing::{Anchor, Drawing, Lettering},
    flow::{Column, HEADING, NOTE, TEXT, keyed_paragraph, line_height, paragraph},
    palette::{GREY_INK, INK, PAPER},
    wrapping::wrapped_in_whole_words,
};

/// White between two cells.
const GAP: i32 = 3;
/// Between a cell's edge and its words.
const PADDING: i32 = 4;
/// Between the words beside a row and its cells.
const LABEL_GAP: i32 = 12;
/// The most lines of words in a cell or above a column.
const MOST_LINES: usize = 4;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// Its colour and that of the text on it; `None` of a white one.
    pub ground: Option<(RGBColor, RGBColor)>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// The map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatMap {
    /// The columns' names.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl HeatMap {
    /// Draws it with its top at `top`; gives its bottom. Where words do not fit into cells, every row becomes a list.
    pub fn draw(&self, drawing: &mut Drawing, page: Column, layout: Layout, top: i32) -> i32 {
        let grid = match layout.label_width() {
            Some(width) => Column { left: page.left + width + LABEL_GAP, width: page.width - width - LABEL_GAP },
            None => page,
        };
        let cell = (grid.width + GAP) / i32::try_from(self.columns.len().max(1)).unwrap_or(i32::MAX) - GAP;
        let Some(lines) = self.lines_of_cells(cell) else { return self.list(drawing, page, top) };
        let mut top = self.heads(drawing, page, grid, cell, top);
        let height = lines * line_height(TEXT) + 2 * PADDING;
        for row in &self.rows {
            let name_bottom = if grid.left == page.left {
                top = paragraph(drawing, &row.name, page, top, TEXT);
                top
            } else {
                paragraph(
                    drawing,
                    &row.name,
                    Column { width: grid.left - page.left - LABEL_GAP, ..page },
                    top + PADDING,
                    TEXT,
                )
            };
            let mut left = grid.left;
            for found in &row.cells {
                set(drawing, found, [(left, top), (left + cell, top + height)]);
                left += cell + GAP;
            }
            top = (top + height).max(name_bottom) + GAP;
        }
        top
    }

    /// The most lines that any cell needs; `None` where one has no room for its words.
    fn lines_of_cells(&self, width: i32) -> Option<i32> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let lines = cells.map(|cell| Some(fitted(&cell.text, width)?.len())).collect::<Option<Vec<_>>>()?;
        i32::try_from(lines.into_iter().max().unwrap_or(1)).ok()
    }

    /// The columns' names above them, or, where one does not fit, numbers above them and the names in a list. Gives the bottom.
    fn heads(&self, drawing: &mut Drawing, page: Column, grid: Column, cell: i32, top: i32) -> i32 {
        let mut top = top;
        let names: Option<Vec<_>> = self.columns.iter().map(|name| fitted(name, cell)).collect();
        let names = names.unwrap_or_else(|| {
            for (place, name) in self.columns.iter().enumerate() {
                top = paragraph(drawing, &format!("Column {}: {name}", letter(place)), page, top, NOTE);
            }
            top += PADDING;
            (0..self.columns.len()).map(|place| vec![letter(place)]).collect()
        });
        let most = names.iter().map(Vec::len).max().unwrap_or(0);
        let mut left = grid.left;
        for lines in names {
            let first = most - lines.len();
            for (line, text) in lines.iter().enumerate() {
                let down = i32::try_from(first + line).unwrap_or(0) * line_height(TEXT);
                drawing.line(text, (left + cell / 2, top + down), Anchor::Middle, TEXT);
            }
            left += cell + GAP;
        }
        top + i32::try_from(most).unwrap_or(0) * line_height(TEXT) + PADDING
    }

    /// Each row as a heading and a list of its cells.
    fn list(&self, drawing: &mut Drawing, page: Column, top: i32) -> i32 {
        self.rows.iter().fold(top, |top, row| {
            let top = paragraph(drawing, &row.name, page, top, HEADING);
            let bottom = self.columns.iter().zip(&row.cells).fold(top, |top, (column, cell)| {
                let words = format!("{column}: {}", cell.text);
                match cell.ground {
                    Some((colour, _)) => keyed_paragraph(drawing, colour, &words, page, top),
                    None => paragraph(drawing, &words, page, top, NOTE),
                }
            });
            bottom + 2 * PADDING
        })
    }
}

/// A column's letter where its name has no room: A to Z, then AA and on.
fn letter(place: usize) -> String {
    let last = char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    if place < 26 { last.to_string() } else { letter(place / 26 - 1) + &last.to_string() }
}

/// The lines of words that fit into a cell; `None` where they do not.
fn fitted(text: &str, width: i32) -> Option<Vec<String>> {
    let lines = wrapped_in_whole_words(text, f64::from(width - 2 * PADDING), TEXT.size, TEXT.weight)?;
    (lines.len() <= MOST_LINES).then_some(lines)
}

fn set(drawing: &mut Drawing, cell: &Cell, corners: [(i32, i32); 2]) {
    let [(left, top), (right, bottom)] = corners;
    let (ground, ink) = cell.ground.unwrap_or((PAPER, INK));
    if cell.ground.is_some() {
        drawing.block(corners, ground);
    }
    // Half of an edge's width lies outside of it.
    drawing.frame([(left + 1, top + 1), (right - 1, bottom - 1)], GREY_INK);
    let lines = fitted(&cell.text, right - left).unwrap_or_default();
    let height = line_height(TEXT);
    let high = i32::try_from(lines.len()).unwrap_or(0) * height;
    let first = top + (bottom - top - high) / 2 + (height - i32::try_from(TEXT.size).unwrap_or(height)) / 2;
    lines.iter().fold(first, |top, line| {
        drawing.line(line, (left.midpoint(right), top), Anchor::Middle, Lettering { colour: ink, ..TEXT });
        top + height
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_that_never_run_out() {
        assert_eq!([0, 25, 26, 52].map(letter), ["A", "Z", "AA", "BA"]);
    }
}
