//! A round's findings on the items that earlier rounds had raised, silence included.

use followup::{
    finding::FindingSource,
    view::{register::FoundFilter, round::EarlierItem},
};
use leptos::prelude::*;

use super::raised::{asked, named, of_each_type};
use crate::{
    components::{CaptionSize, Column, DataTable, TableCell, TableRow},
    pages::{
        force::{counted, found_in, items_href},
        recommendation::whose_finding,
    },
    point::AskedPoint,
};

const HEADING: &str = "Findings on earlier items";
const SAID: &str = "What the round said";

/// How many there were, of how many we have a finding, and a row for each.
#[component]
pub(super) fn Earlier(
    earlier: Vec<EarlierItem>,
    force: String,
    round: String,
    first: bool,
    at: AskedPoint,
) -> impl IntoView {
    let content = if earlier.is_empty() {
        let words = if first {
            "This is the first round of this force that we know of, so there are no earlier items."
        } else {
            "We know of no items from earlier rounds."
        };
        view! { <p class="govuk-body">{words}</p> }.into_any()
    } else {
        let raised = of_each_type(earlier.iter().map(|item| item.record_type));
        let found = of_each_type(earlier.iter().filter(|item| item.finding.is_some()).map(|item| item.record_type));
        let raised = counted(&raised, |record_type| items_href(&force, record_type, &[("found_in", &round)], at));
        let found = if found.iter().all(|count| *count == 0) {
            "We know of no finding of this round on any of them.".into_any()
        } else {
            let found = counted(&found, |record_type| items_href(&force, record_type, &found_in(&round), at));
            view! { "We know this round’s findings on "{found}"." }.into_any()
        };
        // Our sources seldom add anything to the word itself; an empty column would look like a fault.
        let any_said = earlier.iter().any(|item| item.summary.words().is_some());
        let head = ["Reference", "Topic and wording", "Finding"]
            .into_iter()
            .chain(any_said.then_some(SAID))
            .map(Column::new)
            .collect();
        let rows = earlier.into_iter().map(|item| view! { <ItemRow item any_said at/> }).collect_view();
        view! {
            <p class="govuk-body">"Earlier rounds had raised "{raised}". "{found}</p>
            <DataTable caption=HEADING caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
            <p class="govuk-body app-secondary">"“Improved” does not mean closed."</p>
        }
        .into_any()
    };
    view! { <h2 class="govuk-heading-m">{HEADING}</h2> {content} }
}

#[component]
fn ItemRow(item: EarlierItem, any_said: bool, at: AskedPoint) -> impl IntoView {
    let name = named(&item.reference, item.record_type, item.known_from, at);
    let asked = asked(item.topic, item.wording.words());
    let finding = item.finding.map_or(FoundFilter::Silent.label(), |finding| finding.label());
    let silent = item.finding.is_none().then_some("app-secondary");
    // The report itself is linked above the table; what is not its word says so.
    let ours = item.source.filter(|source| matches!(source, FindingSource::Inspectorate(_))).map(whose_finding);
    let said = item.summary.words().map(str::to_owned);
    let said = any_said.then(|| view! { <TableCell label=SAID>{said}</TableCell> });
    view! {
        <TableRow>
            {name}
            <TableCell label="Topic and wording">{asked}</TableCell>
            <TableCell label="Finding"><span class=silent>{finding}</span>{ours}</TableCell>
            {said}
        </TableRow>
    }
}
