//! What the columns of statuses count, or why they are not there.

use followup::view::{forces::ForceRow, forces_filter::Counted};

use super::table::Drawn;

/// The sentence; nothing where there is no item that could have a status.
pub(super) fn sentence(rows: &[ForceRow], counted: Counted, drawn: Drawn) -> Option<String> {
    let all = rows.iter().map(|row| row.tally(Counted::Both));
    let (items, not_recorded) =
        all.fold((0, 0), |(items, not_recorded), tally| (items + tally.items, not_recorded + tally.not_recorded));
    if items == 0 {
        return None;
    }
    if items == not_recorded {
        return Some("No status is public, so nothing is called open, overdue or not verified.".to_owned());
    }
    let (one, several) = match counted {
        Counted::Recommendations => ("recommendation", "recommendations"),
        Counted::AreasOfConcern => ("area of concern", "areas of concern"),
        Counted::Both => ("recommendation or area of concern", "recommendations and areas of concern together"),
    };
    Some(match (drawn.columns.overdue, drawn.columns.not_verified) {
        (true, true) => format!(
            "Overdue and not verified count {several}. Not verified: the force says it is done, inspectors have not confirmed it. {KNOWN}"
        ),
        (true, false) => format!("Overdue counts {several}. {KNOWN} No {one} waits to be verified."),
        (false, true) => format!(
            "Not verified counts {several} that the force says are done and inspectors have not confirmed. No {one} is overdue."
        ),
        (false, false) => format!("No {one} is overdue or waits to be verified."),
    })
}

const KNOWN: &str = "We call an item overdue only if its status is known.";
