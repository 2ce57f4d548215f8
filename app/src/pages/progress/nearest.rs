//! Where there is nothing to chart: the nearest wider choice that has something.

use followup::progress::{
    queries::PeriodQuery,
    selection::{RecordTypes, Selection},
};

use super::address::Address;
use crate::{
    chart_query::{ChartQuery, read_figure},
    components::Link,
    error::PageError,
    request::{self, QueryParams},
};

/// The first wider choice with data, as a link that says what it is.
pub(super) async fn with_data(address: &Address, asked: &ChartQuery) -> Result<Option<Link>, PageError> {
    let limited = request::scope().only().is_some();
    // Whoever is limited to forces may have no figure of several.
    let wider = wider(asked).into_iter().filter(|(wider, _)| !limited || wider.selection.force.is_some());
    for (wider, words) in wider {
        let figure = read_figure(address.measure, &wider).await?;
        if !figure.is_empty() {
            let measure = QueryParams::default().and("measure", address.measure.slug());
            let query = wider.parameters().into_iter().fold(measure, |query, (name, value)| query.and(&name, value));
            return Ok(Some(Link::new(format!("There is data of {words}: show it"), query.href(super::PATH))));
        }
    }
    Ok(None)
}

/// Wider choices, the nearest first.
fn wider(asked: &ChartQuery) -> Vec<(ChartQuery, String)> {
    let of = |selection: Selection, period| ChartQuery { selection, period, ..asked.clone() };
    let picked = &asked.selection;
    let mut wider = Vec::new();
    if asked.period != PeriodQuery::default() {
        wider.push((of(picked.clone(), PeriodQuery::default()), "all months".to_owned()));
    }
    let other = match picked.counted() {
        RecordTypes::Recommendations => Some(RecordTypes::AreasOfConcern),
        RecordTypes::AreasOfConcern => Some(RecordTypes::Recommendations),
        RecordTypes::Together => None,
    };
    if let Some(other) = other {
        let selection = Selection { record_types: Some(other), ..picked.clone() };
        wider.push((of(selection, PeriodQuery::default()), other.counted(2).to_owned()));
    }
    if picked.round_kind.is_some() || picked.topic.is_some() {
        let selection = Selection { round_kind: None, topic: None, ..picked.clone() };
        wider.push((of(selection, PeriodQuery::default()), "all topics and rounds".to_owned()));
    }
    if picked.force.is_some() || picked.region.is_some() || picked.nation.is_some() {
        let everywhere = Selection { force: None, region: None, nation: None, ..picked.clone() };
        wider.push((of(everywhere, PeriodQuery::default()), "England and Wales".to_owned()));
    }
    let everything = Selection::default();
    if *picked != everything {
        wider.push((of(everything, PeriodQuery::default()), "England and Wales, all topics and rounds".to_owned()));
    }
    wider
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_choice_comes_first_and_the_widest_last() {
        let asked = |query: &str| {
            ChartQuery::parse(&QueryParams::parse(query), "2026-11-25T12:00:00Z".parse().unwrap()).unwrap()
        };
        let words: Vec<_> = wider(&asked("force=kent&topic=2024-leadership&from=2020-01"))
            .into_iter()
            .map(|(_, words)| words)
            .collect();
        assert_eq!(
            words,
            [
                "all months",
                "areas of concern",
                "all topics and rounds",
                "England and Wales",
                "England and Wales, all topics and rounds"
            ]
        );
        assert_eq!(wider(&asked("record_type=together")).len(), 1);
    }
}
