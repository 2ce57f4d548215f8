//! What a force tells: its update, its position, its submission.

use chrono::NaiveDate;

use super::{
    super::{before::Before, draft::Draft, error::FollowUpError},
    Judged,
};
use crate::{
    act::{
        follow_up::Update,
        texts::{optional, required, update_text},
    },
    fact::Fact,
    identity::Audience,
    not_allowed::NotAllowed,
    position::Position,
    target::Target,
    update_text::{TARGET_REASON, UPDATE_TEXTS},
};

/// An update: the position first if it changes, then what was done, then the submission if it is one.
pub(super) fn update(before: &Before, update: &Update, submits: bool, today: NaiveDate) -> Judged<Vec<Draft>> {
    before.standing.inspectorate.still_open()?;
    let stood = before.standing.position;
    let wanted = update.position.filter(|wanted| *wanted != stood);
    let submits = submits || wanted == Some(Position::ReadyForReview);
    // An update without a position would stand beside "nothing public says what the force claims".
    if update.position == Some(Position::NotRecorded) {
        return Err(FollowUpError::invalid("position", "Choose how far the force has got"));
    }
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
            "Choose who can read this: the force and the inspectorate, or everyone",
        ));
    }
    let mut texts = Vec::new();
    for text in UPDATE_TEXTS.iter().filter(|text| text.field != TARGET_REASON) {
        texts.push((text.field, update_text(text, update.text(text.field))?));
    }
    texts.push((TARGET_REASON, target_reason(before, update, today)?));
    let target = Target::between(before.standing.target_on, update.target);
    // People type a name where a post is asked for, so it is a text beside the event, which can be erased.
    let fact = Fact::UpdateRecorded { owner_post: None, target };
    let draft = Draft::today(today, update.audience, fact);
    Ok(texts.into_iter().fold(draft, |draft, (field, text)| draft.with_any(field, text)))
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
            Ok(Some(required(TARGET_REASON, update.text(TARGET_REASON), "Enter why the target date changes")?))
        }
        (Some(_), None) => Ok(optional(TARGET_REASON, update.text(TARGET_REASON))?),
        (None, Some(_)) if update.target.is_none() => {
            Ok(Some(required(TARGET_REASON, update.text(TARGET_REASON), "Enter why the target date is withdrawn")?))
        }
        (None, _) => Ok(None),
    }
}
