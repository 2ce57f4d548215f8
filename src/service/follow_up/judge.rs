//! Whether a step may be taken as things stand, and what is recorded of it. Pure: the rules themselves lie with what they rule.

use crate::act::texts::required;
use chrono::NaiveDate;

use super::{before::Before, draft::Draft, error::FollowUpError};
use crate::{
    act::follow_up::Step,
    fact::Fact,
    identity::{Audience, PersonId},
    inspectorate_status::{Act, ReviewStage},
    not_allowed::NotAllowed,
    position::Position,
};

pub(super) mod closing;
mod finding;
mod placing;
pub(super) mod showing;
mod telling;

#[cfg(test)]
mod tests;

type Judged<T> = Result<T, FollowUpError>;

/// The events of a step, in their order.
///
/// # Errors
/// The first rule that forbids it, or the first answer that is missing.
pub(super) fn judge(before: &Before, by: PersonId, step: &Step, today: NaiveDate) -> Judged<Vec<Draft>> {
    match step {
        Step::RecordUpdate(update) => telling::update(before, update, false, today),
        Step::Submit(Some(update)) => telling::update(before, update, true, today),
        Step::Submit(None) => telling::submit(before, before.standing.position, today).map(one),
        Step::AddEvidence(evidence) => showing::add(before, evidence, today).map(one),
        Step::RecordNote { note, audience, asks } => showing::note(note, *audience, *asks, today).map(one),
        Step::Return { questions } => send_back(before, questions, today).map(one),
        Step::SetStatus(stage) => set_status(before, *stage, today).map(one),
        Step::RecordFinding { round, finding, summary, replaces } => {
            finding::record(before, round, *finding, summary, *replaces).map(one)
        }
        Step::ProposeClosure(proposal) => closing::propose(before, by, proposal, today).map(one),
        Step::AuthoriseClosure => closing::authorise(before, by, today).map(one),
        Step::RefuseClosure { reason } => closing::refuse(before, by, reason, today).map(one),
        Step::Reopen { reason } => closing::reopen(before, reason, today).map(one),
        Step::MoveDeadline { deadline, reason } => placing::move_deadline(before, deadline, reason, today).map(one),
        Step::Link { relation, to } => placing::link(before, *relation, to, today).map(one),
    }
}

fn one(draft: Draft) -> Vec<Draft> {
    vec![draft]
}

fn send_back(before: &Before, questions: &str, today: NaiveDate) -> Judged<Draft> {
    before.standing.inspectorate.then(Act::Return)?;
    if before.standing.position != Position::ReadyForReview {
        return Err(NotAllowed::NotSubmitted.into());
    }
    let questions =
        required("questions", questions, "Say what the force must answer before this can be looked at again")?;
    Ok(Draft::today(today, Audience::Force, Fact::Returned {}).with("questions", questions))
}

fn set_status(before: &Before, status: ReviewStage, today: NaiveDate) -> Judged<Draft> {
    before.standing.inspectorate.then(status.act())?;
    Ok(Draft::today(today, Audience::Everyone, Fact::StatusSet { status }))
}
