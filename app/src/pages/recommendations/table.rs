//! The rows of the register.

use followup::view::{
    register::{Found, RegisterRow},
    register_filter::Sort,
};
use leptos::prelude::*;

use super::address::Address;
use crate::{
    components::{CaptionSize, Column, DataTable, FRESHNESS, Freshness, ItemStatus, RowHeader, TableCell, TableRow},
    point::AskedPoint,
};

/// What a cell says whose text was erased.
pub(crate) const ERASED: &str = "Text erased";

/// One page of rows. The header of each column sorts by it.
pub(super) fn table(address: &Address, rows: Vec<RegisterRow>) -> impl IntoView + use<> {
    let finding = if address.filter().asks_of_visits() { "Finding of that visit" } else { "Latest finding" };
    let column = |text: &str, sort: Sort| {
        let (href, direction) = address.sorted_by(sort);
        Column::new(text).sorted_by(href, direction)
    };
    let head = vec![
        column("Reference", Sort::Reference),
        column("Force", Sort::Force),
        column("Topic and wording", Sort::Topic),
        column("Status", Sort::Status),
        column(finding, Sort::Finding),
        column("Deadline", Sort::Due),
    ];
    let at = address.at();
    let rows = rows.into_iter().map(|row| view! { <Row row at finding/> }).collect_view();
    view! {
        <p class="govuk-body-s app-secondary">{FRESHNESS}</p>
        <div class="app-dense">
            <DataTable caption="Recommendations and areas of concern" caption_size=CaptionSize::Hidden head stacked=true>
                {rows}
            </DataTable>
        </div>
    }
}

#[component]
fn Row(row: RegisterRow, at: AskedPoint, finding: &'static str) -> impl IntoView {
    let href = at.href(&format!("/recommendations/{}", row.reference));
    let force = at.href(&format!("/forces/{}", row.force));
    let found = match &row.found {
        Found::Finding(finding, round) => view! {
            {finding.label()}
            <br/>
            <span class="app-secondary">{round.title.clone()}</span>
        }
        .into_any(),
        silence => view! { <span class="app-secondary">{silence.label()}</span> }.into_any(),
    };
    view! {
        <TableRow>
            <RowHeader>
                <a class="govuk-link app-nowrap" href=href>{row.reference.to_string()}</a>
                <br/>
                <span class="app-secondary govuk-!-font-weight-regular">{row.record_type.label()}</span>
            </RowHeader>
            <TableCell label="Force"><a class="govuk-link" href=force>{row.force_name}</a></TableCell>
            <TableCell label="Topic and wording">
                <span class="app-secondary">{row.topic.with_scheme().to_string()}</span>
                <br/>
                {row.wording.unwrap_or_else(|| ERASED.to_owned())}
            </TableCell>
            <TableCell label="Status">
                <ItemStatus status=row.status source=row.source_status/>
                <br/>
                <Freshness updated_on=row.work.updated_on verified_on=row.work.verified_on today=at.point().today/>
            </TableCell>
            <TableCell label=finding>{found}</TableCell>
            <TableCell label="Deadline">{row.deadline.state_in_words}</TableCell>
        </TableRow>
    }
}
