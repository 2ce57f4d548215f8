//! What there is to do about an item, for whom it waits.

use chrono::NaiveDate;
use followup::{
    closure::Outcome,
    identity::{PersonId, Role},
    pending_request::{PendingRequest, RequestKind},
    position::Position,
    status::Status,
    view::{register::Proposal, worklist::Item},
    worklist::Group,
};

use super::item::since;
use crate::pages::follow_up::proposal::{ending, proposer};

/// What to do, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ToDo {
    /// What the person should know before.
    pub(super) note: Option<String>,
    /// The words of the link; the reference follows them.
    pub(super) action: &'static str,
    /// The page on which it is done.
    pub(super) href: String,
}

/// What there is to do.
pub(super) fn to_do(item: &Item, group: Group, (reader, role): (PersonId, Role), today: NaiveDate) -> ToDo {
    let page = |name: &str| format!("/recommendations/{}/{name}", item.row.reference);
    let asked = item.asked.map(|asked| asked_in_words(asked, today));
    match group {
        Group::Proposed | Group::AwaitingAuthoriser => {
            let proposal = item.row.work.proposal;
            let note = proposal.map(|proposal| proposed(proposal, item, reader, today));
            let authorise = group == Group::Proposed;
            let action = if authorise { "Authorise or refuse" } else { "Look at the proposal" };
            ToDo { note, action, href: page(if authorise { "review?do=decide" } else { "review" }) }
        }
        Group::Submitted => {
            let submitted = item.row.work.submitted_on.map(|day| format!("Submitted {}.", since(day, today)));
            let submitted = submitted.unwrap_or_else(|| "Submitted, date not known.".to_owned());
            let note = [Some(submitted), asked].into_iter().flatten().collect::<Vec<_>>().join(" ");
            ToDo { note: Some(note), action: "Review", href: page("review") }
        }
        _ if role.is_of_inspectorate() => ToDo { note: asked, action: "Review", href: page("review") },
        _ => {
            let (note, action, name) = of_force(item, today);
            ToDo { note, action, href: page(name) }
        }
    }
}

/// What the force is to do, whatever the group: an item in two of them asks for the same.
fn of_force(item: &Item, today: NaiveDate) -> (Option<String>, &'static str, &'static str) {
    let row = &item.row;
    let asked = item.asked.map(|asked| asked_in_words(asked, today));
    if matches!(item.asked, Some(PendingRequest { what: RequestKind::Note, .. })) {
        return (asked, "Answer the note", "review?do=note");
    }
    if row.work.proposal.is_some() {
        return (Some("Inspectors propose to close it.".to_owned()), "Add more information", "update");
    }
    if row.position == Position::ReadyForReview {
        let submitted = row.work.submitted_on.map(|day| format!("You submitted it {}.", since(day, today)));
        return (submitted, "Add more information", "update");
    }
    if let Some(day) = row.work.returned_on {
        return (Some(format!("Questions sent {}", since(day, today))), "Answer the questions", "update");
    }
    match row.status {
        Status::NotRecorded => (asked, "Add first update", "update"),
        _ => (asked, "Update", "update"),
    }
}

/// `Closure refused 12 March 2026, 3 days ago.`
fn asked_in_words(asked: PendingRequest, today: NaiveDate) -> String {
    let what = match asked.what {
        RequestKind::ClosureRefused => "Closure refused",
        RequestKind::Reopened => "Reopened",
        RequestKind::NotAccepted => "The force did not accept it",
        RequestKind::Note => "A note asks for an answer since",
    };
    format!("{what} {}.", since(asked.on, today))
}

/// `Complete, proposed by Ivy Jones (inspector) on 12 March 2026, 3 days ago. Verified by reality testing.`
fn proposed(proposal: Proposal, item: &Item, reader: PersonId, today: NaiveDate) -> String {
    let by = item.proposed_by.as_ref();
    let (outcome, proposer) = (ending(proposal, by), proposer(proposal, by, reader));
    let on = proposal.on.map(|day| format!(" on {}", since(day, today))).unwrap_or_default();
    let verified = by.and_then(|by| by.verification).filter(|_| proposal.outcome == Outcome::Complete);
    let verified = verified.map(|how| format!(" Verified by {}.", how.label().to_lowercase())).unwrap_or_default();
    let other = if proposal.by == reader { " Someone else must authorise it." } else { "" };
    format!("{outcome}, proposed by {proposer}{on}.{verified}{other}")
}
