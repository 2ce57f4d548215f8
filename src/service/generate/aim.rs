//! Where the story of an item is heading, and the next step on the way there. Only steps that the rules allow.

use super::chance::Chance;
use crate::{
    closure::{EndedBy, NoActionReason, Outcome},
    inspectorate_status::Inspectorate,
    position::Position,
    source_status::SourceVocabulary,
};

/// The most steps that any aim is away from any standing.
pub const FARTHEST: usize = 7;

/// One step of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The force takes a position.
    Position(Position),
    /// The force submits it.
    Submit,
    /// The inspectorate sends it back.
    Return,
    /// An inspector proposes an ending.
    Propose(Outcome),
    /// Another person authorises it.
    Authorise,
    /// Another person refuses it.
    Refuse,
    /// It is opened again.
    Reopen,
    /// A source gives it a status.
    Word(SourceVocabulary, &'static str),
    /// Something that leaves its status as it is.
    Detail,
}

/// How a story ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Whatever it is without a word on its status.
    Silence,
    /// Two people end it so.
    Ended(Outcome),
    /// An ending is proposed.
    Proposed,
    /// The force holds this position and the inspectorate has not ended it.
    Position(Position),
    /// A source's last word.
    Word(SourceVocabulary, &'static str),
}

impl Aim {
    /// One of the ways in which stories end.
    pub fn any(chance: &mut Chance) -> Self {
        let no_action = [
            NoActionReason::Superseded,
            NoActionReason::Overtaken,
            NoActionReason::NotApplicable,
            NoActionReason::AlternativeAction,
        ];
        let no_action = Outcome::NoFurtherAction(chance.pick(&no_action));
        chance.weighted(&[
            (34, Self::Ended(Outcome::Complete)),
            (7, Self::Ended(no_action)),
            (4, Self::Proposed),
            (11, Self::Position(Position::ReadyForReview)),
            (22, Self::Position(Position::InProgress)),
            (9, Self::Position(Position::Planned)),
            (8, Self::Position(Position::NotStarted)),
            (5, Self::Position(Position::NotAccepted)),
        ])
    }

    /// The next step towards it; `None` once it is reached.
    pub fn next(self, position: Position, inspectorate: Inspectorate) -> Option<Step> {
        match self {
            Self::Silence => None,
            Self::Word(vocabulary, word) => Some(Step::Word(vocabulary, word)),
            Self::Ended(wanted) => match inspectorate {
                Inspectorate::Ended { outcome, by: EndedBy::People(_) } if outcome == wanted => None,
                Inspectorate::Ended { .. } => Some(Step::Reopen),
                Inspectorate::ClosureProposed { outcome, .. } if outcome == wanted => Some(Step::Authorise),
                Inspectorate::ClosureProposed { .. } => Some(Step::Refuse),
                _ if wanted == Outcome::Complete => {
                    to_position(position, Position::ReadyForReview).or(Some(Step::Propose(wanted)))
                }
                _ => Some(Step::Propose(wanted)),
            },
            Self::Proposed => match inspectorate {
                Inspectorate::ClosureProposed { .. } => None,
                Inspectorate::Ended { .. } => Some(Step::Reopen),
                _ => to_position(position, Position::ReadyForReview).or(Some(Step::Propose(Outcome::Complete))),
            },
            Self::Position(wanted) => match inspectorate {
                Inspectorate::Ended { .. } => Some(Step::Reopen),
                Inspectorate::ClosureProposed { .. } => Some(Step::Refuse),
                _ => to_position(position, wanted),
            },
        }
    }
}

fn to_position(from: Position, to: Position) -> Option<Step> {
    if from == to {
        return None;
    }
    Some(match (from, to) {
        (Position::InProgress | Position::NotRecorded, Position::ReadyForReview) => Step::Submit,
        (Position::ReadyForReview, _) => Step::Return,
        _ if from.may_become(to) => Step::Position(to),
        (Position::InProgress, Position::NotStarted) => Step::Position(Position::Planned),
        _ => Step::Position(Position::InProgress),
    })
}

/// A step of a story that has time left: now and then something moves, forwards or back.
pub fn wander(position: Position, inspectorate: Inspectorate, chance: &mut Chance) -> Step {
    match inspectorate {
        Inspectorate::Ended { .. } => chance.weighted(&[(8, Step::Reopen), (92, Step::Detail)]),
        Inspectorate::ClosureProposed { .. } => {
            chance.weighted(&[(45, Step::Authorise), (30, Step::Refuse), (25, Step::Detail)])
        }
        _ => match position {
            Position::InProgress => chance.weighted(&[
                (8, Step::Submit),
                (4, Step::Position(Position::Planned)),
                (1, Step::Position(Position::NotAccepted)),
                (1, Step::Propose(Outcome::NoFurtherAction(NoActionReason::AlternativeAction))),
                (86, Step::Detail),
            ]),
            Position::ReadyForReview => chance.weighted(&[
                (25, Step::Return),
                (15, Step::Propose(Outcome::Complete)),
                (3, Step::Position(Position::InProgress)),
                (57, Step::Detail),
            ]),
            _ => {
                let moves: Vec<Position> = Position::ALL
                    .iter()
                    .copied()
                    .filter(|next| position.may_become(*next) && *next != Position::ReadyForReview)
                    .collect();
                let moves = Step::Position(chance.pick(&moves));
                let often = if position == Position::NotRecorded { 50 } else { 20 };
                chance.weighted(&[(often, moves), (100 - often, Step::Detail)])
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{identity::PersonId, inspectorate_status::Act};

    fn after(step: Step, position: Position, inspectorate: Inspectorate) -> (Position, Inspectorate) {
        let person = |number| PersonId(uuid::Uuid::from_u128(number));
        let by = |act| inspectorate.then(act).unwrap();
        match step {
            Step::Position(next) => {
                assert!(position.may_become(next), "{position} to {next}");
                (next, inspectorate)
            }
            Step::Submit => {
                assert!(position.may_become(Position::ReadyForReview), "{position}");
                (Position::ReadyForReview, inspectorate)
            }
            Step::Return => (Position::InProgress, Inspectorate::BeingProgressed),
            Step::Propose(outcome) => (position, by(Act::Propose { outcome, by: person(1) })),
            Step::Authorise => (position, by(Act::Authorise { by: person(2) })),
            Step::Refuse => (position, by(Act::Refuse { by: person(2) })),
            Step::Reopen if position == Position::ReadyForReview => (Position::InProgress, by(Act::Reopen)),
            Step::Reopen => (position, by(Act::Reopen)),
            Step::Word(..) | Step::Detail => (position, inspectorate),
        }
    }

    #[test]
    fn from_wherever_a_story_wandered_every_aim_is_reached_by_allowed_steps() {
        let mut chance = Chance::new(7, 0);
        for _ in 0..2000 {
            let (mut position, mut inspectorate) = (Position::NotRecorded, Inspectorate::NotRecorded);
            for _ in 0..chance.between(0..=30) {
                (position, inspectorate) = after(wander(position, inspectorate, &mut chance), position, inspectorate);
            }
            let aim = Aim::any(&mut chance);
            let mut steps = 0;
            while let Some(step) = aim.next(position, inspectorate) {
                (position, inspectorate) = after(step, position, inspectorate);
                steps += 1;
                assert!(steps <= FARTHEST, "{aim:?}");
            }
        }
    }
}
