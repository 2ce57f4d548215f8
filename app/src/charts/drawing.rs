//! A drawing before it becomes SVG: blocks of colour and lines of text, each at a place we chose.

use plotters::{
    prelude::{IntoDrawingArea, Rectangle, SVGBackend, Text, WHITE},
    style::{
        Color, FontDesc, FontFamily, FontStyle, RGBColor, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

use super::{
    ChartError,
    text_width::{Weight, text_width},
};

/// The fonts a reader may have, all of one set of widths; the last but one is the one bundled for pictures.
pub const FONT_FAMILY: &str = r#"Arial, Helvetica, "Liberation Sans", sans-serif"#;

/// White below the last line: the tails of its letters.
const SLACK: f64 = 4.0;

/// plotters divides every font size by this on its way out.
const PLOTTERS_FONT_FACTOR: f64 = 1.24;

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lettering {
    /// The font size, in the drawing's units.
    pub size: u32,
    /// How heavy.
    pub weight: Weight,
    /// Its colour.
    pub colour: RGBColor,
}

/// Which point of a line of text is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
}

#[derive(Debug, Clone)]
enum Mark {
    Block { corners: [(i32, i32); 2], colour: RGBColor },
    Line { text: String, at: (i32, i32), anchor: Anchor, lettering: Lettering },
}

/// Blocks and lines of text on white paper of a fixed width.
#[derive(Debug, Clone)]
pub struct Drawing {
    width: u32,
    marks: Vec<Mark>,
}

impl Drawing {
    /// White paper.
    pub fn new(width: u32) -> Self {
        Self { width, marks: Vec::new() }
    }

    /// A block of colour between two corners, the right and lower edge not included.
    pub fn block(&mut self, corners: [(i32, i32); 2], colour: RGBColor) {
        self.marks.push(Mark::Block { corners, colour });
    }

    /// One line of text; `at` is the top of its letters.
    pub fn line(&mut self, text: &str, at: (i32, i32), anchor: Anchor, lettering: Lettering) {
        let text = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        self.marks.push(Mark::Line { text, at, anchor, lettering });
    }

    /// The smallest box that holds everything: left, top, right, bottom. Text counts by the width table.
    pub fn extent(&self) -> [f64; 4] {
        let boxes = self.marks.iter().map(|mark| match mark {
            Mark::Block { corners: [(left, top), (right, bottom)], .. } => {
                [left, top, right, bottom].map(|edge| f64::from(*edge))
            }
            Mark::Line { text, at: (x, top), anchor, lettering } => {
                let width = text_width(text, lettering.size, lettering.weight);
                let left = match anchor {
                    Anchor::Start => f64::from(*x),
                    Anchor::Middle => f64::from(*x) - width / 2.0,
                };
                [left, f64::from(*top), left + width, f64::from(*top) + f64::from(lettering.size)]
            }
        });
        boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]).unwrap_or([0.0; 4])
    }

    /// The size of its paper: as high as what stands on it, and as white below as above.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the height of what was drawn in whole units"
    )]
    pub fn size(&self) -> (u32, u32) {
        let [_, top, _, bottom] = self.extent();
        (self.width, (bottom + top.max(SLACK)).ceil() as u32)
    }

    /// What plotters writes for it.
    pub(super) fn plotted(&self) -> Result<String, ChartError> {
        let size = self.size();
        let mut svg = String::new();
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        area.fill(&WHITE)?;
        for mark in &self.marks {
            match mark {
                Mark::Block { corners, colour } => area.draw(&Rectangle::new(*corners, colour.filled()))?,
                Mark::Line { text, at, anchor, lettering } => {
                    area.draw(&Text::new(text.as_str(), *at, text_style(*anchor, *lettering)))?;
                }
            }
        }
        area.present()?;
        drop(area);
        Ok(svg)
    }
}

fn text_style(anchor: Anchor, lettering: Lettering) -> TextStyle<'static> {
    let style = match lettering.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Bold => FontStyle::Bold,
    };
    let size = f64::from(lettering.size) * PLOTTERS_FONT_FACTOR;
    let across = match anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
    };
    TextStyle {
        color: lettering.colour.to_backend_color(),
        pos: Pos::new(across, VPos::Top),
        ..FontDesc::new(FontFamily::Name(FONT_FAMILY), size, style).into()
    }
}
