//! How all items stand, by status and by deadline: each column adds up to its last line.

use followup::{deadline::DeadlineState, finding::RecordType, status::Status, store::overview::Overview};
use leptos::prelude::*;

use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow, grouped},
    point::AskedPoint,
};

/// Both tables.
pub(super) fn section(overview: &Overview, at: AskedPoint) -> impl IntoView + use<> {
    let statuses = lines(
        Status::ALL,
        Status::label,
        |status| ("status", status.slug()),
        |wanted, status, _| wanted == status,
        overview,
        at,
    );
    let deadlines = lines(
        DeadlineState::ALL,
        DeadlineState::label,
        |state| ("deadline_state", state.slug()),
        |wanted, _, deadline| wanted == deadline,
        overview,
        at,
    );
    view! {
        <h2 class="govuk-heading-m">"How things stand"</h2>
        <p class="govuk-body app-prose">
            "Where nobody has published what a force says or what the inspectorate holds, the status is not recorded. A deadline that passed in that silence is not called overdue: its outcome is not in our sources."
        </p>
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-one-half">{table("By status", "Status", statuses)}</div>
            <div class="govuk-grid-column-one-half">{table("By deadline", "Deadline", deadlines)}</div>
        </div>
    }
}

/// A line: its name, and for each record type its number and the address of what it counts.
type Line = (&'static str, Vec<(u64, String)>);

fn lines<T: Copy>(
    words: &[T],
    label: fn(T) -> &'static str,
    parameter: fn(T) -> (&'static str, &'static str),
    counts: fn(T, Status, DeadlineState) -> bool,
    overview: &Overview,
    at: AskedPoint,
) -> Vec<Line> {
    let cells = |wanted: Option<T>| {
        let cell = |of: &RecordType| {
            let count =
                overview.items(*of, |status, deadline| wanted.is_none_or(|wanted| counts(wanted, status, deadline)));
            (count, href(*of, wanted.map(parameter), at))
        };
        RecordType::ALL.iter().map(cell).collect()
    };
    let each = words.iter().map(|word| (label(*word), cells(Some(*word))));
    each.chain([("All", cells(None))]).collect()
}

fn table(caption: &'static str, first: &'static str, lines: Vec<Line>) -> impl IntoView {
    let head = vec![Column::new(first), Column::numeric("Recommendations"), Column::numeric("Areas of concern")];
    let rows = lines.into_iter().map(|(name, cells)| {
        let cells = cells.into_iter().map(|(count, href)| {
            view! { <TableCell numeric=true><a class="govuk-link" href=href>{grouped(count)}</a></TableCell> }
        });
        view! {
            <TableRow>
                <RowHeader>{name}</RowHeader>
                {cells.collect_view()}
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="app-dense">
            <DataTable caption caption_size=CaptionSize::Small head>
                {rows}
            </DataTable>
        </div>
    }
}

/// The register, narrowed to what a figure counts.
pub(super) fn href(of: RecordType, parameter: Option<(&str, &str)>, at: AskedPoint) -> String {
    let parameters: Vec<_> = [("record_type", of.slug())].into_iter().chain(parameter).collect();
    at.href_with("/recommendations", &parameters)
}
