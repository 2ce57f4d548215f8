//! The change briefing as one value: page and paper are made of it alone, so that neither can say another number.

use chrono::{DateTime, NaiveDate, Utc};
use followup::{
    as_at::AsAt,
    crosswalk::Schemes,
    finding::RecordType,
    partial_date::in_words,
    progress::{
        change::{Between, Changes, Force},
        measure::Measure,
        month::Month,
        queries::PeriodQuery,
    },
    scope::Scope,
    store::{
        Database,
        change::{self, Asked, ChangeError, End, Ends, Start, Told},
    },
};

use crate::{
    charts::{Charted, Reading, loading},
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

/// Reads what a query string asks for and all that happened.
///
/// # Errors
/// The first parameter that cannot be understood; a reader limited to forces must name one of them.
pub async fn told(
    database: &Database,
    query: &QueryParams,
    scope: &Scope,
    now: DateTime<Utc>,
) -> Result<(Told, Address, AskedPoint), PageError> {
    let asked_at = AskedPoint::parse(query, now)?;
    let pairs: Vec<(&str, &str)> = query.iter().collect();
    let asked = Asked::parse(pairs.iter().copied(), asked_at.point())?;
    if scope.only().is_some() && !asked.selection.force.as_ref().is_some_and(|force| scope.covers(force)) {
        let reason = "Your account is limited to some forces: a briefing must name one of them".to_owned();
        return Err(PageError::BeyondLimit { reason });
    }
    let told = change::between(database, &asked).await?;
    let period = told.changes.period;
    let known_at = asked_at.asked().known_at;
    let at = AskedPoint::new(AsAt { as_at: Some(period.to), known_at }, now);
    Ok((told, Address::new(asked, period, known_at), at))
}

/// The whole briefing.
///
/// # Errors
/// As [`told`].
pub async fn load(
    database: &Database,
    query: &QueryParams,
    scope: &Scope,
    now: DateTime<Utc>,
) -> Result<Loaded, PageError> {
    let (Told { changes, of, ends, all_forces }, address, at) = told(database, query, scope, now).await?;
    let reading = Reading::new(at.asked(), now, database.holds_synthetic_data().await?);
    let listed: Vec<_> = part::shown(&changes).into_iter().map(|item| &item.reference).collect();
    let (briefing, charts) = if changes.is_empty() {
        (None, Vec::new())
    } else {
        let shown = change::shown(database, &address.asked, changes.period.to, &listed).await?;
        let briefing = Briefing::new(&changes, &shown, &of, &address, reading);
        (Some(briefing), charts(database, &address, at).await?)
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
async fn charts(database: &Database, address: &Address, at: AskedPoint) -> Result<Vec<Box<dyn Charted>>, PageError> {
    let asked = loading::Asked {
        selection: address.asked.selection.clone(),
        period: months(address.period),
        by: None,
        schemes: Schemes::Apart,
        at,
    };
    let mut charts = Vec::with_capacity(CHARTS.len());
    for measure in CHARTS {
        charts.push(loading::figure(database, measure, &asked).await?);
    }
    charts.retain(|chart| chart.is_drawn());
    Ok(charts)
}

impl Briefing {
    /// What happened, set out. `shown` says more of the items that its lists name.
    #[must_use]
    pub fn new(changes: &Changes, shown: &part::ShownItems, of: &str, address: &Address, reading: Reading) -> Self {
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
pub(crate) const fn begins_with_a_round(asked: &Asked) -> bool {
    matches!(asked.start, Start::Round(_))
}

/// Whether the reader asked for a round to end with.
pub(crate) const fn ends_with_a_round(asked: &Asked) -> bool {
    matches!(asked.end, End::Round(_))
}

/// What a record type's part is headed.
pub(crate) const fn part_id(record_type: RecordType) -> &'static str {
    match record_type {
        RecordType::Recommendation => "recommendations",
        RecordType::AreaOfConcern => "areas-of-concern",
    }
}

impl From<ChangeError> for PageError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Refused(refused) => refused.into(),
            ChangeError::Store(error) => error.into(),
        }
    }
}
