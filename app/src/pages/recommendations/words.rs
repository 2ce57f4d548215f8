//! What a row of the register says of findings and deadlines, in few words: its columns are narrow.

use chrono::NaiveDate;
use followup::{
    age::span,
    deadline::DeadlineState,
    partial_date::{PartialDate, in_words},
    view::register::{Found, RegisterRow, RowDeadline},
};

use crate::force_in_words::month;

/// What `Was due` means where no status is known.
pub(super) const PASSED: &str =
    "“Was due” means that the day has passed. Unless inspectors looked since, we do not know if it was done.";

/// What inspectors found last, and when: `Improved, August 2021`.
pub(super) fn finding_in_words(row: &RegisterRow) -> String {
    match &row.found {
        Found::Finding(finding, round) => {
            let when = round.happened.map_or_else(|| "date not known".to_owned(), month);
            format!("{}, {when}", finding.label())
        }
        // Inspectors who decided something looked at it, though no report is known to say anything of it.
        Found::Silent | Found::NoLaterRound if row.work.verified_on.is_some() => "No finding known".to_owned(),
        Found::Silent => "Not looked at again".to_owned(),
        Found::NoLaterRound => "No later visit known".to_owned(),
    }
}

/// The day inspectors looked at it after the visit whose finding the row shows, or that of a finding without a date; else the finding
/// itself says when they did.
pub(super) fn looked_since(row: &RegisterRow) -> Option<NaiveDate> {
    let found_on = match &row.found {
        Found::Finding(_, round) => round.happened.map(PartialDate::last),
        Found::Silent | Found::NoLaterRound => None,
    };
    row.work.verified_on.filter(|looked| found_on.is_none_or(|found_on| *looked > found_on))
}

/// What stands in the cell of the deadline: how it stands, and below it the day. Nothing where there is no day. What [`PASSED`] says of
/// a day that has passed stands once above the rows.
pub(super) fn deadline(row: &RegisterRow, today: NaiveDate) -> Option<(String, Option<String>)> {
    use DeadlineState::{
        ClosedInTime, ClosedLate, ClosedTimingNotKnown, DueWithin30Days, NotDue, Overdue, PassedOutcomeNotKnown,
        Undated,
    };
    let RowDeadline { state, due, .. } = &row.deadline;
    let due = due.as_ref()?.on;
    let on = || Some(format!("due {}", in_words(due)));
    let was_due = || format!("Was due {}", in_words(due));
    Some(match state {
        Overdue => (format!("Overdue {}", span(due, today)), on()),
        DueWithin30Days if due == today => ("Due today".to_owned(), None),
        DueWithin30Days => (format!("Due in {}", span(today, due)), None),
        NotDue => (format!("Due {}", in_words(due)), None),
        ClosedInTime | ClosedLate => (state.label().to_owned(), on()),
        PassedOutcomeNotKnown | ClosedTimingNotKnown | Undated => (was_due(), None),
    })
}
