//! The change briefing as one value: page and paper are made of it alone, so that neither can say another number.

use chrono::{DateTime, NaiveDate, Utc};
use followup::{
    as_at::AsAt,
    clock::london_day,
    crosswalk::Schemes,
    finding::RecordType,
    partial_date::in_words,
    progress::{
        change::{Between, ChangeQuery, ChangeRequest, Changes, Finish, Force, Start},
        measure::Measure,
        month::Month,
        queries::PeriodQuery,
    },
    query::Query as _,
    view::change::{BriefingView, ChangeReport, Ends, ItemSummaries},
};

use crate::{
    api::{about::read_service, changes::read_briefing},
    chart_query::{ChartQuery, read_figure},
    charts::{Charted, Reading},
    error::PageError,
    point::AskedPoint,
    request::QueryParams,
};

mod address;
mod annex;
pub mod book;
pub mod paper;
mod part;
#[cfg(test)]
mod samples;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use address::{Address, LIST_PATH, PATH, PDF_PATH};
pub use part::{Figure, List, Part};
pub use table::{Cell, Heading, Row, Span, Table};
pub use words::{LISTED, freshness, happened, heading, mark};

/// The charts that matter to a leader between two days, in order: how much is open and how much done, how long what is said to
/// be done waits to be verified, and what inspectors found when they came back. What is late and what slipped stands in the
/// briefing's own figures, each with its rows.
const CHARTS: [Measure; 3] = [Measure::StatusOverTime, Measure::AssuranceGap, Measure::FindingsAcrossRounds];

/// The fewest months that a series shows: a change of one month is read against the year it ends.
const FEWEST_MONTHS: u32 = 12;

/// All that a briefing says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {
    /// Of whom: `Kent Police`.
    pub of: String,
    /// From when to when.
    pub period: String,
    /// By what is known, and that it is the past where it is.
    pub mark: String,
    /// What happened, in a sentence.
    pub headline: String,
    /// What the figures do not tell, each with the way to the rows.
    pub notes: Vec<Vec<Span>>,
    /// Recommendations, then areas of concern.
    pub parts: Vec<Part>,
    /// Every force, a table for each record type.
    pub annex: Vec<Table>,
    /// Where the figures are from.
    pub source: &'static str,
}

/// A briefing with what surrounds it.
pub struct Loaded {
    /// What it says; `None` where there is nothing to tell of.
    pub briefing: Option<Briefing>,
    /// Its charts, of how things stand on the last day.
    pub charts: Vec<Box<dyn Charted>>,
    /// The months of those that are series.
    pub months: PeriodQuery,
    /// Where it and its rows are to be had.
    pub address: Address,
    /// When its charts are read, for their marks.
    pub reading: Reading,
    /// The point of the record on its last day.
    pub at: AskedPoint,
    /// Of whom: `Kent Police`.
    pub of: String,
    /// The rounds at which its period may begin or end.
    pub ends: Ends,
    /// Every force there is.
    pub all_forces: Vec<Force>,
    /// What stands in neither view: counted even where nothing else is.
    pub changes: Changes,
}

/// What a query string asks for, and the point of the record that it is asked at.
///
/// # Errors
/// The first parameter that cannot be understood.
pub fn parse(query: &QueryParams, now: DateTime<Utc>) -> Result<(ChangeQuery, AskedPoint), PageError> {
    Ok((ChangeQuery::parse(query.iter())?, AskedPoint::parse(query, now)?))
}

/// The address of a report, and the point of the record on its last day.
///
/// # Errors
/// As [`parse`].
pub fn address(
    query: &ChangeQuery,
    asked_at: AskedPoint,
    period: Between,
    now: DateTime<Utc>,
) -> Result<(Address, AskedPoint), PageError> {
    let known_at = asked_at.asked().known_at;
    let at = AskedPoint::new(AsAt { as_at: Some(period.to), known_at }, now);
    Ok((Address::new(ChangeRequest::new(query, asked_at.point())?, period, known_at), at))
}

/// The whole briefing of a query string.
///
/// # Errors
/// The first parameter that cannot be understood; a reader limited to forces must name one of them.
pub async fn load(query: &QueryParams, now: DateTime<Utc>) -> Result<Loaded, PageError> {
    let (query, asked_at) = parse(query, now)?;
    let BriefingView { report, items } = read_briefing(query.clone(), asked_at.into()).await?;
    let ChangeReport { changes, of, ends, all_forces } = report;
    let (address, at) = address(&query, asked_at, changes.period, now)?;
    let reading = Reading::new(at.asked(), now, read_service().await?.synthetic);
    let (briefing, charts) = if changes.is_empty() {
        (None, Vec::new())
    } else {
        // As every other page shows it: the view of today is the present.
        let present = AskedPoint::new(at.asked().at(london_day(now)), now);
        (Some(Briefing::new(&changes, &items, &of, &address, reading)), charts(&address, present).await?)
    };
    let months = months(changes.period);
    Ok(Loaded { briefing, charts, months, address, reading, at, of, ends, all_forces, changes })
}

/// The months of the briefing's own days, and before them as many as make up a year.
fn months(period: Between) -> PeriodQuery {
    let last = Month::of(period.to);
    let first = Month::of(period.from).min(last.minus(FEWEST_MONTHS - 1));
    PeriodQuery { from: Some(first), to: Some(last) }
}

/// The charts of how things stand on the last day, those that have anything to show.
async fn charts(address: &Address, at: AskedPoint) -> Result<Vec<Box<dyn Charted>>, PageError> {
    let query = ChartQuery {
        selection: address.asked.selection.clone(),
        period: months(address.period),
        by: None,
        schemes: Schemes::Apart,
        at,
    };
    let mut charts = Vec::with_capacity(CHARTS.len());
    for measure in CHARTS {
        charts.push(read_figure(measure, &query).await?);
    }
    charts.retain(|chart| chart.is_drawn());
    Ok(charts)
}

impl Briefing {
    /// What happened, set out. `shown` says more of the items that its lists name.
    #[must_use]
    pub fn new(changes: &Changes, shown: &ItemSummaries, of: &str, address: &Address, reading: Reading) -> Self {
        let asked = address.record_types();
        Self {
            of: of.to_owned(),
            period: words::period(changes.period),
            mark: words::mark(address),
            headline: words::headline(changes, of, &asked),
            notes: words::notes(changes, address, &asked),
            parts: asked.iter().map(|record_type| Part::new(*record_type, changes, shown, address)).collect(),
            annex: asked.iter().map(|record_type| annex::table(*record_type, changes, address)).collect(),
            source: reading.source(),
        }
    }

    /// What it is called, with its scope and period.
    #[must_use]
    pub fn title(&self) -> String {
        format!("Change briefing: {}, {}", self.of, self.period)
    }
}

/// A day in words.
fn day(day: NaiveDate) -> String {
    in_words(day)
}

/// Whether the reader asked for a round to begin with.
pub(crate) const fn begins_with_a_round(asked: &ChangeRequest) -> bool {
    matches!(asked.start, Start::Round(_))
}

/// Whether the reader asked for a round to end with.
pub(crate) const fn ends_with_a_round(asked: &ChangeRequest) -> bool {
    matches!(asked.end, Finish::Round(_))
}

/// What a record type's part is headed.
pub(crate) const fn part_id(record_type: RecordType) -> &'static str {
    match record_type {
        RecordType::Recommendation => "recommendations",
        RecordType::AreaOfConcern => "areas-of-concern",
    }
}
