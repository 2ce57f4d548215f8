//! Why a page cannot be shown, in the ways a reader can understand and act on.

use std::fmt;

use axum::http::StatusCode;
use followup::{
    parameter::BadParameter,
    store::{error::StoreError, register::RegisterError},
};

use crate::api::error::{ApiError, Sought};

/// What stands in the way of a page: the error of a function, and the way on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageError {
    /// What is wrong. Small and without any detail of the system: causes go to the log.
    pub error: ApiError,
    /// Where to go instead, and the words of that link; `None` for the overview.
    pub way_on: Option<(String, String)>,
}

impl PageError {
    /// Something looked for by name, with the way on.
    pub fn not_found(what: impl Into<String>, way_on_href: impl Into<String>, way_on_text: impl Into<String>) -> Self {
        let error = ApiError::not_found(Sought::Page, what);
        Self { error, way_on: Some((way_on_href.into(), way_on_text.into())) }
    }

    /// A parameter that cannot be understood, with what it may be.
    pub fn bad_parameter(name: impl Into<String>, value: impl Into<String>, allowed: impl Into<String>) -> Self {
        ApiError::bad_argument(name, value, allowed).into()
    }

    /// What the person may not do; the text says why, as a sentence without its full stop.
    pub fn forbidden(reason: impl Into<String>) -> Self {
        ApiError::Forbidden { reason: reason.into() }.into()
    }

    /// The HTTP status that says the same. Who has to sign in first is led there.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self.error {
            ApiError::SignInFirst => StatusCode::SEE_OTHER,
            ref error => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.error {
            ApiError::BadArgument { name, value, allowed } => {
                write!(f, "{name} is ‘{value}’, but must be {allowed}")
            }
            error => error.fmt(f),
        }
    }
}

impl std::error::Error for PageError {}

impl From<ApiError> for PageError {
    fn from(error: ApiError) -> Self {
        let error = match error {
            // These are shown on the page of a form, or are about a function.
            ApiError::Invalid { .. }
            | ApiError::Conflict { .. }
            | ApiError::DraftChanged { .. }
            | ApiError::Published { .. }
            | ApiError::TooManyAttempts { .. }
            | ApiError::WrongMethod { .. }
            | ApiError::TooLarge => ApiError::Internal,
            error => error,
        };
        Self { error, way_on: None }
    }
}

impl From<PageError> for ApiError {
    fn from(PageError { error, .. }: PageError) -> Self {
        error
    }
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        ApiError::from(error).into()
    }
}

impl From<csv::Error> for PageError {
    fn from(error: csv::Error) -> Self {
        tracing::error!(%error, "a file could not be written");
        ApiError::Internal.into()
    }
}

impl From<BadParameter> for PageError {
    fn from(error: BadParameter) -> Self {
        ApiError::from(error).into()
    }
}

impl From<RegisterError> for PageError {
    fn from(error: RegisterError) -> Self {
        ApiError::from(error).into()
    }
}
