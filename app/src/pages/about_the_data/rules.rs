//! How dates and deadlines count, in words.

use followup::deadline::{Basis, DeadlineState};
use leptos::prelude::*;

use super::heading;
use crate::components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow};

pub(super) fn dates() -> impl IntoView {
    view! {
        {heading("dates")}
        <p class="govuk-body">"Often we know only the month of a report. “September 2019” counts from 30 September 2019, the last day it can be. Recommendations count from the day the report was published. If we do not know that day, they count from the fieldwork."</p>
        <p class="govuk-body">"You can read every page, chart and file as at a past date, in two ways:"</p>
        <ul class="govuk-list govuk-list--bullet">
            <li>"“As at” shows what had happened by that day, using all we know today. It leaves out and names rounds whose date we do not know."</li>
            <li>"“As our records stood on” shows what this register showed at that time. Use it to make an old paper again with the same figures."</li>
            <li>"Use both to show what was known then about an earlier day."</li>
        </ul>
    }
}

const fn when(basis: Basis) -> &'static str {
    match basis {
        Basis::Immediately => "On the day of publication",
        Basis::WithinThreeMonths => "Three months after publication, or on the last day of a shorter month",
        Basis::WithinSixMonths => "Six months after publication, or on the last day of a shorter month",
        Basis::FixedDate => "On that date, or on the last day it can be",
        Basis::SetByForce => "On the date the force sets. Undated until then",
        Basis::None => "Never. The report sets no deadline",
        Basis::NotStated => "We do not know",
    }
}

const fn meaning(state: DeadlineState) -> &'static str {
    match state {
        DeadlineState::Overdue => "The day has passed, and we know that the item is open",
        DeadlineState::DueWithin30Days => "Due today or in the next 30 days",
        DeadlineState::NotDue => "Due later than that",
        DeadlineState::Undated => "Not closed and without a date. We never count it as on time",
        DeadlineState::PassedOutcomeNotKnown => {
            "The day has passed and we do not know the status. We count it neither as overdue nor as met"
        }
        DeadlineState::ClosedInTime => "The force submitted it by its day, and it was authorised",
        DeadlineState::ClosedLate => "The force submitted it after its day, and it was authorised",
        DeadlineState::ClosedTimingNotKnown => "Closed, but we do not know the submission or the due date",
    }
}

pub(super) fn deadlines() -> impl IntoView {
    let bases = Basis::ALL.iter().map(|basis| {
        view! { <TableRow><RowHeader>{basis.label()}</RowHeader><TableCell label="Due">{when(*basis)}</TableCell></TableRow> }
    });
    let states = DeadlineState::ALL.iter().map(|state| {
        view! { <TableRow><RowHeader>{state.label()}</RowHeader><TableCell label="Meaning">{meaning(*state)}</TableCell></TableRow> }
    });
    view! {
        {heading("deadlines")}
        <p class="govuk-body">"We count periods such as “within six months” from publication. No source confirms this. If we know only the month, we count from its last day and mark the date “at the latest”. Only the inspectorate can change a date it set, and we always show the first one."</p>
        <DataTable caption="When something is due" caption_size=CaptionSize::Small head=["Basis", "Due"].map(Column::new).into() stacked=true>
            {bases.collect_view()}
        </DataTable>
        <DataTable caption="What each deadline state means" caption_size=CaptionSize::Small head=["State", "Meaning"].map(Column::new).into() stacked=true>
            {states.collect_view()}
        </DataTable>
    }
}
