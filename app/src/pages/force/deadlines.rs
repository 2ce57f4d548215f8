//! How the deadlines of a force's items stand, each record type for itself, each count a link to its rows.

use followup::{deadline::DeadlineState, finding::RecordType, partial_date::in_words, view::force::DeadlineCount};
use leptos::prelude::*;

use super::counts::items_href;
use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow, grouped},
    point::AskedPoint,
};

/// A line for each state that any item is in, a column for each record type that has items.
#[component]
pub(super) fn Deadlines(deadlines: Vec<DeadlineCount>, force: String, at: AskedPoint) -> impl IntoView {
    let content = if deadlines.is_empty() {
        view! { <p class="govuk-body">"Our sources hold no item of this force, so there is no deadline to speak of."</p> }
            .into_any()
    } else {
        view! {
            <p class="govuk-body app-prose">
                {format!("As reckoned on {}. ", in_words(at.point().today))}
                "A deadline that passed while no status is recorded is not called overdue: its outcome is not in our sources."
            </p>
            {table(&deadlines, &force, at)}
        }
        .into_any()
    };
    view! { <h2 class="govuk-heading-m" id="deadlines">"Deadlines"</h2> {content} }
}

fn table(deadlines: &[DeadlineCount], force: &str, at: AskedPoint) -> impl IntoView + use<> {
    let of = |record_type: RecordType, state: Option<DeadlineState>| -> u64 {
        let counted =
            |count: &&DeadlineCount| count.record_type == record_type && state.is_none_or(|state| state == count.state);
        deadlines.iter().filter(counted).map(|count| count.items).sum()
    };
    let types: Vec<_> = RecordType::ALL.iter().copied().filter(|record_type| of(*record_type, None) > 0).collect();
    let head = std::iter::once(Column::new("Deadline"))
        .chain(types.iter().map(|record_type| Column::numeric(record_type.plural())))
        .collect();
    let states =
        DeadlineState::ALL.iter().copied().filter(|state| types.iter().any(|of_type| of(*of_type, Some(*state)) > 0));
    let lines = states.map(Some).chain([None]).map(|state| {
        let cells = types.iter().map(|record_type| {
            let narrowed = state.map(|state| ("deadline_state", state.slug()));
            let href = items_href(force, *record_type, narrowed.as_slice(), at);
            let count = grouped(of(*record_type, state));
            view! { <TableCell label=record_type.plural() numeric=true><a class="govuk-link" href=href>{count}</a></TableCell> }
        });
        let cells = cells.collect_view();
        view! {
            <TableRow>
                <RowHeader>{state.map_or("All", DeadlineState::label)}</RowHeader>
                {cells}
            </TableRow>
        }
    });
    let lines = lines.collect_view();
    view! { <DataTable caption="Items by deadline" caption_size=CaptionSize::Hidden head stacked=true>{lines}</DataTable> }
}
