//! The rows that the events of a force make: its names, its stages of monitoring, its duties.

use super::{DutyRow, ForceRow, MonitoringRow, Row};
use crate::{
    event::Told,
    fact::Fact,
    force_standing::{duties, stages},
    store::{events::Stream, read_model::daterange},
};

/// What it is called.
pub(super) fn force_row(stream: &Stream, told: &Told<'_>) -> Option<Row> {
    let Fact::ForceNamed(named) = told.fact else { return None };
    Some(Row::Force(ForceRow {
        slug: stream.id.clone(),
        code: named.code.clone(),
        name: named.name.clone(),
        short_name: named.short_name.clone(),
        nation: named.nation,
        region: named.region,
    }))
}

/// Each stage over its days.
pub(super) fn monitoring_rows(force: &str, told: &[Told<'_>]) -> Vec<Row> {
    stages(told)
        .into_iter()
        .map(|(span, of)| {
            let valid = daterange(span.from, span.until);
            Row::Monitoring(MonitoringRow { force_slug: force.to_owned(), valid, stage: of.stage, since: of.since })
        })
        .collect()
}

/// Each duty as it stood, one after the other.
pub(super) fn duty_rows(force: &str, told: &[Told<'_>]) -> Vec<Row> {
    let mut rows = Vec::new();
    for ((duty, round_slug), slices) in duties(told) {
        for (span, of) in slices {
            rows.push(Row::Duty(DutyRow {
                force_slug: force.to_owned(),
                duty,
                round_slug: round_slug.clone(),
                valid: daterange(span.from, span.until),
                due_on: of.due_on,
                first_due_on: of.first_due_on,
                published: of.published,
                texts: of.texts,
                met_on: of.met_on,
            }));
        }
    }
    rows
}
