//! Counts of recommendations and of areas of concern in a sentence, each a link to its rows; the two are never summed.

use followup::finding::{FindingGroup, RecordType};
use leptos::prelude::*;

use crate::{components::grouped, point::AskedPoint};

/// `7 recommendations and 2 areas of concern`, leaving out what there is none of.
pub fn counted(counts: &[u64; RecordType::ALL.len()], href: impl Fn(RecordType) -> String) -> AnyView {
    let links: Vec<_> = RecordType::ALL
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .map(|(record_type, count)| {
            let words = format!("{} {}", grouped(*count), record_type.counted(*count));
            view! { <a class="govuk-link" href=href(*record_type)>{words}</a> }.into_any()
        })
        .collect();
    if links.is_empty() {
        return "no recommendation and no area of concern".into_any();
    }
    let mut parts = Vec::with_capacity(links.len() * 2);
    for link in links {
        if !parts.is_empty() {
            parts.push(" and ".into_any());
        }
        parts.push(link);
    }
    parts.into_any()
}

/// The rows of one record type of a force, narrowed by more parameters.
pub fn items_href(force: &str, record_type: RecordType, narrowed: &[(&str, &str)], at: AskedPoint) -> String {
    let mut parameters = vec![("force", force), ("record_type", record_type.slug())];
    parameters.extend(narrowed);
    at.href_with("/recommendations", &parameters)
}

/// The parameters that pick the items of which a round made any finding.
pub fn found_in(round: &str) -> Vec<(&'static str, &str)> {
    let groups = FindingGroup::ALL.iter().map(|group| ("finding_group", group.slug()));
    std::iter::once(("found_in", round)).chain(groups).collect()
}
