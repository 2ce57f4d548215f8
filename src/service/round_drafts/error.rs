//! Why a draft was not changed or published, in words for the screen.

use crate::act::InvalidField;
use crate::{
    not_allowed::NotAllowed, overtaken::Overtaken, round::RoundSlug, round_draft::Problem, service::form::EarlierError,
    store::error::StoreError,
};

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// There is no such draft of this force.
    #[error("There is no such draft")]
    NotFound,
    /// It is published, and no draft any more.
    #[error("This draft is published already")]
    Published(RoundSlug),
    /// A rule forbids it.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The draft was changed after the form was made.
    #[error("This draft was changed after you opened the form. Your answers are not saved")]
    Conflict(Overtaken),
    /// A form that another account has sent.
    #[error("This form was sent from another account. Open the page again")]
    FormOfAnother,
    /// An answer is missing or does not fit.
    #[error("{message}")]
    Invalid {
        /// Which answer, by the name of its field.
        field: &'static str,
        /// What to do about it.
        message: String,
    },
    /// Something must be put right before it can be published.
    #[error("There are problems in this draft")]
    Problems(Vec<Problem>),
    /// The store failed. Not for the screen.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<EarlierError> for DraftError {
    fn from(error: EarlierError) -> Self {
        match error {
            EarlierError::FormOfAnother => Self::FormOfAnother,
            EarlierError::Store(error) => error.into(),
        }
    }
}

impl DraftError {
    pub(super) fn invalid(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid { field, message: message.into() }
    }
}

impl From<InvalidField> for DraftError {
    fn from(InvalidField { field, message }: InvalidField) -> Self {
        Self::Invalid { field, message }
    }
}
