//! The forms of pages: what a press of a button does, by server functions, and what the person sees next.
//!
//! Each form is posted to the address of its page, so that what was typed is shown again where it cannot be saved yet.

use std::pin::Pin;

use axum::http::StatusCode;
use followup::{parameter::BadParameter, query::Query};

use crate::{
    api::{
        error::{ApiError, FieldError},
        form_answers::Envelope,
    },
    error::PageError,
    form::Answers,
    form_state::{FormState, NotSavedReason},
};

mod accounts;
mod follow_up;
mod monitoring;
mod round_drafts;
mod session;
mod worklist;

pub use follow_up::EVIDENCE;

/// Every form but that of evidence, whose file the server reads as it comes in.
pub const FORM_ROUTES: [FormRoute; 16] = [
    session::SIGN_IN,
    session::SIGN_OUT,
    session::SIGN_OUT_EVERYWHERE,
    session::PASSWORD,
    session::PASSWORD_LINK,
    session::NOTICES,
    accounts::NEW,
    accounts::ACT,
    accounts::CHANGE,
    accounts::CONFIRMATIONS,
    follow_up::UPDATE,
    follow_up::REVIEW,
    worklist::SELECTED,
    monitoring::RECORD,
    round_drafts::BEGIN,
    round_drafts::CHANGE,
];

/// A form, and what a press of one of its buttons does.
#[derive(Debug, Clone, Copy)]
pub struct FormRoute {
    /// Where the form is, and where it is sent.
    pub page: FormPage,
    press: fn(&mut FormRequest) -> Press<'_>,
}

type Press<'a> = Pin<Box<dyn Future<Output = Result<Outcome, ApiError>> + Send + 'a>>;

impl FormRoute {
    /// Does what the pressed button says. To be called in the context of the request.
    pub async fn press(&self, form: &mut FormRequest) -> Outcome {
        match (self.press)(form).await {
            Ok(outcome) => outcome,
            Err(error) => self.page.refuse(error, form),
        }
    }
}

/// The page of a form, as far as forms differ in how a refusal is shown.
#[derive(Debug, Clone, Copy)]
pub struct FormPage {
    /// The pattern of its address.
    pub route: &'static str,
    /// Whether what was typed is kept under an address of its own, and shown even where the database is away or nobody is signed in any
    /// more. Not where passwords are typed.
    pub keeps_text: bool,
    /// The field at which it stands that the whole of what the form asks for is refused.
    error_field: fn(&Answers) -> &'static str,
    /// What is shown where there is nothing that the form could be about.
    not_found: fn(&FormRequest) -> PageError,
    /// What is shown where no page of ours has made the form: where its page is, and the words of the link there.
    way_back: fn(&FormRequest) -> (String, &'static str),
}

impl FormPage {
    /// A page whose form has no text to keep. It is about nothing that could be missing.
    const fn without_text(route: &'static str, error_field: fn(&Answers) -> &'static str) -> Self {
        Self {
            route,
            keeps_text: false,
            error_field,
            not_found: |_| PageError::not_found("This address", "/", "Go to the overview"),
            way_back: |_| ("/".to_owned(), "Go to the overview"),
        }
    }

