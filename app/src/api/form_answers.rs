//! What forms are answered with: fields as they were typed, and what every form carries besides.

use followup::{
    parameter::BadParameter,
    query::{self, Query},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::fields::{
    self, Field, FieldKind, account, count_repeated, monitoring, names, repeated_names, review, round_draft, update,
};

/// What every form carries: the version that it was made from, and its own token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The version of what it is about: of an item, of a force's stream, of a draft.
    pub version: i32,
    /// A UUID, once for each time that a form is rendered. Sent twice, the form is acted on once.
    pub token: String,
}

/// The answers of one form, as a function takes them.
pub trait FormAnswers: Query + Default {
    /// The table of the form.
    const FIELDS: &'static [Field];
}

/// The answers of one form, each as it was typed. Unlike other arguments an answer may be left out: what is missing is said at its field.
macro_rules! form_answers {
    ($($(#[$doc:meta])* $name:ident = $fields:expr;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Default, PartialEq, Eq)]
            pub struct $name(Vec<(&'static str, String)>);

            impl FormAnswers for $name {
                const FIELDS: &'static [Field] = $fields;
            }

            impl Query for $name {
                const NAMES: &'static [&'static str] = &names::<{ $fields.len() + 1 }>($fields);
                const REPEATED: &'static [&'static str] = &repeated_names::<{ count_repeated($fields) }>($fields);

                fn is_secret(name: &str) -> bool {
                    let field = Self::FIELDS.iter().find(|field| field.name == name);
                    field.is_some_and(|field| matches!(field.kind, FieldKind::Password { .. }))
                }

                fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
                    let of_form = pairs.iter().filter_map(|(name, value)| {
                        let name = Self::NAMES.iter().find(|known| *known == name)?;
                        Some((*name, fields::answer(name, value)))
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

        /// Every form.
        #[cfg(all(test, feature = "ssr"))]
        pub(crate) const ALL_FORMS: &[AnyForm] = &[
            $(AnyForm { fields: $fields, taken: |sent| $name::from_pairs(sent).unwrap_or_default().to_pairs() }),+
        ];
    };
}

form_answers! {
    /// What a force says it did.
    UpdateAnswers = update::FIELDS;
    /// A submission is sent back with questions.
    ReturnAnswers = review::RETURN;
    /// The inspectorate's status moves.
    StatusAnswers = review::STATUS;
    /// What a later round found.
    FindingAnswers = review::FINDING;
    /// How an item is proposed to end.
    ProposalAnswers = review::PROPOSAL;
    /// Whether a proposal is authorised.
    DecisionAnswers = review::DECISION;
    /// Why an item is opened again.
    ReopeningAnswers = review::REOPENING;
    /// The new deadline.
    DeadlineAnswers = review::DEADLINE;
    /// The earlier item.
    LinkAnswers = review::LINK;
    /// A note.
    NoteAnswers = review::NOTE;
    /// A duty is set, or its date moves.
    DutyAnswers = monitoring::DUTY;
    /// A duty was met.
    DutyMetAnswers = monitoring::DUTY_MET;
    /// A duty was met on another day.
    DutyDayAnswers = monitoring::CORRECTION;
    /// A duty was recorded as met in error.
    DutyNotMetAnswers = monitoring::NOT_MET;
    /// The stage of monitoring.
    StageAnswers = monitoring::STAGE;
    /// What is said of a round itself.
    RoundAnswers = round_draft::DETAILS;
    /// An item that a round raises.
    RoundItemAnswers = round_draft::ITEM;
    /// What a round found of an earlier item.
    RoundFindingAnswers = round_draft::FINDING;
    /// The grades of a round.
    GradeAnswers = round_draft::GRADES;
    /// The case audit of a round.
    CaseAuditAnswers = round_draft::CASE_AUDIT;
    /// A new account.
    AccountAnswers = account::NEW;
    /// An account changes.
    AccountChangeAnswers = account::CHANGE;
    /// The forces of an account.
    AccountForcesAnswers = account::FORCES;
    /// Who signs in.
    SignInAnswers = account::SIGN_IN;
    /// A password that is chosen by a one-time link.
    NewPasswordAnswers = account::NEW_PASSWORD;
    /// One's own password changes.
    PasswordAnswers = account::PASSWORD;
    /// A form without questions.
    NoAnswers = NO_FIELDS;
}

const NO_FIELDS: &[Field] = &[];

/// A form for tests of all of them: its fields, and what its function takes of answers.
#[cfg(all(test, feature = "ssr"))]
pub(crate) struct AnyForm {
    pub(crate) fields: &'static [Field],
    pub(crate) taken: fn(&[(&str, &str)]) -> Taken,
}

/// Answers as a function takes them.
#[cfg(all(test, feature = "ssr"))]
pub(crate) type Taken = Vec<(&'static str, String)>;

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use followup::{
        invisible_signs::{is_invisible, turns_direction},
        topic::{Scheme, Topic},
    };

    use super::*;
    use crate::{
        form::{Answers, round_draft::grade_field},
        request::QueryParams,
    };

    /// The fields of all forms in which people type, with what becomes of a text that is typed into each: by its page, and by its function.
    fn typed_everywhere(typed: &str) -> Vec<(&'static Field, [String; 2])> {
        let typed_into = |form: &AnyForm, field: &Field| {
            let by_page = Answers::new(QueryParams::default().and(field.name, typed)).value(field.name);
            let taken = (form.taken)(&[(field.name, typed)]);
            let by_function = taken.into_iter().find(|(name, _)| *name == field.name).map(|(_, value)| value);
            [by_page, by_function.unwrap_or_default()]
        };
        let is_typed = |field: &Field| {
            matches!(
                field.kind,
                FieldKind::Line { .. } | FieldKind::Text { .. } | FieldKind::Day | FieldKind::PartialDate
            )
        };
        let fields = ALL_FORMS.iter().flat_map(|form| form.fields.iter().map(move |field| (form, field)));
        fields.filter(|(_, field)| is_typed(field)).map(|(form, field)| (field, typed_into(form, field))).collect()
    }

    #[test]
    fn text_that_shows_nothing_is_no_answer_in_any_form() {
        for sign in ('\0'..=char::MAX).filter(|sign| is_invisible(*sign)) {
            for (field, taken) in typed_everywhere(&format!(" {sign}\u{200b}{sign}")) {
                assert_eq!(taken, ["", ""], "{sign:?} in {}", field.name);
            }
        }
    }

    #[test]
    fn signs_that_turn_direction_are_left_out_of_every_form() {
        for sign in ('\0'..=char::MAX).filter(|sign| turns_direction(*sign)) {
            for (field, taken) in typed_everywhere(&format!("a{sign}b c")) {
                assert_eq!(taken, ["ab c", "ab c"], "{sign:?} in {}", field.name);
            }
        }
    }

    #[test]
    fn password_is_taken_as_it_was_typed() {
        let typed = " a\u{202e}\u{200b} ";
        for form in ALL_FORMS {
            for field in form.fields.iter().filter(|field| matches!(field.kind, FieldKind::Password { .. })) {
                assert_eq!((form.taken)(&[(field.name, typed)]), [(field.name, typed.to_owned())]);
                assert_eq!(Answers::new(QueryParams::default().and(field.name, typed)).value(field.name), typed);
            }
        }
    }

    #[test]
    fn the_form_of_grades_has_a_field_for_each_topic_of_its_scheme() {
        let fields: Vec<_> = Topic::of(Scheme::Of2024).map(grade_field).chain(["looked_at".to_owned()]).collect();
        assert_eq!(GradeAnswers::NAMES, fields);
    }
}
