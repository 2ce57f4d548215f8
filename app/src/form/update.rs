//! The update form as it was sent, read into a step.

use followup::{
    act::{
        follow_up::{Step, Update},
        texts::wrong_update_texts,
    },
    identity::Audience,
    position::Position,
    update_text::UPDATE_TEXTS,
};

use super::{Answers, reader::FormReader};
use crate::fields::update::FIELDS;

/// The step that a form asks for; `None` where an answer cannot be read, which is then noted at its field. What must be
/// given and what the rules allow is the step's own to judge.
pub fn update(answers: &mut Answers) -> Option<Step> {
    let mut form = FormReader::new(FIELDS, answers);
    let position = form.choice::<Position>("position");
    let target = form.optional_day("target");
    let texts = UPDATE_TEXTS.iter().map(|text| (text.field, form.text(text.field))).collect();
    for (field, words) in wrong_update_texts(&texts) {
        form.refuse(field, words);
    }
    let audience = form.choice::<Audience>("audience");
    if audience == Some(Audience::Inspectorate) {
        // The form does not offer it: a force could not read what it wrote.
        form.ask("audience");
    }
    *answers = std::mem::take(answers).in_order_of(FIELDS);
    answers.is_right().then_some(())?;
    Some(Step::RecordUpdate(Update { position, target: target?, texts, audience: audience? }))
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
    fn force_cannot_write_for_the_inspectorate_alone() {
        let mut answers = Answers::new(QueryParams::parse("activity=x&outcome=y&audience=inspectorate"));
        assert_eq!(update(&mut answers), None);
        assert!(answers.error("audience").is_some(), "{answers:?}");
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once_in_the_order_of_the_form() {
        let mut answers = Answers::new(QueryParams::parse("position=nonsense&target=2027-13-01&audience=force"));
        assert_eq!(update(&mut answers), None);
        let told: Vec<_> = answers.summary().into_iter().map(|link| link.href).collect();
        assert_eq!(told, ["#position", "#activity", "#outcome", "#target"]);
    }

    #[test]
    fn an_empty_target_is_none_and_an_empty_position_is_asked_for() {
        let mut answers =
            Answers::new(QueryParams::parse("position=planned&target=&activity=x&outcome=y&audience=force"));
        let Some(Step::RecordUpdate(told)) = update(&mut answers) else { panic!("{answers:?}") };
        assert_eq!((told.position, told.target, told.audience), (Some(Position::Planned), None, Audience::Force));
        let mut answers = Answers::new(QueryParams::parse("position=&activity=x&outcome=y&audience=force"));
        assert_eq!(update(&mut answers), None);
        assert!(answers.error("position").is_some(), "{answers:?}");
    }
}
