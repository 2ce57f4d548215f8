//! A duty of a force on its worklist: what it is, by when, and what to do.

use chrono::NaiveDate;
use followup::{age::span, partial_date::in_words, view::worklist::OwedDuty};
use leptos::prelude::*;

use crate::components::{RowHeader, TableCell, TableRow};

/// A row.
pub(super) fn row(owed: OwedDuty, today: NaiveDate, names_force: bool) -> impl IntoView {
    let href = format!("/forces/{}#duties", owed.force);
    let what = format!("{} after {}", owed.duty.label(), owed.round.title());
    let of_duty = format!(": {what}");
    let due = due_in_words(&owed, today);
    let force = names_force.then(|| view! { <TableCell label="Force">{owed.force_name.clone()}</TableCell> });
    view! {
        <TableRow>
            <RowHeader>
                <span class="govuk-!-font-weight-regular">{what}</span>
                <br/>
                <span class="app-secondary govuk-!-font-weight-regular">"Duty of the force"</span>
            </RowHeader>
            {force}
            <TableCell label="Status">"Not recorded as met"</TableCell>
            <TableCell label="Deadline">{due}</TableCell>
            <TableCell label="What to do">
                <span class="app-secondary">"Send it to the inspectorate. Inspectors record the day."</span>
                <br/>
                <a class="govuk-link" href=href>"Duties of the force"<span class="govuk-visually-hidden">{of_duty}</span></a>
            </TableCell>
        </TableRow>
    }
}

/// `Overdue by 12 days`, `Due 5 January 2027`.
fn due_in_words(owed: &OwedDuty, today: NaiveDate) -> String {
    let on = owed.due.on;
    if on < today { format!("Overdue by {}", span(on, today)) } else { format!("Due {}", in_words(on)) }
}
