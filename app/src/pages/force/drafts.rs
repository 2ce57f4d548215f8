//! The drafts of a force's rounds, for the inspectorate alone.

use followup::{identity::Permission, view::round_draft::DraftSummary};
use leptos::prelude::*;

use crate::{
    api::round_drafts::read_drafts,
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow, Tag, TagColour},
    error::PageError,
    pages::round_draft::{changed_in_words, href},
    point::AskedPoint,
    request,
};

/// The drafts of a force, if the person who reads may know that there are any: in the present view, by the inspectorate.
pub async fn drafts_of(
    force: &followup::force::ForceSlug,
    at: AskedPoint,
) -> Result<Option<Vec<DraftSummary>>, PageError> {
    let may = request::account().is_some_and(|account| account.person().may(Permission::RecordRound, force).is_ok());
    if !may || at.asked().is_past() {
        return Ok(None);
    }
    Ok(Some(read_drafts(force.to_string()).await?))
}

/// The list, and the way to begin another.
#[component]
pub fn Drafts(drafts: Vec<DraftSummary>, force: followup::force::ForceSlug) -> impl IntoView {
    let new = format!("/forces/{force}/rounds/new");
    let list = (!drafts.is_empty()).then(|| {
        let head = ["Draft", "Kind and date", "State", "Last changed"].map(Column::new).into();
        let rows = drafts.into_iter().map(|DraftSummary { id, details, changed }| {
            let (href, title) = (href(&force, id), details.title());
            let name = if details.working_title.is_empty() { title.clone() } else { details.working_title };
            let changed = changed_in_words(&changed).replacen("Last changed ", "", 1);
            view! {
                <TableRow>
                    <RowHeader><a class="govuk-link" href=href>{name}</a></RowHeader>
                    <TableCell label="Kind and date">{title}</TableCell>
                    <TableCell label="State"><Tag colour=TagColour::Grey text="Draft, not published"/></TableCell>
                    <TableCell label="Last changed">{changed}</TableCell>
                </TableRow>
            }
        });
        let rows = rows.collect_view();
        view! {
            <p class="govuk-body">"Only inspectors and authorisers can see these drafts. No figure counts them."</p>
            <DataTable caption="Drafts of rounds" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
        }
    });
    view! {
        <div class="app-no-print">
            <h2 class="govuk-heading-m" id="drafts">"Drafts of rounds"</h2>
            {list}
            <a class="govuk-button govuk-button--secondary" href=new role="button">"Record a new round"</a>
        </div>
    }
}
