//! Charts: pure functions from a figures value to a drawing, a picture, a table, a file and sentences, all of the same numbers.
//!
//! A figure says what it shows by [`Charted`], a module for each measure; `svg` is the one way from a drawing to markup.

use drawing::Drawing;
use flow::{Column, HEADING, HEADLINE, NOTE, paragraph};
use plotters::drawing::DrawingAreaErrorKind;

mod around;
mod assurance_gap;
mod axis;
mod charted;
mod drawing;
mod flow;
mod lines;
mod monthly;
mod palette;
mod phrases;
mod points;
mod reading;
mod register_link;
mod status_over_time;
mod svg;
mod table;
mod text_width;
mod tip;
mod wrapping;

// On the server only: measures the browser never redraws, files, and reading from the record.
#[cfg(feature = "ssr")]
pub mod beside_others;
#[cfg(feature = "ssr")]
pub mod case_audits;
#[cfg(feature = "ssr")]
pub mod comes_back;
#[cfg(feature = "ssr")]
mod coverage;
#[cfg(feature = "ssr")]
pub mod deadlines;
#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
pub mod findings_across_rounds;
#[cfg(feature = "ssr")]
pub mod forces_at_a_glance;
#[cfg(feature = "ssr")]
mod forces_link;
#[cfg(feature = "ssr")]
pub mod grades;
#[cfg(feature = "ssr")]
pub mod last_said;
#[cfg(feature = "ssr")]
pub mod pace;
#[cfg(feature = "ssr")]
mod png;
#[cfg(feature = "ssr")]
mod report;
#[cfg(feature = "ssr")]
mod round_page;
#[cfg(feature = "ssr")]
pub mod standing;
#[cfg(feature = "ssr")]
mod tile_map;
#[cfg(feature = "ssr")]
pub mod visits;
#[cfg(feature = "ssr")]
pub mod what_is_known;
#[cfg(feature = "ssr")]
pub mod what_recurs;

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod reading_drawings;

pub use around::{file_href, of_download, source_line, table_caption, table_summary};
#[cfg(feature = "ssr")]
pub use assurance_gap::rows_of_band;
pub use charted::Charted;
#[cfg(feature = "ssr")]
pub use files::{csv, workbook, workbook_table};
pub use monthly::Monthly;
#[cfg(feature = "ssr")]
pub use phrases::{in_a_sentence, listed};
#[cfg(feature = "ssr")]
pub use png::{BOLD_FONT, REGULAR_FONT, png};
pub use points::{Place, Points, Step, points};
pub use reading::{Origin, Reading};
#[cfg(feature = "ssr")]
pub use report::Report;
pub use table::{Cell, Heading, Line, Records, Table};
#[cfg(feature = "ssr")]
pub(crate) use text_width::{Weight, text_width};
pub use tip::tip;

/// Between two parts of a drawing.
const PART_GAP: i32 = 20;
/// Between a heading, a key and what they belong to.
const GAP: i32 = 8;

/// Why a chart could not be made. All of them are faults of ours: no figures can cause one.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// plotters could not draw.
    #[error("the chart could not be drawn")]
    Drawing(#[from] DrawingAreaErrorKind<std::io::Error>),
    /// plotters wrote something else than it used to.
    #[error("plotters wrote an SVG of another shape than expected")]
    UnexpectedSvg,
    /// The SVG could not be rendered as a picture.
    #[error("the chart could not be rendered: {0}")]
    Picture(String),
    /// The figures could not be written as a file.
    #[cfg(feature = "ssr")]
    #[error("the figures could not be written")]
    File(#[from] ::csv::Error),
}

#[cfg(feature = "ssr")]
impl From<ChartError> for crate::error::PageError {
    fn from(error: ChartError) -> Self {
        tracing::error!(%error, "a chart could not be made");
        crate::api::error::ApiError::Internal.into()
    }
}

/// What surrounds a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A file of its own: headline, source and date are inside.
    Alone,
    /// In a page's figure, which says them beside it.
    Wide,
    /// The same for screens of a phone's width.
    Narrow,
    /// On paper, beside another.
    Half,
    /// On paper, over its whole width, so that two parts have room beside each other.
    Whole,
}

impl Layout {
    /// The width of the paper, in units of about a pixel, so that text of 14 units is about 14 pixels high.
    const fn width(self) -> u32 {
        match self {
            Self::Alone => 680,
            Self::Wide => 1_100,
            Self::Narrow => 340,
            Self::Half => 520,
            // Two halves and what is between them, so that letters are of one size.
            Self::Whole => 1_064,
        }
    }

    const fn margin(self) -> i32 {
        match self {
            Self::Alone => 20,
            Self::Wide | Self::Narrow | Self::Half | Self::Whole => 0,
        }
    }

