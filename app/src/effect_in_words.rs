//! What saving a form changes for readers, in words.

use chrono::NaiveDate;
use followup::{
    age::span,
    deadline::DeadlineState,
    identity::Audience,
    view::{follow_up::StepEffect, register::Found, register::RegisterRow},
};

/// One sentence for each thing that changes, and one for who can read the words that are saved, `reads`.
#[must_use]
pub fn effect_in_words(effect: &StepEffect, reads: Option<Audience>, today: NaiveDate) -> Vec<String> {
    let StepEffect { before, after } = effect;
    let mut words: Vec<String> = [status(before, after), overdue(before, after, today), deadline(before, after, today)]
        .into_iter()
        .chain([finding(before, after)])
        .flatten()
        .collect();
    if words.is_empty() {
        words.push("Status, deadline and latest finding stay as they are.".to_owned());
    }
    words.extend(reads.map(|reads| readers(reads).to_owned()));
    words
}

fn status(before: &RegisterRow, after: &RegisterRow) -> Option<String> {
    (before.status != after.status)
        .then(|| format!("The status of this item will change from “{}” to “{}”.", before.status, after.status))
}

fn overdue(before: &RegisterRow, after: &RegisterRow, today: NaiveDate) -> Option<String> {
    let is_overdue = |row: &RegisterRow| row.deadline.state == DeadlineState::Overdue;
    match (is_overdue(before), is_overdue(after), after.deadline.due) {
        (false, true, Some(due)) => Some(format!("This item will be shown as overdue by {}.", span(due.on, today))),
        (true, false, _) => Some("This item will no longer be shown as overdue.".to_owned()),
        _ => None,
    }
}

fn deadline(before: &RegisterRow, after: &RegisterRow, today: NaiveDate) -> Option<String> {
    let due = |row: &RegisterRow| row.deadline.due;
    (due(before) != due(after)).then(|| {
        let was = due(before).map(|was| format!(" It was due on {was}.")).unwrap_or_default();
        match due(after) {
            // An overdue item is said to be so in a sentence of its own.
            Some(is) if is.on < today => format!("Its due date will be {is}, which has passed.{was}"),
            Some(is) => format!("It will be due on {is}.{was}"),
            None => "It will have no due date.".to_owned(),
        }
    })
}

fn finding(before: &RegisterRow, after: &RegisterRow) -> Option<String> {
    let (Found::Finding(is, round), was) = (&after.found, &before.found) else { return None };
    (before.found != after.found).then(|| match was {
        Found::Finding(was, _) => format!("The latest finding will be “{is}” ({}). It is now “{was}”.", round.title),
        _ => format!("The latest finding will be “{is}” ({}).", round.title),
    })
}

const fn readers(of: Audience) -> &'static str {
    match of {
        Audience::Everyone => "Everyone who can read this register will see what you wrote.",
        Audience::Force => {
            "The force and the inspectorate will see what you wrote. Others will only see that something was recorded."
        }
        Audience::Inspectorate => {
            "The inspectorate will see what you wrote. Others will only see that something was recorded."
        }
    }
}
