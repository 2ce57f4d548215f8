//! What functions that write have in common: who acts, the form as the service takes it, and what is wrong with its answers.

use chrono::NaiveDate;
use followup::{
    act::follow_up::Step,
    clock::london_day,
    identity::Permission,
    not_allowed::NotAllowed,
    person::Person,
    query::Query,
    service::follow_up::{FollowUpError, Form},
};
use uuid::Uuid;

use super::{
    access::{Access, parse_reference},
    error::{ApiError, FieldError, Sought},
    form_answers::Envelope,
};
use crate::{
    fields::Field,
    form::{Answers, personal_data},
    request::{self, QueryParams},
};

/// The fields of a form, as pages handle them.
pub fn answers_of(fields: &impl Query) -> Answers {
    answers_of_pairs(fields.to_pairs())
}

/// Fields and their values, as pages handle them.
pub fn answers_of_pairs(given: impl IntoIterator<Item = (&'static str, String)>) -> Answers {
    Answers::new(given.into_iter().fold(QueryParams::default(), |query, (name, value)| query.and(name, value)))
}

/// What is wrong with the answers.
#[must_use]
pub fn invalid(answers: &Answers) -> ApiError {
    let fields = answers.errors().map(|(field, message)| FieldError::new(field, message));
    ApiError::Invalid { fields: fields.collect() }
}

/// Checks that somebody has looked at what may identify a person.
///
/// # Errors
/// [`ApiError::Invalid`] at the box that says so.
pub fn check_personal_data(fields: &'static [Field], answers: &Answers) -> Result<(), ApiError> {
    if personal_data::is_in(fields, answers) && answers.value("looked_at").is_empty() {
        Err(not_looked_at())
    } else {
        Ok(())
    }
}

/// Nobody has said yet that they looked.
#[must_use]
pub fn not_looked_at() -> ApiError {
    ApiError::Invalid { fields: vec![FieldError::new("looked_at", personal_data::LOOKED_AT)] }
}

/// The token of a form.
///
/// # Errors
/// [`ApiError::BadArgument`] for what is no UUID.
pub fn parse_token(envelope: &Envelope) -> Result<Uuid, ApiError> {
    envelope.token.parse().map_err(|_| ApiError::bad_argument("token", envelope.token.clone(), "a UUID"))
}

/// Somebody who may act on items.
#[derive(Debug)]
pub struct Actor {
    access: Access,
    person: Person,
}

/// A step about one item, ready for the service.
#[derive(Debug)]
pub struct ItemAct {
    /// The database and the moment.
    pub access: Access,
    /// Who acts.
    pub person: Person,
    /// What the form carries.
    pub form: Form,
    /// What was answered.
    pub answers: Answers,
    /// What it asks for.
    pub step: Step,
    /// The day in London.
    pub today: NaiveDate,
}

impl ItemAct {
    /// Checks that the person's role has a permission, before anything of the form is judged.
    ///
    /// # Errors
    /// Those of [`Access::with_permission`].
    pub fn permit(permission: Permission) -> Result<Actor, ApiError> {
        let (access, person) = Access::with_permission(permission)?;
        Ok(Actor { access, person })
    }
}

impl Actor {
    /// The whole step.
    ///
    /// # Errors
    /// What can be no reference, and what can be no token.
    pub fn with(self, reference: &str, envelope: &Envelope, answers: Answers, step: Step) -> Result<ItemAct, ApiError> {
        let Self { access, person } = self;
        let form = Form {
            subject: parse_reference(reference)?,
            version: envelope.version,
            token: parse_token(envelope)?,
            answers: answers.digest(),
        };
        let today = london_day(access.now);
        Ok(ItemAct { access, person, form, answers, step, today })
    }

    /// Who acts, with the database and the moment.
    #[must_use]
    pub fn into_parts(self) -> (Access, Person) {
        (self.access, self.person)
    }
}

impl From<FollowUpError> for ApiError {
    fn from(error: FollowUpError) -> Self {
        let unknown = || Self::not_found(Sought::Page, "A form at this address");
        match error {
            FollowUpError::NotFound => unknown(),
            // To a liaison officer another force's item does not exist. The attempt is audited.
            FollowUpError::NotAllowed(NotAllowed::NotOfForce) => {
                request::note_denial();
                unknown()
            }
            FollowUpError::NotAllowed(NotAllowed::NotOfRole(..)) | FollowUpError::FormOfAnother => {
                request::note_denial();
                Self::Forbidden { reason: error.to_string() }
            }
            FollowUpError::NotAllowed(rule) => Self::Invalid { fields: vec![FieldError::of_form(rule.to_string())] },
            FollowUpError::Invalid { field, message } => {
                Self::Invalid { fields: vec![FieldError::new(field, message)] }
            }
            FollowUpError::Conflict { since, .. } => Self::Conflict { item: None, since },
            FollowUpError::Store(error) => error.into(),
            FollowUpError::Files(error) => {
                tracing::error!(%error, "the store of evidence failed");
                Self::Unavailable
            }
        }
    }
}
