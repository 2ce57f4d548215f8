//! What inspectors put in its place: the deadline, and the link to an earlier item.

use crate::act::texts::required;
use chrono::NaiveDate;

use super::{
    super::{before::Before, draft::Draft, error::FollowUpError},
    Judged,
};
use crate::{
    deadline::{Basis, Deadline, SetBy},
    fact::{Fact, Relation},
    identity::Audience,
    partial_date::in_words,
    reference::Reference,
};

pub(super) fn move_deadline(before: &Before, wanted: &Deadline, reason: &str, today: NaiveDate) -> Judged<Draft> {
    before.standing.inspectorate.still_open()?;
    let deadline = as_set_by_a_person(wanted)?;
    let first = before.standing.raised_on;
    if let (Some(date), Some(first)) = (deadline.date, first)
        && date.last() < first
    {
        let message = format!("Enter a date from {} on, when the item was published", in_words(first));
        return Err(FollowUpError::invalid("date", message));
    }
    let stands = &before.standing.deadline;
    if (stands.basis, stands.date, stands.from) == (deadline.basis, deadline.date, deadline.from) {
        return Err(FollowUpError::invalid("deadline", "Enter another deadline. This is the present one"));
    }
    let reason = required("reason", reason, "Enter why the deadline changes")?;
    Ok(Draft::today(today, Audience::Everyone, Fact::DeadlineSet { deadline }).with("reason", reason))
}

/// A person writes no source's words: basis and date say all of it, and who sets it.
fn as_set_by_a_person(wanted: &Deadline) -> Judged<Deadline> {
    let invalid = |message| Err(FollowUpError::invalid("deadline", message));
    let is_period = matches!(wanted.basis, Basis::WithinThreeMonths | Basis::WithinSixMonths);
    let from = wanted.from.filter(|_| is_period);
    let (date, set_by) = match (wanted.basis, wanted.date) {
        (Basis::NotStated, _) => return invalid("Choose a deadline, or say that there is none"),
        (Basis::FixedDate, None) => return invalid("Enter the date it is due"),
        (Basis::FixedDate, date) => (date, SetBy::Inspectorate),
        (Basis::SetByForce, date) => (date, SetBy::Force),
        (Basis::Immediately | Basis::WithinThreeMonths | Basis::WithinSixMonths | Basis::None, _) => {
            (None, SetBy::Inspectorate)
        }
    };
    Ok(Deadline { basis: wanted.basis, date, from, as_written: None, set_by })
}

/// A link changes nothing of how an item stands, so what has ended may be linked as well.
pub(super) fn link(before: &Before, relation: Relation, to: &Reference, today: NaiveDate) -> Judged<Draft> {
    let invalid = |message| Err(FollowUpError::invalid("to", message));
    let round = match &before.other {
        _ if *to == before.reference => {
            return invalid("Choose another recommendation. One cannot be linked to itself");
        }
        Some((force, round)) if force == before.force() => round,
        _ => return invalid("There is no recommendation of this force with that reference"),
    };
    if before.place(round) >= before.place(&before.standing.raised.round) {
        return invalid("Choose a recommendation that an earlier round raised");
    }
    if before.links.contains(&(relation, to.clone())) {
        return invalid("Choose another. This link already exists");
    }
    Ok(Draft::today(today, Audience::Everyone, Fact::Linked { relation, to: to.clone() }))
}
