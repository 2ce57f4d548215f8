//! Endings: proposed by one person, authorised or refused by another, and opened again.

use crate::act::texts::{optional, required};
use chrono::NaiveDate;

use super::{
    super::{before::Before, draft::Draft, error::FollowUpError},
    Judged,
};
use crate::{
    act::follow_up::Proposal,
    closure::{NoActionReason, Outcome},
    fact::Fact,
    identity::{Audience, PersonId},
    inspectorate_status::Act,
};

/// The field by which a person says that they have read the latest finding.
pub(in crate::service::follow_up) const DESPITE_FINDING: &str = "despite_finding";

pub(super) fn propose(before: &Before, by: PersonId, proposal: &Proposal, today: NaiveDate) -> Judged<Draft> {
    let Proposal { outcome, superseded_by, verification, reason, relied_on, pieces, despite_finding } = proposal;
    before.standing.inspectorate.then(Act::Propose { outcome: *outcome, by })?;
    if *outcome == Outcome::Complete && verification.is_none() {
        return Err(FollowUpError::invalid("verification", "Choose how it was verified"));
    }
    if *outcome == Outcome::Complete && !despite_finding {
        check_latest_finding(before)?;
    }
    check_successor(before, proposal)?;
    let reason = required("reason", reason, "Enter why this can close")?;
    if !pieces.is_subset(&before.evidence) {
        return Err(FollowUpError::invalid("pieces", "Choose evidence that was added to this recommendation"));
    }
    let relied_on = if pieces.is_empty() {
        Some(required("relied_on", relied_on, "Enter at least one piece of evidence you rely on")?)
    } else {
        optional("relied_on", relied_on)?
    };
    let fact = Fact::ClosureProposed {
        outcome: *outcome,
        verification: *verification,
        superseded_by: superseded_by.clone(),
        pieces: pieces.clone(),
    };
    Ok(Draft::today(today, Audience::Force, fact).with("reason", reason).with_any("relied_on", relied_on))
}

/// What inspectors found last speaks against "complete": the person must have read it.
fn check_latest_finding(before: &Before) -> Judged<()> {
    let Some((round, finding)) = before.standing.latest_finding.as_ref().filter(|(_, found)| found.is_of_concern())
    else {
        return Ok(());
    };
    let round = before.rounds.iter().find(|known| known.slug == *round);
    let when = round.and_then(|round| round.happened).map(|date| format!(" ({date})")).unwrap_or_default();
    let message = format!("The latest finding is “{finding}”{when}. Tick the box if this is complete all the same");
    Err(FollowUpError::invalid(DESPITE_FINDING, message))
}

/// What is superseded names another item of its force; nothing else names one.
fn check_successor(before: &Before, proposal: &Proposal) -> Judged<()> {
    let superseded = proposal.outcome.reason() == Some(NoActionReason::Superseded);
    let invalid = |message| Err(FollowUpError::invalid("superseded_by", message));
    match &proposal.superseded_by {
        None if superseded => invalid("Choose the recommendation that takes its place"),
        None => Ok(()),
        Some(_) if !superseded => invalid("Clear the recommendation that takes its place, or choose superseded"),
        Some(other) if *other == before.reference => {
            invalid("Choose another recommendation. One cannot take its own place")
        }
        Some(_) => match &before.other {
            Some((force, _)) if force == before.force() => Ok(()),
            _ => invalid("There is no recommendation of this force with that reference"),
        },
    }
}

pub(super) fn authorise(before: &Before, by: PersonId, today: NaiveDate) -> Judged<Draft> {
    before.standing.inspectorate.then(Act::Authorise { by })?;
    Ok(Draft::today(today, Audience::Everyone, Fact::ClosureAuthorised {}))
}

pub(super) fn refuse(before: &Before, by: PersonId, reason: &str, today: NaiveDate) -> Judged<Draft> {
    before.standing.inspectorate.then(Act::Refuse { by })?;
    let reason = required("reason", reason, "Enter why this cannot close yet")?;
    Ok(Draft::today(today, Audience::Force, Fact::ClosureRefused {}).with("reason", reason))
}

pub(super) fn reopen(before: &Before, reason: &str, today: NaiveDate) -> Judged<Draft> {
    before.standing.inspectorate.then(Act::Reopen)?;
    let reason = required("reason", reason, "Enter why this must be reopened")?;
    Ok(Draft::today(today, Audience::Force, Fact::Reopened {}).with("reason", reason))
}
