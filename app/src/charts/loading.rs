//! Which figure a request asks for, and reading it from the record.

use chrono::{DateTime, Utc};
use followup::{
    crosswalk::Schemes,
    progress::{
        forces_at_a_glance::By,
        measure::Measure,
        month::{Month, Period},
        queries::{GlanceQuery, PeriodQuery, RecurrenceQuery},
        selection::Selection,
        status_over_time::StatusOverTime,
    },
    query::Query as _,
    store::{
        Database, assurance_gap, case_audits, deadlines, findings_across_rounds, forces_at_a_glance, grades, pace,
        status_over_time, what_recurs,
    },
};

use super::Charted;
use crate::{error::PageError, point::AskedPoint, request::QueryParams};

/// What a reader asked of a chart: of whom, of what time, at which point of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Of whom and what.
    pub selection: Selection,
    /// Of what months; only series in time have any.
    pub period: PeriodQuery,
    /// By what the forces are shown at a glance, where the reader said; no other measure has any use for it.
    pub by: Option<By>,
    /// How the topic schemes are shown; only what recurs has any use for it.
    pub schemes: Schemes,
    /// At which point of the record.
    pub at: AskedPoint,
}

impl Asked {
    /// Reads a query string, the same of a page of progress and of a chart's file.
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

    /// The months of a series whose first item came to be in month `first`; this month alone where there is none.
    fn period_from(&self, first: Option<Month>) -> Result<Period, PageError> {
        let today = self.at.point().today;
        Ok(self.period.period(first.unwrap_or_else(|| Month::of(today)), today)?)
    }

    /// The parameters that ask for it again, the point of the record last.
    #[must_use]
    pub fn parameters(&self) -> Vec<(String, String)> {
        let named = self.selection.parameters().into_iter().chain(self.period.parameters());
        let named = named.chain(self.how());
        named.map(|(name, value)| (name.to_owned(), value)).chain(self.at.parameters()).collect()
    }

    /// Those of a series as a file, but for the day it stands at and the month it ends with: both are still to be said.
    #[must_use]
    pub fn without_day(&self) -> Vec<(String, String)> {
        self.parameters().into_iter().filter(|(name, _)| !["as_at", "to"].contains(&name.as_str())).collect()
    }

    /// The parameters that ask a measure to be shown in another way than it is by itself.
    pub fn how(&self) -> impl Iterator<Item = (&'static str, String)> + use<> {
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

/// The figure of a measure.
///
/// # Errors
/// A force that is nowhere in the record, by the parameter's name, and failures of the store.
pub async fn figure(database: &Database, measure: Measure, asked: &Asked) -> Result<Box<dyn Charted>, PageError> {
    let point = asked.at.point();
    let figure: Option<Box<dyn Charted>> = match measure {
        Measure::FindingsAcrossRounds => {
            boxed(findings_across_rounds::figure(database, &asked.selection, point).await?)
        }
        Measure::StatusOverTime => {
            let since = asked.period.from.map(Month::first);
            let changes = status_over_time::changes_since(database, &asked.selection, since, point).await?;
            match changes {
                None => None,
                Some(changes) => {
                    let last = asked.period.to.unwrap_or_else(|| Month::of(point.today));
                    let beginning = changes.beginning(last).filter(|_| asked.period.from.is_none());
                    let (first, begins) = beginning.unzip();
                    let period = asked.period_from(first)?;
                    let begins = begins.unwrap_or_default();
                    boxed(Some(StatusOverTime { begins, ..changes.over(period, point.today) }))
                }
            }
        }
        Measure::AssuranceGap => match assurance_gap::spells(database, &asked.selection, point).await? {
            None => None,
            Some(spells) => {
                let period = asked.period_from(spells.first_month())?;
                boxed(Some(spells.over(period, point.today)))
            }
        },
        Measure::Deadlines => boxed(deadlines::figure(database, &asked.selection, point).await?),
        Measure::Pace => boxed(pace::figure(database, &asked.selection, point).await?),
        Measure::CaseAudits => boxed(case_audits::figure(database, &asked.selection, point).await?),
        Measure::WhatRecurs => boxed(what_recurs::figure(database, &asked.selection, asked.schemes, point).await?),
        Measure::Grades => boxed(grades::figure(database, &asked.selection, point).await?),
        Measure::ForcesAtAGlance => {
            let by = asked.by.unwrap_or(By::Open);
            boxed(forces_at_a_glance::figure(database, &asked.selection, by, point).await?)
        }
    };
    figure.ok_or_else(|| {
        let given = asked.selection.force.as_ref().map(ToString::to_string).unwrap_or_default();
        PageError::bad_parameter("force", given, "the address of a force, for example kent")
    })
}

fn boxed<F: Charted + 'static>(figure: Option<F>) -> Option<Box<dyn Charted>> {
    figure.map(|figure| Box::new(figure) as Box<dyn Charted>)
}
