//! The update form as it was sent, read into a step.

use chrono::NaiveDate;
use followup::{
    event::Audience,
    position::Position,
    service::follow_up::{Step, Update},
};

use crate::form::Answers;

/// The step that a form asks for; `None` where an answer cannot be read, which is then noted at its field. What must be
/// given and what the rules allow is the step's own to judge.
pub fn update(answers: &mut Answers) -> Option<Step> {
    let position = match answers.value("position").as_str() {
        "" => None,
        _ => answers.parsed::<Position>("position"),
    };
    let target = match answers.value("target").as_str() {
        "" => None,
        given => {
            let target = given.parse::<NaiveDate>().ok();
            if target.is_none() {
                answers.wrong("target", "Enter a real date, like 2027-05-01, or leave it empty");
            }
            target
        }
    };
    let audience = match answers.value("audience").as_str() {
        "force" => Some(Audience::Force),
        "everyone" => Some(Audience::Everyone),
        _ => {
            answers.wrong("audience", "Choose who may read this");
            None
        }
    };
    let update = Update {
        position,
        activity: answers.value("activity"),
        outcome: answers.value("outcome"),
        next_step: answers.value("next_step"),
        owner_post: answers.value("owner_post"),
        target,
        target_reason: answers.value("target_reason"),
        audience: audience?,
    };
    answers.is_right().then_some(Step::RecordUpdate(update))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::QueryParams;

    #[test]
    fn what_cannot_be_read_is_noted_at_its_field() {
        let mut answers = Answers::new(QueryParams::parse("position=done&target=1+May&activity=x&outcome=y"));
        assert_eq!(update(&mut answers), None);
        for field in ["position", "target", "audience"] {
            assert!(answers.error(field).is_some(), "{field}");
        }
    }

    #[test]
    fn an_empty_target_is_none_and_an_empty_position_leaves_it() {
        let mut answers = Answers::new(QueryParams::parse("position=&target=&activity=x&outcome=y&audience=force"));
        let Some(Step::RecordUpdate(update)) = update(&mut answers) else { panic!("{answers:?}") };
        assert_eq!((update.position, update.target, update.audience), (None, None, Audience::Force));
    }
}
