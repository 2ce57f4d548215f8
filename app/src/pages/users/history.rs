//! What was done to one account, newest first.

use followup::{clock::london_time, view::accounts::AccountView};
use leptos::prelude::*;

use crate::{
    audit_in_words::{what, who},
    components::{CaptionSize, Column, DataTable, TableCell, TableRow},
    request::QueryParams,
};

/// The history, with the way to all of it.
pub(super) fn history(found: &AccountView) -> AnyView {
    let email = found.account.email.as_str();
    let all = QueryParams::default().with("item", email).href("/admin/audit");
    let head = ["When", "Who", "What"].map(Column::new).into();
    let rows = found.history.iter().map(|entry| {
        let (when, who, what) = (london_time(entry.at), who(entry), what(entry));
        view! {
            <TableRow>
                <TableCell label="When">{when}</TableCell>
                <TableCell label="Who">{who}</TableCell>
                <TableCell label="What">{what}</TableCell>
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <h2 class="govuk-heading-m" id="history">"History"</h2>
        <DataTable caption="What was done to this account" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
        <p class="govuk-body"><a class="govuk-link" href=all>"Everything in the audit about this address"</a></p>
    }
    .into_any()
}
