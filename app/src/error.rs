//! Why a page cannot be shown, in the ways a reader can understand and act on.

use axum::http::StatusCode;
use followup::{
    parameter::BadParameter,
    store::{error::StoreError, register::RegisterError},
};
use serde::{Deserialize, Serialize};

/// What stands in the way of a page. Small and without any detail of the system: causes go to the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PageError {
    /// The address names something that is not there.
    #[error("{what} was not found")]
    NotFound {
        /// What was looked for, as the start of a sentence: "A force with the address ‘kemt’".
        what: String,
        /// Where to go instead.
        way_on_href: String,
        /// The words of that link.
        way_on_text: String,
    },
    /// A part of the query string cannot be understood.
    #[error("{name} is ‘{value}’, but must be {allowed}")]
    BadParameter {
        /// The parameter's name as it stands in the address.
        name: String,
        /// The value as given.
        value: String,
        /// What it may be, completing "must be …".
        allowed: String,
    },
    /// Nobody is signed in, and this is for those who are.
    #[error("sign in first")]
    SignInFirst,
    /// The person may not do that; the text says why.
    #[error("{reason}")]
    Forbidden {
        /// Why, as a sentence for the screen without its full stop.
        reason: String,
    },
    /// It is about others than the forces that the person's account is limited to; the page says what they can see instead.
    #[error("{reason}")]
    BeyondLimit {
        /// Why, as a sentence for the screen without its full stop.
        reason: String,
    },
    /// A one-time link that works no more, or never did.
    #[error("the link cannot be used")]
    LinkOver,
    /// A form that did not come from our own pages.
    #[error("the form came from another site")]
    ForeignForm,
    /// The database is away or too slow; it will be back.
    #[error("the service is unavailable")]
    Unavailable,
    /// A fault of ours.
    #[error("there is a problem with the service")]
    Internal,
}

impl PageError {
    /// Something looked for by name, with the way on.
    pub fn not_found(what: impl Into<String>, way_on_href: impl Into<String>, way_on_text: impl Into<String>) -> Self {
        Self::NotFound { what: what.into(), way_on_href: way_on_href.into(), way_on_text: way_on_text.into() }
    }

    /// A parameter that cannot be understood, with what it may be.
    pub fn bad_parameter(name: impl Into<String>, value: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self::BadParameter { name: name.into(), value: value.into(), allowed: allowed.into() }
    }

    /// The HTTP status that says the same.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound { .. } => StatusCode::NOT_FOUND,
            Self::BadParameter { .. } => StatusCode::BAD_REQUEST,
            Self::SignInFirst => StatusCode::SEE_OTHER,
            Self::Forbidden { .. } | Self::BeyondLimit { .. } | Self::ForeignForm => StatusCode::FORBIDDEN,
            Self::LinkOver => StatusCode::GONE,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<StoreError> for PageError {
    /// The one place where a failure of the store is logged.
    fn from(error: StoreError) -> Self {
        if error.is_outage() {
            tracing::warn!(%error, "the database is away or the service overloaded");
            Self::Unavailable
        } else {
            tracing::error!(%error, "the store failed");
            Self::Internal
        }
    }
}

impl From<csv::Error> for PageError {
    fn from(error: csv::Error) -> Self {
        tracing::error!(%error, "a file could not be written");
        Self::Internal
    }
}

impl From<BadParameter> for PageError {
    fn from(BadParameter { name, value, allowed }: BadParameter) -> Self {
        Self::bad_parameter(name, value, allowed)
    }
}

impl From<RegisterError> for PageError {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Refused(refused) => refused.into(),
            RegisterError::Store(error) => error.into(),
        }
    }
}
