//! The form of evidence as it was sent, read into what a step is made of.

use followup::{
    evidence::{EvidenceId, Refused},
    identity::Audience,
    partial_date::PartialDate,
};

use super::{Answers, reader::FormReader};
use crate::fields::evidence::FIELDS;

/// What was typed besides the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// What it is.
    pub title: String,
    /// What it speaks for.
    pub speaks_for: Option<PartialDate>,
    /// Who may read it.
    pub audience: Audience,
    /// What it is a new version of.
    pub follows: Option<EvidenceId>,
    /// Where it is held, if it is no file.
    pub held_at: String,
}

/// What came of the file of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileSent {
    /// None was chosen.
    None,
    /// It is here.
    Received,
    /// It was refused, and why.
    Refused(Refused),
}

/// What a form says; `None` where anything is wrong with it, which is then noted at its field, all of it at once. The step
/// judges once more.
pub fn evidence(answers: &mut Answers, file: FileSent) -> Option<Typed> {
    let mut form = FormReader::new(FIELDS, answers);
    let (title, speaks_for) = (form.required_text("title"), form.partial_date("speaks_for"));
    let audience = form.choice::<Audience>("audience");
    let follows = form.optional_choice::<EvidenceId>("follows");
    let held_at = form.text("held_at");
    match file {
        FileSent::Refused(why) => form.refuse("file", why.to_string()),
        FileSent::Received if !held_at.trim().is_empty() => {
            form.refuse("held_at", "Add the file, or enter where it is kept, but not both");
        }
        FileSent::None if held_at.trim().is_empty() => {
            form.refuse("file", "Choose a file, or enter where this is kept");
        }
        FileSent::Received | FileSent::None => {}
    }
    form.is_right().then_some(())?;
    Some(Typed { title: title?, speaks_for, audience: audience?, follows: follows?, held_at })
}

/// Whether the person was asked to look at that, or has said that they did.
#[must_use]
pub fn has_asked(answers: &Answers) -> bool {
    answers.error("looked_at").is_some() || !answers.value("looked_at").is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::QueryParams;

    fn sent(form: &str) -> Answers {
        Answers::new(QueryParams::parse(form))
    }

    #[test]
    fn what_cannot_be_read_is_noted_at_its_field() {
        let mut answers = sent("title=Audit&speaks_for=last+year&audience=all&follows=the+old+one&held_at=Niche");
        assert_eq!(evidence(&mut answers, FileSent::Received), None);
        for field in ["speaks_for", "audience", "follows", "held_at"] {
            assert!(answers.error(field).is_some(), "{field}");
        }
    }

    #[test]
    fn what_is_not_said_is_asked_for_all_at_once() {
        let mut answers = sent("title=+&speaks_for=&audience=force&held_at=");
        assert_eq!(evidence(&mut answers, FileSent::None), None);
        let fields: Vec<_> = answers.summary().into_iter().map(|link| link.href).collect();
        assert_eq!(fields, ["#title", "#speaks_for", "#file"]);
    }

    #[test]
    fn a_reference_needs_no_file_and_a_first_version_follows_nothing() {
        let mut answers = sent("title=Audit&speaks_for=2026-Q1&audience=everyone&follows=&held_at=Niche+7");
        let typed = evidence(&mut answers, FileSent::None).unwrap();
        assert_eq!((typed.follows, typed.audience, typed.held_at.as_str()), (None, Audience::Everyone, "Niche 7"));
        assert_eq!(typed.speaks_for.unwrap().iso(), "2026-Q1");
    }
}
