//! Why a step is not taken, in words for the screen.

use super::judge::closing::DESPITE_FINDING;
use crate::act::InvalidField;
use crate::{
    act::follow_up::Step,
    fact::Fact,
    files::FilesError,
    identity::{Permission, Role},
    inspectorate_status::InspectorateStatus,
    not_allowed::NotAllowed,
    position::Position,
    reference::Reference,
    service::form::EarlierError,
    standing::Standing,
    store::error::StoreError,
    view::event_line::EventLine,
};

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum FollowUpError {
    /// There is no such item.
    #[error("There is no recommendation of this reference")]
    NotFound,
    /// A rule forbids it.
    #[error(transparent)]
    NotAllowed(#[from] NotAllowed),
    /// The item was changed after the form was made.
    #[error("This was changed after you opened the form. Your answers are not saved")]
    Conflict {
        /// The version it has now.
        current_version: i32,
        /// What was recorded since, as far as the person sees it, oldest first.
        since: Vec<EventLine>,
    },
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
    /// The store failed. Not for the screen.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What keeps the files failed. Not for the screen.
    #[error(transparent)]
    Files(#[from] FilesError),
}

impl From<EarlierError> for FollowUpError {
    fn from(error: EarlierError) -> Self {
        match error {
            EarlierError::FormOfAnother => Self::FormOfAnother,
            EarlierError::Store(error) => error.into(),
        }
    }
}

impl FollowUpError {
    pub(in crate::service) fn invalid(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid { field, message: message.into() }
    }
}

/// A step to several items that names one of them as what another is to be linked to, or superseded by.
pub(super) fn names_itself(reference: &Reference, step: &Step) -> FollowUpError {
    let field = if matches!(step, Step::Link { .. }) { "to" } else { "superseded_by" };
    let message =
        format!("{reference} is one of the selected items. Choose another, or remove {reference} from the selection");
    FollowUpError::invalid(field, message)
}

/// "Complete" for several items, of which these have a latest finding of concern.
pub(super) fn latest_findings_of_concern(of: &[Reference]) -> FollowUpError {
    let names: Vec<String> = of.iter().map(Reference::to_string).collect();
    let message = format!(
        "The latest finding of {} is of concern. Tick the box if all are complete all the same, or remove those that are not",
        names.join(", ")
    );
    FollowUpError::invalid(DESPITE_FINDING, message)
}

impl From<InvalidField> for FollowUpError {
    fn from(InvalidField { field, message }: InvalidField) -> Self {
        Self::Invalid { field, message }
    }
}

/// The item of a batch for which nothing was done to any.
#[derive(Debug, thiserror::Error)]
#[error("{reference}: {error}")]
pub struct Refused {
    /// Which item.
    pub reference: Reference,
    /// Why.
    #[source]
    pub error: FollowUpError,
}

/// What the database may refuse once more, for when it does: each named constraint stands for the rule it guards.
pub(super) struct ByDatabase {
    role: Role,
    permission: Permission,
    position: (Position, Position),
    status: (InspectorateStatus, InspectorateStatus),
}

impl ByDatabase {
    pub(super) fn new(role: Role, permission: Permission, standing: &Standing, fact: &Fact) -> Self {
        let held = standing.inspectorate.word();
        let position = match fact {
            Fact::PositionSet { position } => *position,
            Fact::Submitted {} => Position::ReadyForReview,
            _ => standing.position,
        };
        let status = match fact {
            Fact::StatusSet { status } => status.held().word(),
            _ => held,
        };
        Self { role, permission, position: (standing.position, position), status: (held, status) }
    }

    pub(super) fn explain(&self, error: StoreError) -> FollowUpError {
        match error.constraint().and_then(|constraint| self.rule(constraint)) {
            Some(rule) => FollowUpError::NotAllowed(rule),
            None => FollowUpError::Store(error),
        }
    }

    fn rule(&self, constraint: &str) -> Option<NotAllowed> {
        Some(match constraint {
            "event_role" => NotAllowed::NotOfRole(self.permission, self.role),
            "event_not_ended" => NotAllowed::Ended,
            "event_position_transition" => NotAllowed::Position(self.position.0, self.position.1),
            "event_status_transition" => NotAllowed::Status(self.status.0, self.status.1),
            "event_closure_proposed_once" => NotAllowed::AlreadyProposed,
            "event_returned_was_submitted" => NotAllowed::NotSubmitted,
            "event_closure_has_reason" => NotAllowed::ReasonMissing,
            "event_closure_was_proposed" => NotAllowed::NotProposed,
            "event_two_people_close" | "recommendation_version_two_people_close" => NotAllowed::SamePerson,
            "event_reopened_was_ended" => NotAllowed::NotEnded,
            _ => return None,
        })
    }
}
