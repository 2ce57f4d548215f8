//! A briefing on paper: a tagged PDF (PDF/UA-1) of two pages and the annex, set by typst from the value that the page shows.
//!
//! What it says reaches the typesetter as data in a JSON file and never as markup, so no text of a source can become code.

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::Serialize;
use typst::{
    diag::SourceDiagnostic,
    foundations::{Datetime, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::{Part, Span, Table};
use crate::{
    api::error::ApiError,
    charts::{self, ChartError, Layout, Reading},
    error::PageError,
};

mod world;

use world::PaperWorld;

/// Why a paper could not be set. All of them are faults of ours: no record can cause one.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// What it says could not be handed over.
    #[error("the briefing could not be written down for the typesetter")]
    Data(#[from] serde_json::Error),
    /// A chart could not be drawn.
    #[error(transparent)]
    Chart(#[from] ChartError),
    /// The typesetter refused, or what it made breaks the rules of PDF/UA-1.
    #[error("the paper could not be set: {0}")]
    Set(String),
}

impl From<PaperError> for PageError {
    fn from(error: PaperError) -> Self {
        tracing::error!(%error, "a paper could not be set");
        ApiError::Internal.into()
    }
}

/// What stands on a paper beside what the briefing says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    /// The protective marking, on each page; `None` where what it says is public.
    pub marking: Option<String>,
    /// Where the service is to be reached, without a slash at the end: what every link begins with.
    pub base: String,
    /// When it is set.
    pub now: DateTime<Utc>,
}

/// What the typesetter is given.
#[derive(Debug, Serialize)]
struct Data<'a> {
    title: String,
    of: &'a str,
    period: &'a str,
    mark: &'a str,
    headline: &'a str,
    notes: &'a [Vec<Span>],
    parts: &'a [Part],
    charts: Vec<Chart>,
    annex: &'a [Table],
    source: &'a str,
    marking: Option<&'a str>,
    base: &'a str,
}

#[derive(Debug, Serialize)]
struct Chart {
    file: String,
    headline: String,
    subtitle: String,
    description: String,
    /// Whether it has half of the width.
    half: bool,
}

/// A paper ready to be set. Setting it takes a good part of a second of a whole core: not on a thread that others wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    data: Vec<u8>,
    drawings: Vec<String>,
    now: DateTime<Utc>,
}

impl Paper {
    /// Draws the charts and writes down what is to be said.
    ///
    /// # Errors
    /// [`PaperError::Chart`] and [`PaperError::Data`].
    pub fn new(
        briefing: &super::Briefing,
        figures: &[Box<dyn charts::Charted>],
        reading: Reading,
        imprint: &Imprint,
    ) -> Result<Self, PaperError> {
        let mut charts = Vec::with_capacity(figures.len());
        let mut drawings = Vec::with_capacity(figures.len());
        // Lines over months read well in half the width.
        for figure in figures {
            let half = figure.measure().is_of_months();
            let text = charts::text(&**figure, reading);
            charts.push(Chart {
                file: world::drawing_name(drawings.len()),
                headline: text.headline,
                subtitle: text.subtitle,
                description: text.description,
                half,
            });
            let layout = if half { Layout::Half } else { Layout::Whole };
            drawings.push(charts::svg(&**figure, reading, layout)?);
        }
        let data = Data {
            title: briefing.title(),
            of: &briefing.of,
            period: &briefing.period,
            mark: &briefing.mark,
            headline: &briefing.headline,
            notes: &briefing.notes,
            parts: &briefing.parts,
            charts,
            annex: &briefing.annex,
            source: briefing.source,
            marking: imprint.marking.as_deref(),
            base: &imprint.base,
        };
        Ok(Self { data: serde_json::to_vec(&data)?, drawings, now: imprint.now })
    }

    /// The PDF. The rules of PDF/UA-1 are enforced as it is written: a breach is an error.
    ///
    /// # Errors
    /// [`PaperError::Set`].
    pub fn pdf(self) -> Result<Vec<u8>, PaperError> {
        let world = PaperWorld::new(self.data, self.drawings);
        let set = typst::compile::<PagedDocument>(&world).output.map_err(|errors| refused(&errors));
        let standards =
            PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| PaperError::Set(error.message().to_string()));
        let written = set.and_then(|document| {
            let options = PdfOptions {
                creator: Smart::Custom(Some(crate::SERVICE_NAME.to_owned())),
                timestamp: timestamp(self.now),
                standards: standards?,
                ..PdfOptions::default()
            };
            typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors))
        });
        // What the typesetter remembers for a next run of the same document is of no use here.
        typst::comemo::evict(0);
        written
    }
}

fn refused(errors: &[SourceDiagnostic]) -> PaperError {
    let said: Vec<_> = errors.iter().map(|error| error.message.to_string()).collect();
    PaperError::Set(said.join("; "))
}

fn timestamp(now: DateTime<Utc>) -> Option<Timestamp> {
    let part = |part: u32| u8::try_from(part).ok();
    let datetime = Datetime::from_ymd_hms(
        now.year(),
        part(now.month())?,
        part(now.day())?,
        part(now.hour())?,
        part(now.minute())?,
        part(now.second())?,
    )?;
    Some(Timestamp::new_utc(datetime))
}
