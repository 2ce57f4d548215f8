//! Rounds in progress: those that inspectors are writing down, and what earlier rounds asked, on which they may find something.

use followup::{
    account::Account,
    identity::Permission,
    view::worklist::{InProgress, WorklistQuery},
};
use leptos::prelude::*;

use super::words::counted;
use crate::{
    api::worklist::read_rounds_in_progress,
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow},
    error::PageError,
    pages::round_draft::{changed_in_words, href, to_record_href},
};

/// The section, on the whole worklist of those who record rounds, if there is any.
pub(super) async fn in_progress(account: &Account, asked: &WorklistQuery) -> Result<Option<AnyView>, PageError> {
    if asked.group.is_some()
        || asked.force.is_some()
        || asked.topic.is_some()
        || !Permission::RecordRound.is_of(account.role)
    {
        return Ok(None);
    }
    let drafts = read_rounds_in_progress().await?;
    if drafts.is_empty() {
        return Ok(None);
    }
    let head = ["Force", "Round", "Findings to add", "Last changed", "What to do"].map(Column::new).into();
    let rows = drafts.into_iter().map(row).collect_view();
    let section = view! {
        <h2 class="govuk-heading-m" id="rounds">"Rounds in progress"</h2>
        <p class="govuk-body">"Only inspectors and authorisers can see these drafts. Add findings on earlier items in the draft. The number shows open items that still need one."</p>
        <div class="app-dense">
            <DataTable caption="Rounds in progress" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
        </div>
    };
    Ok(Some(section.into_any()))
}

fn row(draft: InProgress) -> impl IntoView {
    let InProgress { id, force, force_name, details, changed, to_record } = draft;
    let title = if details.working_title.is_empty() { details.title() } else { details.working_title.clone() };
    let of = format!(" of {force_name}");
    let changed = changed_in_words(&changed).replacen("Last changed ", "", 1);
    let draft = href(&force, id);
    let left = match to_record {
        _ if !details.kind.comes_after_another() => "Not for an inspection".into_any(),
        0 => "None".into_any(),
        items => {
            let of = of.clone();
            view! {
                <a class="govuk-link" href=to_record_href(&draft)>
                    {counted(items)}<span class="govuk-visually-hidden">{of}" that need a finding"</span>
                </a>
            }
            .into_any()
        }
    };
    let asked = format!("/recommendations?force={force}");
    let of_force = format!("/forces/{force}");
    view! {
        <TableRow>
            <RowHeader><a class="govuk-link" href=of_force>{force_name}</a></RowHeader>
            <TableCell label="Round">{title}</TableCell>
            <TableCell label="Findings to add">{left}</TableCell>
            <TableCell label="Last changed">{changed}</TableCell>
            <TableCell label="What to do">
                <ul class="govuk-list app-cell-list">
                    <li><a class="govuk-link" href=draft>"Continue the draft"<span class="govuk-visually-hidden">{of.clone()}</span></a></li>
                    <li>
                        <a class="govuk-link" href=asked>
                            "Items from earlier rounds"<span class="govuk-visually-hidden">{of}</span>
                        </a>
                    </li>
                </ul>
            </TableCell>
        </TableRow>
    }
}
