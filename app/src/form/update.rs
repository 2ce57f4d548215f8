//! The update form as it was sent, read into a step.

use chrono::NaiveDate;
use followup::{
    act::{
        follow_up::{Step, Update},
        texts::wrong_texts,
    },
    identity::Audience,
    position::Position,
};

use super::Answers;

/// The fields of the form, in its order.
pub const FIELDS: [(&str, &str); 8] = [
    ("position", "Position of the force"),
    ("activity", "What was done"),
    ("outcome", "What changed for children as a result"),
    ("next_step", "Next step"),
    ("owner_post", "Post that owns it"),
    ("target", "The force’s own target date"),
    ("target_reason", "Why that date moves or is withdrawn"),
    ("audience", "Who may read this"),
];

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
        _ => None,
    };
    let update = Update {
        position,
        activity: answers.value("activity"),
        outcome: answers.value("outcome"),
        next_step: answers.value("next_step"),
        owner_post: answers.value("owner_post"),
        target,
        target_reason: answers.value("target_reason"),
        audience: audience.unwrap_or(Audience::Force),
    };
    for (field, words) in wrong_texts(&update) {
        answers.wrong(field, words);
    }
    if audience.is_none() {
        answers.wrong("audience", "Choose who may read this");
    }
    *answers = std::mem::take(answers).in_order_of(&FIELDS.map(|(field, _)| field));
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
    fn everything_that_is_missing_is_told_at_once_in_the_order_of_the_form() {
        let mut answers = Answers::new(QueryParams::parse("position=nonsense&target=2027-13-01&audience=force"));
        assert_eq!(update(&mut answers), None);
        let told: Vec<_> = answers.summary().into_iter().map(|link| link.href).collect();
        assert_eq!(told, ["#position", "#activity", "#outcome", "#target"]);
    }

    #[test]
    fn an_empty_target_is_none_and_an_empty_position_leaves_it() {
        let mut answers = Answers::new(QueryParams::parse("position=&target=&activity=x&outcome=y&audience=force"));
        let Some(Step::RecordUpdate(update)) = update(&mut answers) else { panic!("{answers:?}") };
        assert_eq!((update.position, update.target, update.audience), (None, None, Audience::Force));
    }
}
