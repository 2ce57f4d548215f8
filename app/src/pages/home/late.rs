//! What is late: the longest overdue, or in words that nothing is known to be.

use followup::{
    deadline::DeadlineState,
    finding::RecordType,
    store::overview::{Late, Overview},
};
use leptos::prelude::*;

use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow, grouped},
    point::AskedPoint,
};

pub(super) fn section(overview: &Overview, at: AskedPoint) -> impl IntoView + use<> {
    let list =
        if overview.late.is_empty() { nothing(overview, at).into_any() } else { longest(overview, at).into_any() };
    view! {
        <h2 class="govuk-heading-m" id="late">"What is late"</h2>
        {list}
    }
}

/// An empty list is not good news by itself: it may only mean that nobody has published how things stand.
fn nothing(overview: &Overview, at: AskedPoint) -> impl IntoView + use<> {
    let rest = match counts(overview, DeadlineState::PassedOutcomeNotKnown, at) {
        None => "No deadline has passed without a known outcome either.".into_any(),
        Some(silent) => view! {
            "That is not good news by itself: the deadline has passed of "
            {silent}
            ", and our sources do not say how they stand."
        }
        .into_any(),
    };
    view! { <p class="govuk-body app-prose">"Nothing is recorded as overdue. "{rest}</p> }
}

fn longest(overview: &Overview, at: AskedPoint) -> impl IntoView + use<> {
    let head = vec![Column::new("Reference"), Column::new("Force"), Column::new("Wording"), Column::new("Deadline")];
    let today = at.point().today;
    let row = |Late { reference, force_name, wording, due }: Late| {
        let href = at.href(&format!("/recommendations/{reference}"));
        view! {
            <TableRow>
                <RowHeader><a class="govuk-link app-nowrap" href=href>{reference}</a></RowHeader>
                <TableCell label="Force">{force_name}</TableCell>
                <TableCell label="Wording">{wording.words().unwrap_or_default().to_owned()}</TableCell>
                <TableCell label="Deadline">{DeadlineState::Overdue.in_words(Some(due), today)}</TableCell>
            </TableRow>
        }
    };
    let rows = overview.late.iter().cloned().map(row).collect_view();
    view! {
        <p class="govuk-body">{counts(overview, DeadlineState::Overdue, at)}" past the deadline. The longest overdue first:"</p>
        <DataTable caption="The longest overdue" caption_size=CaptionSize::Hidden head stacked=true>
            {rows}
        </DataTable>
    }
}

/// How many items stand in one way, each record type for itself; `None` where there is none.
fn counts(overview: &Overview, wanted: DeadlineState, at: AskedPoint) -> Option<AnyView> {
    let counts = RecordType::ALL.iter().map(|of| (*of, overview.items(*of, |_, deadline| deadline == wanted)));
    let counts: Vec<_> = counts.filter(|(_, count)| *count > 0).collect();
    let links = counts.iter().enumerate().map(|(place, (of, count))| {
        let href = at.href_with(
            "/recommendations",
            &[("record_type", of.slug()), ("deadline_state", wanted.slug()), ("sort", "due")],
        );
        view! {
            {(place > 0).then_some(" and ")}
            <a class="govuk-link" href=href>{grouped(*count)}" "{of.counted(*count)}</a>
        }
    });
    let links = links.collect_view();
    (!counts.is_empty()).then(|| links.into_any())
}
