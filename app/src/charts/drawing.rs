//! A drawing before it becomes SVG: blocks, lines, dots and text, each at a place we chose.

use plotters::{
    element::DashedPathElement,
    prelude::{Circle, IntoDrawingArea, PathElement, Polygon, Rectangle, SVGBackend, Text, WHITE},
    style::{
        Color, FontDesc, FontFamily, FontStyle, RGBColor, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

use super::{
    ChartError,
    svg::is_unwritable,
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
    /// Its right end.
    End,
}

/// How a line runs. Lines are told apart by this too, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dash {
    /// Without a gap.
    Solid,
    /// Long dashes.
    Long,
    /// Short dashes.
    Short,
    /// Dots.
    Dotted,
}

impl Dash {
    /// The lengths of its dashes and gaps; `None` without a gap.
    const fn lengths(self) -> Option<(u32, u32)> {
        match self {
            Self::Solid => None,
            Self::Long => Some((12, 5)),
            Self::Short => Some((6, 4)),
            Self::Dotted => Some((2, 4)),
        }
    }
}

/// How a stroke looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke {
    /// Its colour.
    pub colour: RGBColor,
    /// How wide.
    pub width: u32,
    /// How it runs.
    pub dash: Dash,
}

#[derive(Debug, Clone)]
enum Mark {
    Block { corners: [(i32, i32); 2], colour: RGBColor },
    Line { text: String, at: (i32, i32), anchor: Anchor, lettering: Lettering },
    Path { points: Vec<(i32, i32)>, stroke: Stroke },
    Area { points: Vec<(i32, i32)>, colour: RGBColor },
    Dot { at: (i32, i32), radius: u32, colour: RGBColor },
}

impl Mark {
    /// The smallest box that holds it: left, top, right, bottom. Text counts by the width table.
    fn extent(&self) -> [f64; 4] {
        match self {
            Self::Block { corners: [(left, top), (right, bottom)], .. } => {
                [left, top, right, bottom].map(|edge| f64::from(*edge))
            }
            Self::Line { text, at: (x, top), anchor, lettering } => {
                let width = text_width(text, lettering.size, lettering.weight);
                let left = match anchor {
                    Anchor::Start => f64::from(*x),
                    Anchor::Middle => f64::from(*x) - width / 2.0,
                    Anchor::End => f64::from(*x) - width,
                };
                [left, f64::from(*top), left + width, f64::from(*top) + f64::from(lettering.size)]
            }
            Self::Path { points, stroke } => around(points, f64::from(stroke.width) / 2.0),
            Self::Area { points, .. } => around(points, 0.0),
            Self::Dot { at, radius, .. } => around(&[*at], f64::from(*radius)),
        }
    }
}

/// The smallest box that holds points and so much around them.
fn around(points: &[(i32, i32)], more: f64) -> [f64; 4] {
    let boxes = points.iter().map(|(x, y)| {
        let (x, y) = (f64::from(*x), f64::from(*y));
        [x - more, y - more, x + more, y + more]
    });
    boxes.reduce(united).unwrap_or([0.0; 4])
}

fn united(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// A point of a line: its value along the lower axis, and where it lies on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The value.
    pub across: u64,
    /// The place.
    pub at: (i32, i32),
}

/// Blocks, lines, dots and text on white paper of a fixed width.
#[derive(Debug, Clone)]
pub struct Drawing {
    width: u32,
    marks: Vec<Mark>,
    tracks: Vec<Vec<Spot>>,
}

impl Drawing {
    /// White paper.
    pub fn new(width: u32) -> Self {
        Self { width, marks: Vec::new(), tracks: Vec::new() }
    }

    /// A block of colour between two corners, the right and lower edge not included.
    pub fn block(&mut self, corners: [(i32, i32); 2], colour: RGBColor) {
        self.marks.push(Mark::Block { corners, colour });
    }

    /// One line of text; `at` is the top of its letters.
    pub fn line(&mut self, text: &str, at: (i32, i32), anchor: Anchor, lettering: Lettering) {
        let text = text.chars().map(|letter| if is_unwritable(letter) { ' ' } else { letter }).collect();
        self.marks.push(Mark::Line { text, at, anchor, lettering });
    }

    /// A line through points, in their order.
    pub fn path(&mut self, points: Vec<(i32, i32)>, stroke: Stroke) {
        self.marks.push(Mark::Path { points, stroke });
    }

    /// Remembers where the points of a line lie, those too that its path leaves out. It leaves no mark on the paper.
    pub fn track(&mut self, spots: Vec<Spot>) {
        self.tracks.push(spots);
    }

    /// The points of its lines, in the order in which they were drawn.
    pub fn tracks(&self) -> &[Vec<Spot>] {
        &self.tracks
    }

    /// The area within points, in their order.
    pub fn area(&mut self, points: Vec<(i32, i32)>, colour: RGBColor) {
        self.marks.push(Mark::Area { points, colour });
    }

    /// A round dot.
    pub fn dot(&mut self, at: (i32, i32), radius: u32, colour: RGBColor) {
        self.marks.push(Mark::Dot { at, radius, colour });
    }

    /// The edge of a block between two corners, inside of it.
    pub fn frame(&mut self, corners: [(i32, i32); 2], colour: RGBColor) {
        let [(left, top), (right, bottom)] = corners;
        let points = vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
        self.path(points, Stroke { colour, width: 1, dash: Dash::Solid });
    }

    /// The smallest box that holds everything: left, top, right, bottom. Text counts by the width table.
    pub fn extent(&self) -> [f64; 4] {
        self.marks.iter().map(Mark::extent).reduce(united).unwrap_or([0.0; 4])
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
                Mark::Path { points, stroke } => {
                    let style = stroke.colour.stroke_width(stroke.width);
                    match stroke.dash.lengths() {
                        None => area.draw(&PathElement::new(points.clone(), style))?,
                        Some((dash, gap)) => {
                            area.draw(&DashedPathElement::new(points.iter().copied(), dash, gap, style))?;
                        }
                    }
                }
                Mark::Area { points, colour } => area.draw(&Polygon::new(points.clone(), colour.filled()))?,
                Mark::Dot { at, radius, colour } => {
                    area.draw(&Circle::new(*at, i32::try_from(*radius).unwrap_or(i32::MAX), colour.filled()))?;
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
        Anchor::End => HPos::Right,
    };
    TextStyle {
        color: lettering.colour.to_backend_color(),
        pos: Pos::new(across, VPos::Top),
        ..FontDesc::new(FontFamily::Name(FONT_FAMILY), size, style).into()
    }
}
