//! What each later round of the force said of a recommendation, silence included.

use followup::view::{
    recommendation::Visit,
    register::{FoundFilter, RegisterRow},
};
use leptos::prelude::*;

use super::{fact_in_words::in_words, facts::source};
use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow},
    point::AskedPoint,
};

const SAID: &str = "What the round said";

/// One row for each later round, in the order of the chain.
#[component]
pub(super) fn Findings(row: RegisterRow, visits: Vec<Visit>, at: AskedPoint) -> impl IntoView {
    let force = row.force;
    let content = if visits.is_empty() {
        let words = format!(
            "{}: no round of {} that followed is in this view.",
            FoundFilter::NoLaterRound.label(),
            row.force_name
        );
        view! { <p class="govuk-body">{words}</p> }.into_any()
    } else {
        // Our sources seldom add anything to the word itself; an empty column would look like a fault.
        let any_said = visits.iter().any(|visit| visit.summary.is_some());
        let head = ["Round", "Finding"]
            .into_iter()
            .chain(any_said.then_some(SAID))
            .chain(["Source"])
            .map(Column::new)
            .collect();
        let visits = visits
            .into_iter()
            .map(|visit| {
                let href = at.href(&format!("/forces/{force}/rounds/{}", visit.round.slug));
                view! { <VisitRow visit href any_said/> }
            })
            .collect_view();
        view! {
            <DataTable caption="What later rounds found" caption_size=CaptionSize::Hidden head stacked=true>{visits}</DataTable>
        }
        .into_any()
    };
    view! {
        <h2 class="govuk-heading-m">"What later rounds found"</h2>
        {content}
        <p class="govuk-body app-secondary">"A finding does not close a recommendation. Two people must agree to close it."</p>
    }
}

#[component]
fn VisitRow(visit: Visit, href: String, any_said: bool) -> impl IntoView {
    let finding = visit.finding.map_or(FoundFilter::Silent.label(), |finding| finding.label());
    let silent = visit.finding.is_none().then_some("app-secondary");
    let said = visit.summary.map(|summary| in_words(summary.body));
    let said = any_said.then(|| view! { <TableCell label=SAID>{said}</TableCell> });
    view! {
        <TableRow>
            <RowHeader><a class="govuk-link" href=href>{visit.round.title}</a></RowHeader>
            <TableCell label="Finding"><span class=silent>{finding}</span></TableCell>
            {said}
            <TableCell label="Source">{visit.source_url.map(source)}</TableCell>
        </TableRow>
    }
}
