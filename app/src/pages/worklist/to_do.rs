//! What there is to do about an item, for whom it waits.

use chrono::NaiveDate;
use followup::{
    closure::Outcome,
    identity::PersonId,
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
pub(super) fn to_do(item: &Item, group: Group, reader: PersonId, today: NaiveDate) -> ToDo {
    let page = |name: &str| format!("/recommendations/{}/{name}", item.row.reference);
    match group {
        Group::Proposed => {
            let proposal = item.row.work.proposal;
            let own = proposal.is_some_and(|proposal| proposal.by == reader);
            let note = proposal.map(|proposal| proposed(proposal, item, reader, today));
            let action = if own { "Look at the proposal for" } else { "Authorise or refuse" };
            ToDo { note, action, href: page("review") }
        }
        Group::Submitted => {
            let submitted = item.row.work.submitted_on.map(|day| format!("Submitted {}", since(day, today)));
            let note = submitted.unwrap_or_else(|| "Submitted, date not known".to_owned());
            ToDo { note: Some(note), action: "Review", href: page("review") }
        }
        _ => {
            let (note, action) = of_force(item, today);
            ToDo { note, action, href: page("update") }
        }
    }
}

/// What the force is to do, whatever the group: an item in two of them asks for the same.
fn of_force(item: &Item, today: NaiveDate) -> (Option<String>, &'static str) {
    let row = &item.row;
    if row.work.proposal.is_some() {
        return (Some("With the inspectorate: closure is proposed".to_owned()), "Add more information");
    }
    if row.position == Position::ReadyForReview {
        return (Some("With the inspectorate for review".to_owned()), "Add more information");
    }
    if let Some(day) = row.work.returned_on {
        return (Some(format!("Questions sent {}", since(day, today))), "Answer the questions");
    }
    match row.status {
        Status::NotRecorded => (None, "Add first update"),
        _ => (None, "Update"),
    }
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
