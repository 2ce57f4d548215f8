//! What a reader asks of a chart, and the figure that answers it.

use chrono::{DateTime, Utc};
use followup::{
    crosswalk::Schemes,
    progress::{
        forces_at_a_glance::By,
        measure::Measure,
        queries::{GlanceQuery, PeriodQuery, RecurrenceQuery, SelectionQuery, SeriesQuery},
        selection::Selection,
    },
    query::Query as _,
};

use crate::{
    api::progress::{
        read_assurance_gap, read_beside_others, read_case_audits, read_comes_back, read_deadlines,
        read_findings_across_rounds, read_forces_at_a_glance, read_grades, read_last_said, read_pace, read_standing,
        read_status_over_time, read_visits, read_what_is_known, read_what_recurs,
    },
    charts::{
        Charted, beside_others, case_audits, comes_back, deadlines, findings_across_rounds, forces_at_a_glance, grades,
        last_said, pace, standing, visits, what_is_known, what_recurs,
    },
    error::PageError,
    point::AskedPoint,
    request::QueryParams,
};

/// Of whom, of what time, shown in which way, at which point of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartQuery {
    /// Of whom and what.
    pub selection: Selection,
    /// Over which months; only series have any.
    pub period: PeriodQuery,
    /// By which figure forces are shown at a glance; no other measure uses it.
    pub by: Option<By>,
    /// How the topic schemes are shown; only what recurs uses it.
    pub schemes: Schemes,
    /// At which point of the record.
    pub at: AskedPoint,
}

impl ChartQuery {
    /// Reads a query string: the same for a page of progress and for a chart's file.
    ///
    /// # Errors
    /// The first parameter that cannot be understood.
    pub fn parse(query: &QueryParams, now: DateTime<Utc>) -> Result<Self, PageError> {
        let at = AskedPoint::parse(query, now)?;
        let GlanceQuery { selection, by } = GlanceQuery::parse(query.iter())?;
        let period = PeriodQuery::parse(query.iter())?.until(at.point().today)?;
        let RecurrenceQuery { schemes, .. } = RecurrenceQuery::parse(query.iter())?;
        Ok(Self { selection, period, by, schemes, at })
    }

    /// The parameters that ask for it again, the point of the record last.
    #[must_use]
    pub fn parameters(&self) -> Vec<(String, String)> {
        let named = self.selection.parameters().into_iter().chain(self.period.parameters());
        let named = named.chain(self.display_parameters());
        named.map(|(name, value)| (name.to_owned(), value)).chain(self.at.parameters()).collect()
    }

    /// Those of a series as a file, without its day and its last month, which the reader chooses later.
    #[must_use]
    pub fn without_day(&self) -> Vec<(String, String)> {
        self.parameters().into_iter().filter(|(name, _)| !["as_at", "to"].contains(&name.as_str())).collect()
    }

    /// The parameters that show a measure in another way than by default.
    pub fn display_parameters(&self) -> impl Iterator<Item = (&'static str, String)> + use<> {
        let by = self.by.map(|by| ("by", by.slug().to_owned()));
        let joined = (self.schemes != Schemes::Apart).then(|| ("schemes", self.schemes.slug().to_owned()));
        by.into_iter().chain(joined)
    }

    /// The address of a path with these parameters.
    #[must_use]
    pub fn href(&self, path: &str) -> String {
        self.parameters()
            .into_iter()
            .fold(QueryParams::default(), |query, (name, value)| query.and(&name, value))
            .href(path)
    }
}

/// The figure of a measure, read by its server function.
///
/// # Errors
/// Those of the function.
pub async fn read_figure(measure: Measure, query: &ChartQuery) -> Result<Box<dyn Charted>, PageError> {
    let ChartQuery { selection, period, by, schemes, at } = query.clone();
    let of_selection = || SelectionQuery(selection.clone());
    let series = || SeriesQuery { selection: selection.clone(), period };
    Ok(match measure {
        Measure::FindingsAcrossRounds => {
            Box::new(findings_across_rounds::report(&read_findings_across_rounds(of_selection(), at.into()).await?))
        }
        Measure::StatusOverTime => Box::new(read_status_over_time(series(), at.into()).await?),
        Measure::AssuranceGap => Box::new(read_assurance_gap(series(), at.into()).await?),
        Measure::Deadlines => Box::new(deadlines::report(&read_deadlines(of_selection(), at.into()).await?)),
        Measure::Pace => Box::new(pace::report(&read_pace(of_selection(), at.into()).await?)),
        Measure::CaseAudits => Box::new(case_audits::report(&read_case_audits(of_selection(), at.into()).await?)),
        Measure::WhatRecurs => {
            let query = RecurrenceQuery { selection, schemes };
            Box::new(what_recurs::report(&read_what_recurs(query, at.into()).await?))
        }
        Measure::Grades => Box::new(grades::report(&read_grades(of_selection(), at.into()).await?)),
        Measure::ForcesAtAGlance => {
            let query = GlanceQuery { selection, by };
            Box::new(forces_at_a_glance::report(&read_forces_at_a_glance(query, at.into()).await?))
        }
        Measure::LastSaid => Box::new(last_said::report(&read_last_said(of_selection(), at.into()).await?)),
        Measure::ComesBack => Box::new(comes_back::report(&read_comes_back(of_selection(), at.into()).await?)),
        Measure::BesideOthers => Box::new(beside_others::report(&read_beside_others(of_selection(), at.into()).await?)),
        Measure::Visits => Box::new(visits::report(&read_visits(of_selection(), at.into()).await?)),
        Measure::Standing => Box::new(standing::report(&read_standing(of_selection(), at.into()).await?)),
        Measure::WhatIsKnown => Box::new(what_is_known::report(&read_what_is_known(of_selection(), at.into()).await?)),
    })
}
