//! Charts: pure functions from a figures value to a drawing, a picture, a table, a file and sentences, all of the same numbers.
//!
//! `findings_across_rounds` draws; `words`, `table` say the same; `svg` is the one way from a drawing to markup.

use followup::progress::findings_across_rounds::FindingsAcrossRounds;
use plotters::drawing::DrawingAreaErrorKind;

mod drawing;
mod findings_across_rounds;
mod flow;
mod palette;
mod png;
mod reading;
mod svg;
mod table;
mod text_width;
mod words;
mod wrapping;

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod samples;

pub use reading::{Origin, Reading};
pub use table::{Cell, Count, Heading, Line, Table};

/// The name of the chart in addresses: `/charts/findings-across-rounds.svg`.
pub const FINDINGS_ACROSS_ROUNDS: &str = "findings-across-rounds";

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
    #[error("the figures could not be written")]
    File(#[from] ::csv::Error),
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
}

impl Layout {
    /// The width of the paper, in units of about a pixel, so that text of 14 units is about 14 pixels high.
    const fn width(self) -> u32 {
        match self {
            Self::Alone => 680,
            Self::Wide => 640,
            Self::Narrow => 340,
        }
    }

    const fn margin(self) -> i32 {
        match self {
            Self::Alone => 20,
            Self::Wide | Self::Narrow => 0,
        }
    }

    /// The room for words on the left of a bar; `None` where they stand above it.
    const fn label_width(self) -> Option<i32> {
        match self {
            Self::Alone | Self::Wide => Some(160),
            Self::Narrow => None,
        }
    }

    /// Ends its class, `app-chart__svg--wide`, and the ids in it.
    const fn name(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::Wide => "wide",
            Self::Narrow => "narrow",
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

/// The words of findings across rounds.
pub fn text(figure: &FindingsAcrossRounds, reading: Reading) -> ChartText {
    ChartText {
        headline: words::headline(figure),
        subtitle: words::subtitle(figure),
        description: words::text_alternative(figure),
        source: reading.source(),
        as_at: reading.as_at(),
        marking: None,
    }
}

/// The drawing of findings across rounds in one layout.
pub fn svg(figure: &FindingsAcrossRounds, reading: Reading, layout: Layout) -> Result<String, ChartError> {
    drawn(figure, &text(figure, reading), layout)
}

/// The drawing as a file of its own, which carries its protective marking.
pub fn svg_file(figure: &FindingsAcrossRounds, reading: Reading, marking: Option<&str>) -> Result<String, ChartError> {
    let text = ChartText { marking: marking.map(str::to_owned), ..text(figure, reading) };
    drawn(figure, &text, Layout::Alone)
}

fn drawn(figure: &FindingsAcrossRounds, text: &ChartText, layout: Layout) -> Result<String, ChartError> {
    let drawing = findings_across_rounds::draw(figure, text, layout);
    let caption = svg::Caption {
        name: &format!("{FINDINGS_ACROSS_ROUNDS}-{}", layout.name()),
        class: layout.name(),
        title: &text.headline,
        description: &text.description,
    };
    svg::svg(&drawing, caption)
}

/// The drawings a page holds, wide and narrow; its style sheet shows the one that fits and hides the other from everyone.
pub fn page_svgs(figure: &FindingsAcrossRounds, reading: Reading) -> Result<String, ChartError> {
    Ok(svg(figure, reading, Layout::Wide)? + &svg(figure, reading, Layout::Narrow)?)
}

/// The picture of a drawing made by [`svg`], on white, twice as large.
pub fn png(svg: &str) -> Result<Vec<u8>, ChartError> {
    png::png(svg)
}

/// The figures as a CSV file.
pub fn csv(figure: &FindingsAcrossRounds, reading: Reading, marking: Option<&str>) -> Result<Vec<u8>, ChartError> {
    Ok(table::csv(figure, reading, marking)?)
}

/// The figures as a table. `keep` are the parameters every address keeps, each begun with `&`.
pub fn table(figure: &FindingsAcrossRounds, keep: &str) -> Table {
    table::table(figure, keep)
}
