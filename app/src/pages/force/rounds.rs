//! The chain of a force's rounds: when each was, what it raised, and its findings on earlier items.

use followup::{
    finding::RecordType,
    partial_date::PartialDate,
    view::{force::ChainRound, published::DatedRound},
};
use leptos::prelude::*;

use super::counts::{counted, found_in, items_href};
use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow},
    point::AskedPoint,
};

const NOT_KNOWN: &str = "Date not known";
const ON_EARLIER_ITEMS: &str = "Findings on earlier items";

/// One row for each round, first to last.
#[component]
pub(super) fn Rounds(rounds: Vec<ChainRound>, force: String, at: AskedPoint) -> impl IntoView {
    let head = ["Round", "Fieldwork", "Published", "Raised", ON_EARLIER_ITEMS].map(Column::new).into();
    let rows = rounds
        .into_iter()
        .enumerate()
        .map(|(place, round)| view! { <RoundRow round force=force.clone() first={place == 0} at/> })
        .collect_view();
    view! {
        <h2 class="govuk-heading-m" id="rounds">"Rounds"</h2>
        <DataTable caption="Rounds, first to last" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
    }
}

#[component]
fn RoundRow(round: ChainRound, force: String, first: bool, at: AskedPoint) -> impl IntoView {
    let ChainRound { name, raised, found } = round;
    let href = at.href(&format!("/forces/{force}/rounds/{}", name.slug));
    let said = found_in(&name.slug);
    let items = |counts: &[u64; RecordType::ALL.len()], narrowed: &[(&str, &str)], none: &'static str| {
        if counts.iter().all(|count| *count == 0) {
            return view! { <span class="app-secondary">{none}</span> }.into_any();
        }
        counted(counts, |record_type| items_href(&force, record_type, narrowed, at))
    };
    let raised = items(&raised, &[("raised_in", name.slug.as_str())], "Nothing in our sources");
    let found = items(&found, &said, if first { "No earlier round" } else { "No finding in our sources" });
    let (title, fieldwork, published) = (name.title(), date(name.fieldwork), date(name.published));
    view! {
        <TableRow>
            <RowHeader><a class="govuk-link" href=href>{title}</a></RowHeader>
            <TableCell label="Fieldwork">{fieldwork}</TableCell>
            <TableCell label="Published">{published}</TableCell>
            <TableCell label="Raised">{raised}</TableCell>
            <TableCell label=ON_EARLIER_ITEMS>{found}</TableCell>
        </TableRow>
    }
}

fn date(date: Option<PartialDate>) -> AnyView {
    match date {
        Some(date) => date.to_string().into_any(),
        None => view! { <span class="app-secondary">{NOT_KNOWN}</span> }.into_any(),
    }
}

/// What a dated view leaves out, since nobody can say whether it was there by then. Leads to the present view.
#[component]
pub(super) fn Undated(undated: Vec<DatedRound>, force: String) -> impl IntoView {
    let rounds: Vec<_> = undated
        .into_iter()
        .map(|round| {
            let href = format!("/forces/{force}/rounds/{}", round.slug);
            view! { <li><a class="govuk-link" href=href>{format!("{}, in the present view", round.title())}</a></li> }
        })
        .collect();
    (!rounds.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">{NOT_KNOWN}</h2>
            <p class="govuk-body">
                "No source dates these rounds, so this view leaves out them and what they raised and found:"
            </p>
            <ul class="govuk-list govuk-list--bullet">{rounds.collect_view()}</ul>
        }
    })
}
