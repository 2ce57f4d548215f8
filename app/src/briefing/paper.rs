//! A briefing on paper: a tagged PDF (PDF/UA-1) of two pages, set by typst from the value that the page shows; the annex follows where it was
//! asked for.
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

use super::{Annex, Briefing, Section};
use crate::{
    api::error::ApiError,
    charts::{self, ChartError, Charted, Layout, Reading},
    error::PageError,
};

mod printable;
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
    narrowed: Option<&'a str>,
    first_page: Vec<Section>,
    second_page: Vec<Section>,
    map: Option<&'a Map>,
    annex: Option<&'a Annex>,
    is_roomy: bool,
    source: &'a str,
    marking: Option<&'a str>,
    base: &'a str,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Map {
    file: String,
    headline: String,
    description: String,
    #[serde(skip)]
    drawing: String,
}

/// How much of a long briefing is set. The first that fits two pages is taken; what it leaves out is a link away.
#[derive(Debug, Clone, Copy)]
struct Density {
    /// The most letters of all wordings of one table.
    letters: usize,
    /// The most rows of a table of wordings.
    wordings: usize,
    /// The most forces or items to look at first.
    first: usize,
    /// Whether the map is drawn.
    with_map: bool,
    /// Whether letters and lines have more room than the least.
    is_roomy: bool,
}

const DENSITIES: [Density; 6] = [
    Density { letters: 1_500, wordings: 5, first: 10, with_map: true, is_roomy: true },
    Density { letters: 1_100, wordings: 5, first: 10, with_map: true, is_roomy: false },
    Density { letters: 1_100, wordings: 5, first: 4, with_map: true, is_roomy: false },
    Density { letters: 600, wordings: 5, first: 4, with_map: true, is_roomy: false },
    Density { letters: 0, wordings: 3, first: 3, with_map: true, is_roomy: false },
    Density { letters: 0, wordings: 2, first: 4, with_map: false, is_roomy: false },
];

/// The pages that a briefing takes without its annex.
const PAGES: usize = 2;

impl Density {
    fn fitted(self, section: &Section) -> Section {
        let mut section = section.clone();
        if let Some(mut table) = section.table.take() {
            let is_first = section.id == "first";
            let most = match (is_first, table.is_of_wordings) {
                (true, _) => self.first,
                (false, true) => self.wordings,
                (false, false) => usize::MAX,
            };
            table.rows.truncate(most);
            let letters = if is_first { 2 * self.letters } else { self.letters };
            section.table = Some(table.with_wordings_within(letters));
        }
        let left_out = section.left_out();
        section.after.extend(left_out);
        section
    }
}

/// A paper ready to be set. Setting it takes a good part of a second of a whole core: not on a thread that others wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    briefing: Briefing,
    map: Option<Map>,
    with_annex: bool,
    imprint: Imprint,
}

impl Paper {
    /// Draws the map and takes down what is to be said.
    ///
    /// # Errors
    /// [`PaperError::Chart`].
    pub fn new(
        briefing: &Briefing,
        map: Option<&dyn Charted>,
        with_annex: bool,
        reading: Reading,
        imprint: &Imprint,
    ) -> Result<Self, PaperError> {
        let map = map.filter(|map| !map.is_empty()).map(|map| {
            let text = charts::text(map, reading);
            Ok::<_, ChartError>(Map {
                file: world::drawing_name(0),
                headline: text.headline,
                description: text.description,
                drawing: printable::printable_drawing(&charts::svg(map, reading, Layout::Whole)?),
            })
        });
        Ok(Self { briefing: briefing.clone(), map: map.transpose()?, with_annex, imprint: imprint.clone() })
    }

