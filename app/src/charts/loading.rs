//! Which figure a request asks for, and reading it from the record.

use chrono::{DateTime, Utc};
use followup::{
    progress::{measure::Measure, selection::Selection},
    store::{
        Database, findings_across_rounds,
        selection::{self, AskedPeriod},
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
    pub period: AskedPeriod,
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
        let selection = selection::parse(query.iter())?;
        let period = AskedPeriod::parse(query.iter(), at.point().today)?;
        Ok(Self { selection, period, at })
    }

    /// The parameters that ask for it again, the point of the record last.
    #[must_use]
    pub fn parameters(&self) -> Vec<(String, String)> {
        let named = self.selection.parameters().into_iter().chain(self.period.parameters());
        named.map(|(name, value)| (name.to_owned(), value)).chain(self.at.parameters()).collect()
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
    };
    figure.ok_or_else(|| {
        let given = asked.selection.force.as_ref().map(ToString::to_string).unwrap_or_default();
        PageError::bad_parameter("force", given, "the address of a force, for example kent")
    })
}

fn boxed<F: Charted + 'static>(figure: Option<F>) -> Option<Box<dyn Charted>> {
    figure.map(|figure| Box::new(figure) as Box<dyn Charted>)
}
