//! What a force tells: its update, its position, its submission.

use crate::act::texts::{ASK_ACTIVITY, ASK_OUTCOME, optional, post, required};
use chrono::NaiveDate;

use super::{
    super::{before::Before, draft::Draft, error::FollowUpError},
    Judged,
};
use crate::{
    act::follow_up::Update, fact::Fact, identity::Audience, not_allowed::NotAllowed, position::Position, target::Target,
};

/// An update: the position first if it changes, then what was done, then the submission if it is one.
pub(super) fn update(before: &Before, update: &Update, submits: bool, today: NaiveDate) -> Judged<Vec<Draft>> {
    before.standing.inspectorate.still_open()?;
    let stood = before.standing.position;
    let wanted = update.position.filter(|wanted| *wanted != stood);
    let submits = submits || wanted == Some(Position::ReadyForReview);
    let mut drafts = Vec::new();
    let mut position = stood;
    if let Some(wanted) = wanted.filter(|wanted| *wanted != Position::ReadyForReview) {
        if !stood.may_become(wanted) {
            return Err(NotAllowed::Position(stood, wanted).into());
        }
        drafts.push(Draft::today(today, Audience::Everyone, Fact::PositionSet { position: wanted }));
        position = wanted;
    }
    drafts.push(told(before, update, today)?);
    if submits {
        drafts.push(submit(before, position, today)?);
    }
    Ok(drafts)
}

/// A submission from the position that then stands.
pub(super) fn submit(before: &Before, position: Position, today: NaiveDate) -> Judged<Draft> {
    before.standing.inspectorate.still_open()?;
    if !position.may_become(Position::ReadyForReview) {
        return Err(NotAllowed::Position(position, Position::ReadyForReview).into());
    }
    Ok(Draft::today(today, Audience::Everyone, Fact::Submitted {}))
}

fn told(before: &Before, update: &Update, today: NaiveDate) -> Judged<Draft> {
    if update.audience == Audience::Inspectorate {
        return Err(FollowUpError::invalid(
            "audience",
            "Choose who may read this: the force and the inspectorate, or everyone",
        ));
    }
    let activity = required("activity", &update.activity, ASK_ACTIVITY)?;
    let outcome = required("outcome", &update.outcome, ASK_OUTCOME)?;
    let next_step = optional("next_step", &update.next_step)?;
    let owner_post = post("owner_post", &update.owner_post)?;
    let target_reason = target_reason(before, update, today)?;
    let target = Target::between(before.standing.target_on, update.target);
    let fact = Fact::UpdateRecorded { owner_post: None, target };
    Ok(Draft::today(today, update.audience, fact)
        .with("activity", activity)
        .with("outcome", outcome)
        .with_any("next_step", next_step)
        // People type a name where a post is asked for, so it lies beside the event as the other texts do.
        .with_any("owner_post", owner_post)
        .with_any("target_reason", target_reason))
}

/// A target may be said again when it has passed; only a new one must lie ahead, and needs a reason if there was another. So
/// does giving one up.
fn target_reason(before: &Before, update: &Update, today: NaiveDate) -> Judged<Option<String>> {
    let moves = update.target.filter(|target| before.standing.target_on != Some(*target));
    match (moves, before.standing.target_on) {
        (Some(target), _) if target < today => {
            Err(FollowUpError::invalid("target", "Choose a date that has not passed"))
        }
        (Some(_), Some(_)) => {
            Ok(Some(required("target_reason", &update.target_reason, "Say why the force’s own date moves")?))
        }
        (Some(_), None) => Ok(optional("target_reason", &update.target_reason)?),
        (None, Some(_)) if update.target.is_none() => {
            Ok(Some(required("target_reason", &update.target_reason, "Say why the force’s own date is withdrawn")?))
        }
        (None, _) => Ok(None),
    }
}
