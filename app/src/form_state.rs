//! The state in which a form is rendered.

use followup::{overtaken::Overtaken, view::event_line::EventLine};
use serde::{Deserialize, Serialize};

/// The state in which a form is rendered. The server chooses it when it answers a form submission; a GET has the default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum FormState {
    /// The fields can be edited; errors, if any, stand at their fields.
    #[default]
    Write,
    /// The answers are valid and are shown to be checked before they are saved, with what saving them changes for readers, in words.
    Check(Vec<String>),
    /// These events were recorded after the form was opened.
    Conflict(Vec<EventLine>),
    /// The draft of a round was saved by somebody after the form was opened.
    DraftChanged(Overtaken),
    /// After a conflict: both texts in one form, to be merged by the person.
    Merge,
    /// Nothing was saved, for a reason that has nothing to do with the answers. The database may be unreachable too.
    Unsaved(NotSavedReason),
}

/// Why a valid form was not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotSavedReason {
    /// The database is unreachable or too slow.
    Unavailable,
    /// A fault of the service.
    Fault,
    /// The sender's session had ended.
    SignedOut,
}

/// The address names a form that was sent, and it is not kept any more, or was never this person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnfinishedFormGone;
