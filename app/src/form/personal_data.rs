//! What in a form may identify a person: then it is saved only once somebody has looked at it.

use followup::{likely_personal::likely_personal, round_draft::RoundDraft};

use super::Answers;

/// What is said where the box is not ticked.
pub const LOOKED_AT: &str = "Tick the box once you have looked at the marked words, or change them";

/// The fields in which people write freely, those of reviews last.
pub(crate) const FREE: [&str; 10] = [
    "activity",
    "outcome",
    "next_step",
    "owner_post",
    "target_reason",
    "questions",
    "summary",
    "reason",
    "relied_on",
    "note",
];

/// Whether anything in these answers may identify a person: then they are saved only once that was looked at.
#[must_use]
pub fn is_in(answers: &Answers) -> bool {
    FREE.iter().any(|field| !likely_personal(&answers.value(field)).is_empty())
}

/// Whether the reason may identify a person: then it is saved only once that was looked at.
#[must_use]
pub fn is_in_reason(answers: &Answers) -> bool {
    !likely_personal(&answers.value("reason")).is_empty()
}

/// Whether anything that stands in the record for good may identify a person: then it is saved only once that was looked at.
#[must_use]
pub fn is_in_evidence(answers: &Answers, file_name: Option<&str>) -> bool {
    let file_name = file_name.unwrap_or_default().replace(['_', '-', '.'], " ");
    [answers.value("title"), answers.value("held_at"), file_name].iter().any(|text| !likely_personal(text).is_empty())
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
