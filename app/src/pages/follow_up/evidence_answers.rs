//! The form of evidence as it was sent, read into what a step is made of.

use followup::{event::Audience, evidence::EvidenceId, likely_personal::likely_personal, partial_date::PartialDate};

use crate::form::Answers;

/// What was typed besides the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// What it is.
    pub title: String,
    /// What it speaks for; `None` where nothing was given, which the step then asks for.
    pub speaks_for: Option<PartialDate>,
    /// Who may read it.
    pub audience: Audience,
    /// What it is a new version of.
    pub follows: Option<EvidenceId>,
    /// Where it is held, if it is no file.
    pub held_at: String,
}

/// What a form says; `None` where an answer cannot be read, which is then noted at its field.
pub fn evidence(answers: &mut Answers, with_file: bool) -> Option<Typed> {
    let speaks_for = match answers.value("speaks_for").trim() {
        "" => None,
        given => {
            let date = given.parse::<PartialDate>().ok();
            if date.is_none() {
                answers.wrong("speaks_for", "Enter a date like 2026-03-05, 2026-03, 2026-Q1 or 2026");
            }
            date
        }
    };
    let audience = answers.value("audience").parse::<Audience>().ok();
    if audience.is_none() {
        answers.wrong("audience", "Choose who may read this");
    }
    let follows = match answers.value("follows").as_str() {
        "" => None,
        given => {
            let id = given.parse::<EvidenceId>().ok();
            if id.is_none() {
                answers.wrong("follows", "Choose the evidence that this is a new version of");
            }
            id
        }
    };
    let held_at = answers.value("held_at");
    if with_file && !held_at.trim().is_empty() {
        answers.wrong("held_at", "Add the file, or say where it is held, but not both");
    }
    let title = answers.value("title");
    answers.is_right().then_some(Typed { title, speaks_for, audience: audience?, follows, held_at })
}

/// Whether anything that stands in the record for good may identify a person: then it is saved only once that was looked at.
#[must_use]
pub fn is_delicate_evidence(answers: &Answers, file_name: Option<&str>) -> bool {
    let file_name = file_name.unwrap_or_default().replace(['_', '-', '.'], " ");
    [answers.value("title"), answers.value("held_at"), file_name].iter().any(|text| !likely_personal(text).is_empty())
}

/// Whether the person was asked to look at that, or has said that they did.
pub(super) fn has_asked(answers: &Answers) -> bool {
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
        assert_eq!(evidence(&mut answers, true), None);
        for field in ["speaks_for", "audience", "follows", "held_at"] {
            assert!(answers.error(field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_reference_needs_no_file_and_a_first_version_follows_nothing() {
        let mut answers = sent("title=Audit&speaks_for=2026-Q1&audience=everyone&follows=&held_at=Niche+7");
        let typed = evidence(&mut answers, false).unwrap();
        assert_eq!((typed.follows, typed.audience, typed.held_at.as_str()), (None, Audience::Everyone, "Niche 7"));
        assert_eq!(typed.speaks_for.unwrap().iso(), "2026-Q1");
    }

    #[test]
    fn the_name_of_a_file_is_looked_at_as_well() {
        let plain = sent("title=Audit+of+strategy+discussions");
        assert!(!is_delicate_evidence(&plain, Some("audit_q1.pdf")));
        assert!(is_delicate_evidence(&plain, Some("statement_dob_12-03-2014.pdf")));
        assert!(is_delicate_evidence(&sent("title=Call+07700+900123"), None));
    }
}
