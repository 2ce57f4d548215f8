//! Who somebody is to the system: their account's id, their role, what the role permits, and the audience of a text.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vocabulary::vocabulary;

/// The id of a person, which is the id of their account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub Uuid);

vocabulary! {
    /// In which role a person acts.
    Role, "role" {
        /// Inspectorate staff.
        Inspector = "inspector" => "Inspector",
        /// An HMI or regional chief of staff.
        Authoriser = "authoriser" => "Authoriser",
        /// A force's own.
        ForceLiaisonOfficer = "force-liaison-officer" => "Force liaison officer",
        /// Reads everything, edits nothing.
        SeniorLeader = "senior-leader" => "Senior leader",
        /// Users, reference data, imports.
        Administrator = "administrator" => "Administrator",
    }
}

impl Role {
    /// Whether those who act in it are of the inspectorate.
    pub const fn is_of_inspectorate(self) -> bool {
        matches!(self, Self::Inspector | Self::Authoriser)
    }
}

vocabulary! {
    /// What can be done to a force's record. Reading the register itself is not among them: see [`crate::person::Reader`].
    Permission, "permission" {
        /// The force's own word: position, updates, drafts, submission.
        Update = "update" => "update what the force says",
        /// Either side shows what bears on it.
        AddEvidence = "add-evidence" => "add evidence",
        /// Either side notes something for those it chooses.
        RecordNote = "record-note" => "write a note",
        /// Inspectors send a submission back with questions.
        Return = "return" => "return a submission",
        /// Inspectors move their status between awaiting review and being progressed.
        MoveStatus = "move-status" => "change the inspectorate’s status",
        /// Inspectors record what a later round found.
        RecordFinding = "record-finding" => "record a finding",
        /// The first of the two who close.
        ProposeClosure = "propose-closure" => "propose closure",
        /// The second of the two who close.
        AuthoriseClosure = "authorise-closure" => "authorise closure",
        /// The second of the two says no.
        RefuseClosure = "refuse-closure" => "refuse closure",
        /// Opens what has ended.
        Reopen = "reopen" => "reopen a closed item",
        /// Inspectors move a deadline, with a reason.
        MoveDeadline = "move-deadline" => "change a deadline",
        /// Inspectors link an item to an earlier one.
        Link = "link" => "link to an earlier recommendation",
        /// Inspectors write down a round, as a draft until it is published.
        RecordRound = "record-round" => "record a round",
        /// Inspectors record Scan, Engage and the force's duties.
        RecordMonitoring = "record-monitoring" => "record monitoring and duties",
        /// Accounts, reference data, imports.
        ManageAccounts = "manage-accounts" => "manage accounts",
        /// The second of the two who make an authoriser.
        ConfirmAuthorisers = "confirm-authorisers" => "confirm changes to authorisers’ accounts",
        /// Who did what here.
        ReadAudit = "read-audit" => "read the audit",
    }
}

impl Permission {
    /// Whether anyone in a role may ever do this, whatever the force.
    ///
    /// An authoriser is an inspector who may also end things: what one proposed another must authorise, which the closure
    /// itself sees to ([`crate::inspectorate_status::Inspectorate::then`]).
    pub const fn is_of(self, role: Role) -> bool {
        use Permission::{
            AddEvidence, AuthoriseClosure, ConfirmAuthorisers, Link, ManageAccounts, MoveDeadline, MoveStatus,
            ProposeClosure, ReadAudit, RecordFinding, RecordMonitoring, RecordNote, RecordRound, RefuseClosure, Reopen,
            Return, Update,
        };
        match self {
            Update => matches!(role, Role::ForceLiaisonOfficer),
            AddEvidence | RecordNote => matches!(role, Role::ForceLiaisonOfficer | Role::Inspector | Role::Authoriser),
            Return | MoveStatus | RecordFinding | ProposeClosure | MoveDeadline | Link | RecordRound
            | RecordMonitoring => {
                matches!(role, Role::Inspector | Role::Authoriser)
            }
            AuthoriseClosure | RefuseClosure | Reopen => matches!(role, Role::Authoriser),
            ConfirmAuthorisers => matches!(role, Role::Administrator | Role::Authoriser),
            ManageAccounts | ReadAudit => matches!(role, Role::Administrator),
        }
    }
}

vocabulary! {
    /// Who may read an event.
    Audience, "audience" {
        /// The force it is about, and the inspectorate.
        Force = "force" => "Force",
        /// The inspectorate alone.
        Inspectorate = "inspectorate" => "Inspectorate",
        /// Everyone who may read the register.
        Everyone = "everyone" => "Everyone",
    }
}
