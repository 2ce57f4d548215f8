//! What inspectors found last of an item, then what they found before; where nothing is known, one sentence that says so.

use followup::{
    fact::Fact,
    finding::{Finding, FindingGroup, FindingSource},
    force_news::LedgerGroup,
    partial_date,
    view::recommendation::{RecommendationView, Visit},
};
use leptos::prelude::*;

use super::fact_in_words::in_words;
use crate::{
    charts::in_a_sentence,
    components::{FindingMark, SourceLink},
    pages::force::{NOT_LOOKED_AT, NOT_MENTIONED},
    point::AskedPoint,
};

/// The latest finding: that of the last round in the chain that says anything of the item.
pub(super) fn latest(visits: &[Visit]) -> Option<(Finding, &Visit)> {
    visits.iter().rev().find_map(|visit| Some((visit.finding?, visit)))
}

/// What is said where no later round is known to have found anything.
pub(super) const fn silence(visits: &[Visit]) -> &'static str {
    if visits.is_empty() { NOT_LOOKED_AT } else { NOT_MENTIONED }
}

/// The first block of the page.
pub(in crate::pages) fn section(found: &RecommendationView, at: AskedPoint) -> AnyView {
    let visits = found.visits.as_slice();
    let href = |visit: &Visit| at.href(&format!("/forces/{}/rounds/{}", found.row.force, visit.round.slug));
    let latest = latest(visits);
    let group = LedgerGroup::for_latest(latest.map(|(finding, _)| finding));
    let word = latest.map_or(silence(visits), |(finding, _)| finding.label());
    let said = latest
        .map(|(_, visit)| view! { <p class="govuk-body">{report(visit, href(visit))}{replaced(found, visit)}</p> });
    let before: Vec<_> = visits.iter().rev().filter(|visit| visit.finding.is_some()).skip(1).collect();
    let before = (!before.is_empty()).then(|| {
        let lines = before.into_iter().map(|visit| {
            let finding = visit.finding.map(Finding::label);
            view! { <li>"Before that: "<strong>{finding}</strong>". "{report(visit, href(visit))}{replaced(found, visit)}</li> }
        });
        view! { <ul class="govuk-list">{lines.collect_view()}</ul> }
    });
    let silent = silent_reports(visits, latest.is_some(), href);
    let improved = latest.is_some_and(|(finding, _)| finding.group() == FindingGroup::Improved);
    let caveat = (improved && !found.row.status.is_closed())
        .then(|| view! { <p class="govuk-body-s app-secondary">"“Improved” does not mean closed."</p> });
    view! {
        <div class="app-found">
            <h2 class="app-found__word"><FindingMark group/> {word}</h2>
            {said}
            {before}
            {silent}
            {caveat}
        </div>
    }
    .into_any()
}

/// `Post-inspection review, 26 August 2021: Officers still … (source: Kent Online)`. Our sources seldom add anything to the word itself.
fn report(visit: &Visit, href: String) -> AnyView {
    let summary = visit.summary.as_ref().map(|summary| in_words(summary.body.clone()));
    let summary = summary.filter(|words| !words.trim().is_empty()).map(|words| format!(": {words}"));
    let source = visit.source.clone().map(whose);
    view! { <a class="govuk-link" href=href>{visit.round.title.clone()}</a>{summary}{source} }.into_any()
}

/// The later rounds in which nothing is known to have been said of it.
fn silent_reports(visits: &[Visit], has_finding: bool, href: impl Fn(&Visit) -> String) -> Option<AnyView> {
    let silent: Vec<_> = visits.iter().filter(|visit| visit.finding.is_none()).collect();
    let links = silent.iter().enumerate().map(|(place, visit)| {
        let between = (place > 0).then_some("; ");
        view! { {between}<a class="govuk-link" href=href(visit)>{in_a_sentence(&visit.round.title)}</a> }
    });
    let links = links.collect_view();
    let begins = if has_finding { "Not mentioned in what we could read of: " } else { "Those reports: " };
    (!silent.is_empty()).then(|| view! { <p class="govuk-body-s app-secondary">{begins}{links}"."</p> }.into_any())
}

/// Whose word a finding is, in brackets: what inspectors recorded here stands in no report.
pub(in crate::pages) fn whose(source: FindingSource) -> AnyView {
    match source {
        FindingSource::Published(url) if url.is_empty() => ().into_any(),
        FindingSource::Published(source) => view! { " (source: "<SourceLink source/>")" }.into_any(),
        FindingSource::Inspectorate(on) => {
            format!(" (recorded by the inspectorate on {})", partial_date::in_words(on)).into_any()
        }
    }
}

/// What the record has of the same round besides the finding that stands: what it replaced.
fn replaced(found: &RecommendationView, visit: &Visit) -> Option<AnyView> {
    let mut of_round = found.history.iter().filter_map(|entry| match &entry.fact {
        Fact::FindingRecorded { round, finding, .. } if *round == visit.round.slug => Some(*finding),
        _ => None,
    });
    let before = of_round.nth(1)?;
    let words = format!(". It replaces “{before}”, which stays in the history.");
    matches!(visit.source, Some(FindingSource::Inspectorate(_))).then(|| words.into_any())
}
