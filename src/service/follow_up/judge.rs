//! Whether a step may be taken as things stand, and what is recorded of it. Pure: the rules themselves lie with what they rule.

use crate::act::texts::{optional, required};
use chrono::NaiveDate;

use super::{before::Before, draft::Draft, error::FollowUpError};
use crate::{
    act::follow_up::Step,
    fact::Fact,
    finding::Finding,
    identity::{Audience, PersonId},
    inspectorate_status::{Act, ReviewStage},
    not_allowed::NotAllowed,
    position::Position,
    round::RoundSlug,
};

mod closing;
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
        Step::RecordFinding { round, finding, summary } => find(before, round, *finding, summary).map(one),
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

/// A finding happens when its round does. It closes nothing, so it may be recorded of what has ended as well.
fn find(before: &Before, slug: &RoundSlug, finding: Finding, summary: &str) -> Judged<Draft> {
    let published = |known: &&crate::store::read_model::chain::DatedRound| known.slug == *slug;
    let round = before.rounds.iter().find(published).filter(|round| before.is_later(round));
    let Some((round, source_url)) = round.and_then(|round| Some((round, round.source_url.clone()?))) else {
        return Err(FollowUpError::invalid(
            "round",
            "Choose a round of this force that came after the one that raised this",
        ));
    };
    // An unknown date never fails a comparison.
    if let (Some(found), Some(raised)) = (round.happened, before.raised)
        && found.last() < raised.first()
    {
        let message = format!("This round ({found}) is before the item was raised ({raised})");
        return Err(FollowUpError::invalid("round", message));
    }
    let fact = Fact::FindingRecorded { round: slug.clone(), finding, source_url };
    let texts = optional("summary", summary)?.map(|summary| ("summary", summary)).into_iter().collect();
    Ok(Draft { happened: round.happened, audience: Audience::Everyone, fact, texts })
}
