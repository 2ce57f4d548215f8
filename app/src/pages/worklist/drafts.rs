//! Updates that the reader has begun to write and not saved.

use followup::{clock::london_time, view::worklist::OwnDraft};
use leptos::prelude::*;

use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow},
    pages::recommendations::ERASED,
};

/// The section, if there are any.
pub(super) fn section(drafts: Vec<OwnDraft>) -> Option<AnyView> {
    if drafts.is_empty() {
        return None;
    }
    let head = ["What it asks", "Draft saved", "What to do"].map(Column::new).into();
    let rows = drafts.into_iter().map(row).collect_view();
    let section = view! {
        <div class="app-group">
            <h2 class="govuk-heading-m" id="drafts">"Your drafts"</h2>
            <p class="govuk-body">"You began these updates and have not saved them."</p>
            <div class="app-dense">
                <DataTable caption="Your drafts" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
            </div>
        </div>
    };
    Some(section.into_any())
}

fn row(draft: OwnDraft) -> impl IntoView {
    let reference = draft.reference.to_string();
    let (item, update) = (format!("/recommendations/{reference}"), format!("/recommendations/{reference}/update"));
    let of_reference = format!(" {reference}");
    view! {
        <TableRow>
            <RowHeader>
                <span class="govuk-!-font-weight-regular">{draft.wording.unwrap_or_else(|| ERASED.to_owned())}</span>
                <br/>
                <a class="govuk-link govuk-!-font-weight-regular" href=item>{reference}</a>
            </RowHeader>
            <TableCell label="Draft saved">{london_time(draft.saved_at)}</TableCell>
            <TableCell label="What to do">
                <a class="govuk-link" href=update>"Continue"<span class="govuk-visually-hidden">{of_reference}</span></a>
            </TableCell>
        </TableRow>
    }
}
