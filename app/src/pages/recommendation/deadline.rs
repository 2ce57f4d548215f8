//! The deadline of an item in a sentence, with what inspectors found since.

use followup::{
    deadline::{Basis, DeadlineState, SetBy},
    finding::Finding,
    partial_date::{PartialDate, in_words},
    view::register::RowDeadline,
};

use crate::{charts::in_a_sentence, pages::due_date::found_since};

/// The sentence, without what it is about; `None` where no source says anything of a deadline. `found` is the latest finding with its
/// date.
pub(super) fn sentence(deadline: &RowDeadline, found: Option<(Finding, PartialDate)>) -> Option<String> {
    let state = match (deadline.due, deadline.basis) {
        (Some(_), _) => Some(state(deadline, found)),
        (None, Basis::NotStated) if deadline.moves == 0 => return None,
        (None, _) => None,
    };
    // The date of a fixed day stands in the state.
    let says_more = deadline.basis != Basis::FixedDate || deadline.words.contains("as written");
    let basis = (state.is_none() || says_more).then(|| in_a_sentence(&deadline.words));
    let whole = basis.into_iter().chain(state).collect::<Vec<_>>().join("; ") + ".";
    let moved = (deadline.moves > 0).then(|| moved(deadline));
    let is_of_force = deadline.due.is_some() && deadline.set_by == SetBy::Force && deadline.basis != Basis::SetByForce;
    let setter = is_of_force.then(|| "The force set it.".to_owned());
    Some(std::iter::once(whole).chain(moved).chain(setter).collect::<Vec<_>>().join(" "))
}

/// How often it was moved, and from where.
fn moved(deadline: &RowDeadline) -> String {
    let times = if deadline.moves == 1 { "once".to_owned() } else { format!("{} times", deadline.moves) };
    let original =
        deadline.original.map_or_else(|| "without a date".to_owned(), |day| format!("due {}", in_words(day)));
    format!("Moved {times}; at first {original}.")
}

/// How it stands on the day that is looked at. What is past is never said without what inspectors found since.
fn state(deadline: &RowDeadline, found: Option<(Finding, PartialDate)>) -> String {
    let Some(due) = deadline.due else { return in_a_sentence(&deadline.state_in_words) };
    let since = found.and_then(|(finding, said)| found_since(due.on, finding, said));
    match (deadline.state, since) {
        (DeadlineState::PassedOutcomeNotKnown, Some(since)) => format!("was due {due}: {since}"),
        (DeadlineState::PassedOutcomeNotKnown, None) => format!("was due {due}. We do not know if it was done"),
        (DeadlineState::NotDue, _) => format!("due {due}"),
        (DeadlineState::DueWithin30Days, _) => format!("{}, {due}", in_a_sentence(&deadline.state_in_words)),
        (DeadlineState::Overdue, since) => {
            let since = since.map(|since| format!(": {since}")).unwrap_or_default();
            format!("{}{since}", in_a_sentence(&deadline.state_in_words))
        }
        (state, _) => format!("was due {due}; {}", in_a_sentence(state.label())),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use followup::deadline::{Deadline, Due};

    use super::*;

    fn deadline(words: &str, due: Option<&str>, state: DeadlineState) -> RowDeadline {
        let (read, today) = (Deadline::from_source(words).unwrap(), "2026-11-29".parse().unwrap());
        let on: Option<NaiveDate> = due.map(|due| due.parse().unwrap());
        RowDeadline {
            basis: read.basis,
            words: read.in_words(),
            set_by: read.set_by,
            moves: 0,
            due: on.map(|on| Due { on, at_the_latest: false }),
            original: on,
            state,
            state_in_words: state.in_words(on, today),
        }
    }

    #[test]
    fn a_deadline_that_passed_is_said_with_what_was_found_since() {
        let passed = deadline("immediately", Some("2019-09-30"), DeadlineState::PassedOutcomeNotKnown);
        let found = (Finding::StillOfConcern, "2021-08-26".parse().unwrap());
        assert_eq!(
            sentence(&passed, Some(found)).unwrap(),
            "immediately; was due 30 September 2019: still of concern 22 months later."
        );
        assert_eq!(
            sentence(&passed, None).unwrap(),
            "immediately; was due 30 September 2019. We do not know if it was done."
        );
    }

    #[test]
    fn the_day_of_a_fixed_date_is_said_once() {
        let ahead = deadline("2099-01-01", Some("2099-01-01"), DeadlineState::NotDue);
        assert_eq!(sentence(&ahead, None).unwrap(), "due 1 January 2099.");
        let moved = RowDeadline { moves: 2, original: None, ..ahead };
        assert_eq!(sentence(&moved, None).unwrap(), "due 1 January 2099. Moved 2 times; at first without a date.");
    }

    #[test]
    fn where_no_source_tells_of_a_deadline_there_is_no_sentence() {
        assert_eq!(sentence(&deadline("", None, DeadlineState::Undated), None), None);
        assert_eq!(sentence(&deadline("none", None, DeadlineState::Undated), None).unwrap(), "none.");
        let late = deadline("within three months", Some("2018-06-08"), DeadlineState::ClosedLate);
        assert_eq!(sentence(&late, None).unwrap(), "within three months; was due 8 June 2018; closed late.");
    }
}