    /// The room for words on the left of a bar; `None` where they stand above it.
    const fn label_width(self) -> Option<i32> {
        match self {
            Self::Alone => Some(160),
            Self::Wide => Some(220),
            Self::Narrow | Self::Half | Self::Whole => None,
        }
    }

    /// How high a plane of lines is.
    const fn plane_height(self) -> i32 {
        match self {
            Self::Alone | Self::Narrow => 220,
            Self::Wide => 180,
            Self::Half | Self::Whole => 100,
        }
    }

    /// Ends its class, `app-chart__svg--wide`, but for maps, and the ids in it.
    const fn name(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Wide => "wide",
            Self::Narrow => "narrow",
            Self::Half => "half",
            Self::Whole => "whole",
        }
    }
}

/// What a chart says in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartText {
    /// What the figures show, in about ten words.
    pub headline: String,
    /// Measure, area and period.
    pub subtitle: String,
    /// Every figure in sentences.
    pub description: String,
    /// Where the figures are from.
    pub source: &'static str,
    /// The date they stand at, as printed.
    pub as_at: String,
    /// The protective marking of a file that is not public. A page has its own.
    pub marking: Option<String>,
}

/// The words of a chart.
pub fn text(figure: &dyn Charted, reading: Reading) -> ChartText {
    ChartText {
        headline: figure.headline(),
        subtitle: figure.subtitle(),
        description: figure.sentences(),
        source: reading.source(),
        as_at: reading.as_at(),
        marking: None,
    }
}

/// The drawing of a chart in one layout.
pub fn svg(figure: &dyn Charted, reading: Reading, layout: Layout) -> Result<String, ChartError> {
    drawn(figure, &text(figure, reading), figure.measure().slug(), layout)
}

/// The drawing as a file of its own, which carries its protective marking.
pub fn svg_file(figure: &dyn Charted, reading: Reading, marking: Option<&str>) -> Result<String, ChartError> {
    let text = ChartText { marking: marking.map(str::to_owned), ..text(figure, reading) };
    drawn(figure, &text, figure.measure().slug(), Layout::Alone)
}

fn drawn(figure: &dyn Charted, text: &ChartText, id: &str, layout: Layout) -> Result<String, ChartError> {
    let caption = svg::Caption {
        name: &format!("{id}-{}", layout.name()),
        // A map is narrower than what has the whole width of a page, and shown where that has no room.
        class: if layout == Layout::Wide && figure.width(layout) < layout.width() { "map" } else { layout.name() },
        title: &text.headline,
        description: &text.description,
    };
    svg::svg(&drawing(figure, text, layout), caption)
}

/// What is on the paper: the chart, and in a file of its own what a page says around it.
fn drawing(figure: &dyn Charted, text: &ChartText, layout: Layout) -> Drawing {
    let width = figure.width(layout);
    let mut drawing = Drawing::new(width);
    let margin = layout.margin();
    let page = Column { left: margin, width: i32::try_from(width).unwrap_or(i32::MAX) - 2 * margin };
    let mut top = margin;
    if let Some(marking) = &text.marking {
        top = paragraph(&mut drawing, marking, page, top, HEADING) + GAP;
    }
    if layout == Layout::Alone {
        top = paragraph(&mut drawing, &text.headline, page, top, HEADLINE) + GAP / 2;
        top = paragraph(&mut drawing, &text.subtitle, page, top, NOTE) + PART_GAP;
    }
    top = figure.draw(&mut drawing, page, layout, top);
    if layout == Layout::Alone {
        top = paragraph(&mut drawing, &format!("{}.", text.as_at), page, top, NOTE);
        paragraph(&mut drawing, &format!("Source: {}.", text.source), page, top, NOTE);
    }
    drawing
}

/// The drawings a page holds, wide and narrow; its style sheet shows the one that fits and hides the other from everyone.
/// `id` begins the ids of their parts, so that no two charts of a page share one.
pub fn page_svgs(figure: &dyn Charted, reading: Reading, id: &str) -> Result<String, ChartError> {
    let text = text(figure, reading);
    Ok(drawn(figure, &text, id, Layout::Wide)? + &drawn(figure, &text, id, Layout::Narrow)?)
}

/// The drawing for a printed page, beside those of [`page_svgs`]: its letters are as large on a sheet as they can be.
#[cfg(feature = "ssr")]
pub fn sheet_svg(figure: &dyn Charted, reading: Reading, id: &str) -> Result<String, ChartError> {
    drawn(figure, &text(figure, reading), id, Layout::Whole)
}

/// The figures as a table. `keep` are the parameters every address keeps, each begun with `&`.
pub fn table(figure: &dyn Charted, keep: &str) -> Table {
    figure.table(keep)
}