    /// What the person sees where a function has refused the form.
    #[must_use]
    pub fn refuse(&self, error: ApiError, form: &mut FormRequest) -> Outcome {
        match error {
            ApiError::Invalid { fields } => {
                let of_form = (self.error_field)(&form.answers);
                form.note(fields, of_form);
                Outcome::Show(FormState::Write, StatusCode::UNPROCESSABLE_ENTITY)
            }
            ApiError::Conflict { since, .. } => Outcome::Show(FormState::Conflict(since), StatusCode::CONFLICT),
            ApiError::DraftChanged { by } => Outcome::Show(FormState::DraftChanged(by), StatusCode::CONFLICT),
            ApiError::NotFound { .. } => Outcome::Problem((self.not_found)(form)),
            ApiError::BadArgument { .. } => {
                let (href, text) = (self.way_back)(form);
                Outcome::Problem(PageError::not_found("The form that was sent", href, text))
            }
            error @ (ApiError::Unavailable | ApiError::Internal | ApiError::SignInFirst) if self.keeps_text => {
                Outcome::not_saved(&error)
            }
            ApiError::SignInFirst => {
                Outcome::Problem(PageError::forbidden("You are not signed in, or your session has ended"))
            }
            error => Outcome::Problem(error.into()),
        }
    }
}

/// What a press of a button leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is done: the address of the page to look at next, so that reloading does nothing twice.
    GoTo(String),
    /// The form's own page, with what was typed and what is wrong with it.
    Show(FormState, StatusCode),
    /// The same after too many attempts: the next one is judged after this number of seconds.
    Wait(u32),
    /// A page that says why not.
    Problem(PageError),
}

impl Outcome {
    /// Nothing was saved, and what was typed is shown.
    #[must_use]
    pub const fn not_saved(error: &ApiError) -> Self {
        let (reason, status) = match error {
            ApiError::Unavailable => (NotSavedReason::Unavailable, StatusCode::SERVICE_UNAVAILABLE),
            ApiError::SignInFirst => (NotSavedReason::SignedOut, StatusCode::FORBIDDEN),
            _ => (NotSavedReason::Fault, StatusCode::INTERNAL_SERVER_ERROR),
        };
        Self::Show(FormState::Unsaved(reason), status)
    }

    /// The form's own page, on which something is to be looked at or chosen.
    const fn show(state: FormState) -> Self {
        Self::Show(state, StatusCode::OK)
    }
}

/// No page of ours has made a form with this in a field.
#[must_use]
pub fn not_ours(field: &str) -> ApiError {
    ApiError::bad_argument(field, "", "what the page of the form has put there")
}

/// A form as it was sent.
#[derive(Debug, Clone)]
pub struct FormRequest {
    /// Name and value of each parameter of the route.
    pub parameters: Vec<(String, String)>,
    /// What was typed.
    pub answers: Answers,
}

impl FormRequest {
    /// What stands in the address in place of a parameter.
    fn parameter(&self, name: &str) -> String {
        let found = self.parameters.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// The pressed button.
    fn button(&self) -> String {
        self.answers.value("button")
    }

    /// The version that the form stands on and its token.
    fn envelope(&self) -> Result<Envelope, ApiError> {
        let version = self.answers.value("version").parse().map_err(|_| not_ours("version"))?;
        Ok(Envelope { version, token: self.token()? })
    }

    /// The token of the form.
    fn token(&self) -> Result<String, ApiError> {
        let token = self.answers.value("token");
        if token.parse::<uuid::Uuid>().is_ok() { Ok(token) } else { Err(not_ours("token")) }
    }

    /// The fields that a function takes.
    fn fields<Fields: Query + Default>(&self) -> Fields {
        // Fields are taken as they were typed, so nothing can be wrong with them yet.
        Fields::parse(self.answers.given()).unwrap_or_else(|BadParameter { .. }| Fields::default())
    }

    /// Puts what is wrong at its fields.
    fn note(&mut self, fields: Vec<FieldError>, of_form: &str) {
        for FieldError { field, message } in fields {
            self.answers.wrong(field.as_deref().unwrap_or(of_form), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_forms_of_sessions_and_passwords_keep_no_text() {
        let without: Vec<_> = FORM_ROUTES.iter().map(|form| form.page).filter(|page| !page.keeps_text).collect();
        let routes: Vec<_> = without.iter().map(|page| page.route).collect();
        let expected = [
            "/sign-in",
            "/sign-out",
            "/account/sign-out-everywhere",
            "/account/password",
            "/password/{token}",
            "/account/notices",
        ];
        assert_eq!(routes, expected);
    }
}
