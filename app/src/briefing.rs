//! The briefing as one value: page, paper and workbook are made of it alone, so that none can say another number.
//!
//! It is two pages, always: what to say, what moved and where to look first; then what comes back, what is late or claimed, case files and
//! what is not known. The annex comes only where it is asked for.

use chrono::{DateTime, NaiveDate, Utc};
use followup::{
    as_at::AsAt,
    clock::london_day,
    partial_date::in_words,
    progress::{
        change::{Between, ChangeQuery, ChangeRequest, Changes, Finish, Force, Start},
        last_said::LastSaid,
    },
    query::Query as _,
    view::{
        change::{BriefingView, ChangeReport, Ends},
        force::ForceView,
    },
};

use crate::{
    api::{about::read_service, changes::read_briefing, forces::read_force},
    charts::{Charted, Reading, Report, last_said},
    error::PageError,
    main_points::Scope,
    point::AskedPoint,
    request::QueryParams,
};

mod address;
mod annex;
pub mod book;
mod case_files;
mod comes_back;
mod first;
mod known;
mod late;
mod moved;
pub mod paper;
#[cfg(test)]
mod samples;
mod say;
mod table;
#[cfg(test)]
mod tests;
mod words;

pub use address::{ANNEX, Address, LIST_PATH, PATH, PDF_PATH};
pub use annex::{Annex, List};
pub use late::claims_table;
pub use table::{Bar, Cell, Heading, Row, Section, Table, Whole};
pub use words::{LISTED, freshness, happened, heading, mark};

/// Of fewer forces a map shows little that the list beside it does not.
const LEAST_ON_MAP: usize = 16;

/// All that a briefing says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Briefing {
    /// Of whom: `Kent Police`.
    pub of: String,
    /// From when to when.
    pub period: String,
    /// By what is known, and that it is the past where it is.
    pub mark: String,
    /// What narrows what moved and nothing else, where something does.
    pub narrowed: Option<String>,
    /// The first page: what to say, what moved, where to look first.
    pub first_page: Vec<Section>,
    /// The second: what comes back, what is late, what is claimed, case files, what is not known.
    pub second_page: Vec<Section>,
    /// The annex.
    pub annex: Annex,
    /// Where the figures are from.
    pub source: &'static str,
}

/// A briefing with what surrounds it.
pub struct Loaded {
    /// What it says; `None` where there is nothing to tell of.
    pub briefing: Option<Briefing>,
    /// What was last said of each force, where it tells of many.
    pub map: Option<Report>,
    /// Where it and its rows are to be had.
    pub address: Address,
    /// When its figures are read, for their marks.
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

impl Loaded {
    /// The map as a chart.
    #[must_use]
    pub fn chart(&self) -> Option<&dyn Charted> {
        self.map.as_ref().map(|map| map as &dyn Charted)
    }
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
    let with_annex = with_annex(query)?;
    let (query, asked_at) = parse(query, now)?;
    let view = read_briefing(query.clone(), asked_at.into()).await?;
    let (address, at) = address(&query, asked_at, view.report.changes.period, now)?;
    let address = address.with_annex(with_annex);
    let reading = Reading::new(at.asked(), now, read_service().await?.synthetic);
    // As every other page shows it: the view of today is the present.
    let present = AskedPoint::new(at.asked().at(london_day(now)), now);
    let (briefing, map) = if view.report.changes.is_empty() {
        (None, None)
    } else {
        let force = match &address.asked.selection.force {
            Some(force) => Some(read_force(force.as_str().to_owned(), present.into()).await?),
            None => None,
        };
        (Some(Briefing::new(&view, force.as_ref(), &address, present, reading)), map(&view, &address))
    };
    let BriefingView { report: ChangeReport { changes, of, ends, all_forces }, .. } = view;
    Ok(Loaded { briefing, map, address, reading, at, of, ends, all_forces, changes })
}

/// Whether a query string asks for the annex.
fn with_annex(query: &QueryParams) -> Result<bool, PageError> {
    let (name, yes) = ANNEX;
    match query.get(name).filter(|value| !value.is_empty()) {
        None => Ok(false),
        Some(value) if value == yes => Ok(true),
        Some(value) => Err(PageError::bad_parameter(name, value.to_owned(), yes.to_owned())),
    }
}

/// What was last said of each force.
fn map(view: &BriefingView, address: &Address) -> Option<Report> {
    let place = address.asked.selection.place();
    let forces = &view.situation.national.forces;
    let figure = || LastSaid::new(place.name(None), place, forces.clone());
    (forces.len() >= LEAST_ON_MAP).then(|| last_said::report(&figure()))
}

impl Briefing {
    /// What there is to say, set out. `force` is the one force that it is of; `at` is how things stand on the last day.
    #[must_use]
    pub fn new(
        view: &BriefingView,
        force: Option<&ForceView>,
        address: &Address,
        at: AskedPoint,
        reading: Reading,
    ) -> Self {
        let BriefingView { report, items, situation } = view;
        let (changes, national) = (&report.changes, &situation.national);
        let scope = Scope::picked(at, &address.asked.selection);
        let first = match force {
            Some(force) => first::of_items(force, &scope),
            None => first::of_forces(&national.forces, &scope),
        };
        let first_page = [
            Some(say::section(situation, force, &scope)),
            Some(moved::section(changes, situation, address, &scope)),
            first,
        ];
        let (comes_back, case_files, known) = match force {
            Some(_) => (
                comes_back::of_force(&national.topics),
                case_files::of_force(&national.audits),
                known::of_force(&national.ladder),
            ),
            None => (
                comes_back::of_forces(&national.topics, &scope),
                case_files::of_forces(national.case_files, &national.audits, &scope),
                known::of_forces(&national.ladder, &scope),
            ),
        };
        Self {
            of: report.of.clone(),
            period: words::period(changes.period),
            mark: words::mark(address),
            narrowed: narrowed(address),
            first_page: first_page.into_iter().flatten().collect(),
            second_page: vec![
                comes_back,
                late::late(situation, &scope),
                late::claimed(situation, &scope),
                case_files,
                known,
            ],
            annex: Annex::new(changes, items, address),
            source: reading.source(),
        }
    }

    /// What it is called, with its scope and period.
    #[must_use]
    pub fn title(&self) -> String {
        format!("Briefing: {}, {}", self.of, self.period)
    }

    /// Its sections in their order.
    pub fn sections(&self) -> impl Iterator<Item = &Section> {
        self.first_page.iter().chain(&self.second_page)
    }
}

/// A topic, a kind of round and a record type narrow only what moved. The other sections cover everything, because readers would
/// take a part for the whole.
fn narrowed(address: &Address) -> Option<String> {
    let selection = &address.asked.selection;
    let is_narrowed = selection.topic.is_some() || selection.round_kind.is_some() || selection.record_types.is_some();
    is_narrowed
        .then(|| "Your choice narrows only what moved. Everything else covers all topics, rounds and items.".to_owned())
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