    /// The PDF. The rules of PDF/UA-1 are enforced as it is written: a breach is an error.
    ///
    /// # Errors
    /// [`PaperError::Data`] and [`PaperError::Set`].
    pub fn pdf(self) -> Result<Vec<u8>, PaperError> {
        let written = self.set().and_then(|document| {
            let standards = PdfStandards::new(&[PdfStandard::Ua_1])
                .map_err(|error| PaperError::Set(error.message().to_string()))?;
            let options = PdfOptions {
                creator: Smart::Custom(Some(crate::SERVICE_NAME.to_owned())),
                timestamp: timestamp(self.imprint.now),
                standards,
                ..PdfOptions::default()
            };
            typst_pdf::pdf(&document, &options).map_err(|errors| refused(&errors))
        });
        // What the typesetter remembers for a next run of the same document is of no use here.
        typst::comemo::evict(0);
        written
    }

    /// Its pages, set as fully as two of them allow.
    pub(super) fn set(&self) -> Result<PagedDocument, PaperError> {
        let [full, closer @ ..] = DENSITIES;
        let (mut density, mut document) = (full, self.set_with(full, false)?);
        for next in closer {
            if document.pages().len() <= PAGES {
                break;
            }
            (density, document) = (next, self.set_with(next, false)?);
        }
        if self.with_annex { self.set_with(density, true) } else { Ok(document) }
    }

    fn set_with(&self, density: Density, with_annex: bool) -> Result<PagedDocument, PaperError> {
        let map = self.map.as_ref().filter(|_| density.with_map);
        let world = PaperWorld::new(self.data(density, map, with_annex)?, map.map(|map| map.drawing.clone()));
        typst::compile::<PagedDocument>(&world).output.map_err(|errors| refused(&errors))
    }

    fn data(&self, density: Density, map: Option<&Map>, with_annex: bool) -> Result<Vec<u8>, PaperError> {
        let sections = |page: &[Section]| page.iter().map(|section| density.fitted(section)).collect();
        let briefing = &self.briefing;
        let data = Data {
            title: briefing.title(),
            of: &briefing.of,
            period: &briefing.period,
            mark: &briefing.mark,
            narrowed: briefing.narrowed.as_deref(),
            first_page: sections(&briefing.first_page),
            second_page: sections(&briefing.second_page),
            map,
            annex: with_annex.then_some(&briefing.annex),
            is_roomy: density.is_roomy,
            source: briefing.source,
            marking: self.imprint.marking.as_deref(),
            base: &self.imprint.base,
        };
        let mut data = serde_json::to_value(&data)?;
        make_printable(&mut data);
        Ok(serde_json::to_vec(&data)?)
    }
}

/// Makes every text printable. Addresses are no texts: nobody reads them.
fn make_printable(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) => *text = printable::printable(text),
        serde_json::Value::Array(values) => values.iter_mut().for_each(make_printable),
        serde_json::Value::Object(fields) => {
            let is_text = |name: &str| !["href", "base", "file", "id"].contains(&name);
            fields.iter_mut().filter(|(name, _)| is_text(name)).for_each(|(_, value)| make_printable(value));
        }
        _ => {}
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::briefing::samples;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8))]

        #[test]
        fn every_list_that_is_cut_says_how_many_are_missing(changes in samples::any_changes()) {
            let briefing = samples::briefing(&changes);
            for (density, section) in DENSITIES.iter().flat_map(|density| briefing.sections().map(move |of| (density, of))) {
                let Some(rows) = section.table.as_ref().map(|table| table.rows.len()) else { continue };
                let set = density.fitted(section);
                let kept = set.table.as_ref().map_or(0, |table| table.rows.len());
                let all = section.whole.as_ref().map_or(rows as u64, |whole| whole.count);
                prop_assert!(all >= rows as u64, "{}", section.id);
                let missing = all - kept as u64;
                let said: String = set.after.iter().flatten().map(|phrase| phrase.text.as_str()).collect();
                let words = format!("{missing} more ");
                prop_assert_eq!(said.contains(" not listed here: all "), missing > 0, "{}: {}", section.id, said);
                prop_assert!(missing == 0 || said.contains(&words), "{}: {}", section.id, said);
            }
        }
    }
}
