//! How dates and deadlines count, in words.

use followup::deadline::{Basis, DeadlineState};
use leptos::prelude::*;

use super::heading;
use crate::components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow};

pub(super) fn dates() -> impl IntoView {
    view! {
        {heading("dates")}
        <p class="govuk-body">"Often only the month of a report is known. A date is kept, sorted and printed as exactly as it is known, and counts from its last possible day: “September 2019” counts from 30 September 2019. What an inspection raised exists from the publication of its report; where only the fieldwork is dated, from then."</p>
        <p class="govuk-body">"Every page, chart and file can be read at a past date, in two ways:"</p>
        <ul class="govuk-list govuk-list--bullet">
            <li>"“As at” shows how things stood on that day, by the dates on which they happened and by all that is known today. A round whose date is not known is left out, and named."</li>
            <li>"“As our records stood on” shows what this register itself showed at that time, by when things were recorded here. A paper made then can be made again to the figure."</li>
            <li>"Both together show what was known then of how things stood on the day."</li>
        </ul>
    }
}

const fn when(basis: Basis) -> &'static str {
    match basis {
        Basis::Immediately => "On the day of publication",
        Basis::WithinThreeMonths => "Three months after publication; in a month that is too short, on its last day",
        Basis::WithinSixMonths => "Six months after publication; in a month that is too short, on its last day",
        Basis::FixedDate => "On that date, or on the last day it can be",
        Basis::SetByForce => "On the date the force set; undated until it does",
        Basis::None => "Never: the report sets none",
        Basis::NotStated => "Not known: our sources are silent",
    }
}

const fn meaning(state: DeadlineState) -> &'static str {
    match state {
        DeadlineState::Overdue => "The day has passed, and it is recorded that the item is open",
        DeadlineState::DueWithin30Days => "Due today or in the next 30 days",
        DeadlineState::NotDue => "Due later than that",
        DeadlineState::Undated => "Not closed and without a date: a queue of its own, never “on time”",
        DeadlineState::PassedOutcomeNotKnown => {
            "The day has passed and no status is recorded: counted neither as overdue nor as met"
        }
        DeadlineState::ClosedInTime => "The submission that was later authorised came by its day",
        DeadlineState::ClosedLate => "The submission that was later authorised came after its day",
        DeadlineState::ClosedTimingNotKnown => "Closed, with no submission or no date to judge by",
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
        <p class="govuk-body">"That a period runs from publication is the natural reading; no source we know confirms it. Where only the month of publication is known, the period runs from its last day and the date is marked “at the latest”. Only the inspectorate may move a date it set; the original stays in view."</p>
        <DataTable caption="When something is due" caption_size=CaptionSize::Small head=["Basis", "Due"].map(Column::new).into() stacked=true>
            {bases.collect_view()}
        </DataTable>
        <DataTable caption="How a deadline stands" caption_size=CaptionSize::Small head=["State", "Meaning"].map(Column::new).into() stacked=true>
            {states.collect_view()}
        </DataTable>
    }
}
