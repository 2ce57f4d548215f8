//! Why a person may not do a thing to a recommendation: one variant per reason, each text fit for the screen.

use crate::{
    identity::{Permission, Role},
    inspectorate_status::InspectorateStatus,
    position::Position,
};

/// A rule that forbids an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// Nobody in this role does that.
    #[error("A person signed in as {} cannot {}", .1.label().to_lowercase(), .0.label())]
    NotOfRole(Permission, Role),
    /// It belongs to a force that is not the person's.
    #[error("This belongs to another force")]
    NotOfForce,
    /// The position has no such step.
    #[error("The force’s position cannot go from “{0}” to “{1}”")]
    Position(Position, Position),
    /// The inspectorate's status has no such step.
    #[error("The inspectorate’s status cannot go from “{0}” to “{1}”")]
    Status(InspectorateStatus, InspectorateStatus),
    /// It has ended; it can only be reopened.
    #[error("This is closed. An authoriser must reopen it before it can change")]
    Ended,
    /// Only what has ended can be reopened.
    #[error("Only a closed item can be reopened")]
    NotEnded,
    /// There is nothing to authorise or refuse.
    #[error("Nobody has proposed to close this")]
    NotProposed,
    /// A second proposal on top of the first.
    #[error("Someone has already proposed to close this")]
    AlreadyProposed,
    /// One person, both parts.
    #[error("You proposed this closure, so someone else must authorise it")]
    SamePerson,
    /// A proposal must give a reason that only an old source may leave out.
    #[error("Enter why no further action is needed")]
    ReasonMissing,
    /// There is nothing to send back.
    #[error("Nothing has been submitted for review")]
    NotSubmitted,
}
