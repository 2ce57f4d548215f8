//! What each later round of the force said of a recommendation, silence included.

use followup::store::{
    recommendation::Visit,
    register::{FoundFilter, RegisterRow},
};
use leptos::prelude::*;

use super::facts::source;
use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow},
    pages::recommendations::ERASED,
    point::AskedPoint,
};

/// One row for each later round, in the order of the chain.
#[component]
pub(super) fn Findings(row: RegisterRow, visits: Vec<Visit>, at: AskedPoint) -> impl IntoView {
    let force = row.force;
    let content = if visits.is_empty() {
        let words = format!("{}: no round of {} that followed is in this view.", FoundFilter::NoLaterRound.label(), row.force_name);
        view! { <p class="govuk-body">{words}</p> }.into_any()
    } else {
        let head = ["Round", "Finding", "What the round said", "Source"].map(Column::new).to_vec();
        let visits = visits
            .into_iter()
            .map(|visit| {
                let href = at.href(&format!("/forces/{force}/rounds/{}", visit.round.slug));
                view! { <VisitRow visit href/> }
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
        <p class="govuk-body app-secondary">"A finding closes nothing by itself, whatever its word."</p>
    }
}

#[component]
fn VisitRow(visit: Visit, href: String) -> impl IntoView {
    let finding = visit.finding.map_or(FoundFilter::Silent.label(), |finding| finding.label());
    let silent = visit.finding.is_none().then_some("app-secondary");
    let said = match visit.summary {
        Some(summary) => summary.body.unwrap_or_else(|| ERASED.to_owned()),
        None => String::new(),
    };
    view! {
        <TableRow>
            <RowHeader><a class="govuk-link" href=href>{visit.round.title}</a></RowHeader>
            <TableCell label="Finding"><span class=silent>{finding}</span></TableCell>
            <TableCell label="What the round said">{said}</TableCell>
            <TableCell label="Source">{visit.source_url.map(source)}</TableCell>
        </TableRow>
    }
}
