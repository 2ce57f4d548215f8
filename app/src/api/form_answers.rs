//! What forms are answered with: fields as they were typed, and what every form carries besides.

use followup::{
    parameter::BadParameter,
    query::{self, Query},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What every form carries: the version that it was made from, and its own token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The version of what it is about: of an item, of a force's stream, of a draft.
    pub version: i32,
    /// A UUID, once for each time that a form is rendered. Sent twice, the form is acted on once.
    pub token: String,
}

/// The fields of one form, each as it was typed. Unlike other arguments a field may be left out: what is missing is said at its field.
macro_rules! form_answers {
    ($($(#[$doc:meta])* $name:ident: [$($field:literal),+] and any number of [$($repeated:literal),*];)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Default, PartialEq, Eq)]
            pub struct $name(Vec<(&'static str, String)>);

            impl Query for $name {
                const NAMES: &'static [&'static str] = &[$($field,)+ $($repeated,)* "looked_at"];
                const REPEATED: &'static [&'static str] = &[$($repeated),*];

                fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
                    let of_form = pairs.iter().filter_map(|(name, value)| {
                        let name = Self::NAMES.iter().find(|known| *known == name)?;
                        Some((*name, (*value).to_owned()))
                    });
                    Ok(Self(of_form.collect()))
                }

                fn to_pairs(&self) -> Vec<(&'static str, String)> {
                    self.0.clone()
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    query::serialize(self, serializer)
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    query::deserialize(deserializer)
                }
            }
        )+
    };
}

form_answers! {
    /// What a force says it did.
    UpdateAnswers: [
        "position", "activity", "outcome", "next_step", "owner_post", "target", "target_reason", "audience"
    ] and any number of [];
    /// A submission is sent back with questions.
    ReturnAnswers: ["questions"] and any number of [];
    /// The inspectorate's status moves.
    StatusAnswers: ["status"] and any number of [];
    /// What a later round found.
    FindingAnswers: ["round", "finding", "summary"] and any number of [];
    /// How an item is proposed to end.
    ProposalAnswers: [
        "ending", "no_action_reason", "superseded_by", "verification", "reason", "relied_on"
    ] and any number of ["pieces"];
    /// Whether a proposal is authorised.
    DecisionAnswers: ["decision", "reason"] and any number of [];
    /// Why an item is opened again.
    ReopeningAnswers: ["reason"] and any number of [];
    /// The new deadline.
    DeadlineAnswers: ["deadline", "date", "reason"] and any number of [];
    /// The earlier item.
    LinkAnswers: ["relation", "to"] and any number of [];
    /// A note.
    NoteAnswers: ["note", "audience"] and any number of [];
    /// A duty is set, or its date moves.
    DutyAnswers: ["round", "duty", "due", "reason"] and any number of [];
    /// A duty was met, or was met on another day.
    DutyMetAnswers: ["duty", "met_on", "reason"] and any number of [];
    /// The stage of monitoring.
    StageAnswers: ["stage", "from"] and any number of [];
    /// What is said of a round itself.
    RoundAnswers: ["working_title", "kind", "fieldwork", "published", "scheme", "source_url"] and any number of [];
    /// An item that a round raises; `item` is the id of one that is there already.
    RoundItemAnswers: [
        "item", "reference", "record_type", "topic", "deadline", "date", "wording"
    ] and any number of [];
    /// What a round found of an earlier item.
    RoundFindingAnswers: ["item", "finding", "summary"] and any number of [];
    /// The grades of a round.
    GradeAnswers: [
        "grade_2024-leadership", "grade_2024-partnership-working", "grade_2024-initial-response",
        "grade_2024-risk-assessment-and-referral", "grade_2024-investigation"
    ] and any number of [];
    /// The case audit of a round.
    CaseAuditAnswers: ["cases", "good", "adequate", "requires_improvement", "inadequate"] and any number of [];
    /// A new account.
    AccountAnswers: ["email", "name", "role"] and any number of ["forces"];
    /// The forces of an account; `every_force` lifts the limit of a senior leader.
    AccountForcesAnswers: ["every_force"] and any number of ["forces"];
    /// A password that is chosen by a one-time link.
    NewPasswordAnswers: ["new", "repeated"] and any number of [];
    /// One's own password changes.
    PasswordAnswers: ["current", "new", "repeated"] and any number of [];
    /// A form without fields.
    NoAnswers: ["again"] and any number of [];
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use followup::topic::{Scheme, Topic};

    use super::*;
    use crate::form::round_draft::grade_field;

    #[test]
    fn the_form_of_grades_has_a_field_for_each_topic_of_its_scheme() {
        let fields: Vec<_> = Topic::of(Scheme::Of2024).map(grade_field).chain(["looked_at".to_owned()]).collect();
        assert_eq!(GradeAnswers::NAMES, fields);
    }
}
