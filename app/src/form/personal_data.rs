//! What in a form may identify a person: then it is saved only once somebody has looked at it.

use followup::{likely_personal::likely_personal, round_draft::RoundDraft};

use super::Answers;
use crate::fields::{Field, evidence};

/// What is said where the box is not ticked.
pub const LOOKED_AT: &str = "Check the marked words and tick the box, or change the words";

/// The fields of a form that may identify a person as they are answered. They are saved only once somebody has looked at them.
pub fn likely_fields<'a>(
    fields: &'static [Field],
    answers: &'a Answers,
) -> impl Iterator<Item = (&'static Field, String)> + 'a {
    let free = fields.iter().filter(|field| field.may_hold_personal_data);
    free.map(|field| (field, answers.value(field.name))).filter(|(_, text)| !likely_personal(text).is_empty())
}

/// Whether anything in these answers may identify a person.
#[must_use]
pub fn is_in(fields: &'static [Field], answers: &Answers) -> bool {
    likely_fields(fields, answers).next().is_some()
}

/// Whether anything that stands in the record for good may identify a person: then it is saved only once that was looked at.
#[must_use]
pub fn is_in_evidence(answers: &Answers, file_name: Option<&str>) -> bool {
    let file_name = file_name.unwrap_or_default().replace(['_', '-', '.'], " ");
    is_in(evidence::FIELDS, answers) || !likely_personal(&file_name).is_empty()
}

/// The same of a draft, in any text that would be published.
#[must_use]
pub fn is_in_draft(draft: &RoundDraft) -> bool {
    draft.texts().any(|text| !likely_personal(text).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::QueryParams;

    fn sent(form: &str) -> Answers {
        Answers::new(QueryParams::parse(form))
    }

    #[test]
    fn the_name_of_a_file_is_looked_at_as_well() {
        let plain = sent("title=Audit+of+strategy+discussions");
        assert!(!is_in_evidence(&plain, Some("audit_q1.pdf")));
        assert!(is_in_evidence(&plain, Some("statement_dob_12-03-2014.pdf")));
        assert!(is_in_evidence(&sent("title=Call+07700+900123"), None));
    }
}
