//! What a person can do to a recommendation, with the answers of the form that asks for it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    closure::{Outcome, Verification},
    deadline::Deadline,
    evidence::EvidenceId,
    fact::Relation,
    files::Received,
    finding::Finding,
    identity::{Audience, Permission},
    inspectorate_status::ReviewStage,
    partial_date::PartialDate,
    position::Position,
    reference::Reference,
    round::RoundSlug,
};

/// What a force says of its work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The position the force takes; `None` leaves it. Ready for review is taken by submitting, which this then does.
    pub position: Option<Position>,
    /// Its texts, by their fields in [`UPDATE_TEXTS`](crate::update_text::UPDATE_TEXTS). A text that is blank is not given.
    pub texts: BTreeMap<&'static str, String>,
    /// By when the force itself means to be done; `None` is no target, and withdraws an earlier one.
    pub target: Option<NaiveDate>,
    /// Who may read the texts: the force and the inspectorate, or everyone.
    pub audience: Audience,
}

impl Update {
    /// One of its texts; empty where there is none.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.texts.get(field).map_or("", String::as_str)
    }

    /// With this text in a field.
    #[must_use]
    pub fn with_text(mut self, field: &'static str, text: impl Into<String>) -> Self {
        self.texts.insert(field, text.into());
        self
    }
}

/// How an ending is proposed. Its reason must be given, and evidence: pieces, or in words, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// How it would end.
    pub outcome: Outcome,
    /// The item that takes its place: for what is superseded, and only for that.
    pub superseded_by: Option<Reference>,
    /// How it was verified. Must be given for what is complete.
    pub verification: Option<Verification>,
    /// Why it can end.
    pub reason: String,
    /// The evidence it rests on, one piece on each line, as far as it is not among the pieces.
    pub relied_on: String,
    /// The pieces of the item's own evidence that it rests on.
    pub pieces: BTreeSet<EvidenceId>,
    /// The person has read that the latest finding is of concern. Must be so where it is and the outcome is complete.
    pub despite_finding: bool,
}

/// A piece of evidence that is to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvidence {
    /// Its identity from now on.
    pub id: EvidenceId,
    /// What it is. Must be given.
    pub title: String,
    /// The day or period it speaks for. Must be given, and must have begun.
    pub speaks_for: Option<PartialDate>,
    /// Who may read it. A force adds nothing that it cannot read itself.
    pub audience: Audience,
    /// The piece of the same item that this is a new version of.
    pub follows: Option<EvidenceId>,
    /// The thing itself.
    pub held: Held,
}

/// Where evidence is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// Here: a file that came in. [`crate::service::follow_up::add_evidence`] keeps it in the transaction that records it.
    File(Received),
    /// Elsewhere, for example in a case system: where and under which name. Must be given.
    Elsewhere(String),
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The force tells what it did.
    RecordUpdate(Update),
    /// The force submits the item for review, with or without telling what it did.
    Submit(Option<Update>),
    /// Either side adds a piece of evidence.
    AddEvidence(NewEvidence),
    /// Either side notes something. It changes nothing of how the item stands.
    RecordNote {
        /// What. Must be given.
        note: String,
        /// Who may read it. A force writes nothing that it cannot read itself.
        audience: Audience,
        /// Whether it asks the other side for an answer.
        asks: bool,
    },
    /// An inspector sends a submission back.
    Return {
        /// What the force is asked.
        questions: String,
    },
    /// An inspector moves what the inspectorate holds.
    SetStatus(ReviewStage),
    /// An inspector records what a later round of the force found.
    RecordFinding {
        /// The round.
        round: RoundSlug,
        /// What it found.
        finding: Finding,
        /// What the round says besides; may be blank.
        summary: String,
        /// The person has read that the round has a finding on record, which this one replaces. Must be so where it has.
        replaces: bool,
    },
    /// The first of two people ends it.
    ProposeClosure(Proposal),
    /// The second of two people agrees.
    AuthoriseClosure,
    /// The second of two people does not.
    RefuseClosure {
        /// Why.
        reason: String,
    },
    /// What has ended is opened again.
    Reopen {
        /// Why.
        reason: String,
    },
    /// An inspector moves the deadline. The first one stays visible.
    MoveDeadline {
        /// The new one. Who sets it follows from its basis.
        deadline: Deadline,
        /// Why.
        reason: String,
    },
    /// An inspector links the item to an earlier one of the force.
    Link {
        /// How they relate.
        relation: Relation,
        /// The earlier one.
        to: Reference,
    },
}

impl Step {
    /// What the person must be allowed to do.
    #[must_use]
    pub const fn permission(&self) -> Permission {
        match self {
            Self::RecordUpdate(_) | Self::Submit(_) => Permission::Update,
            Self::AddEvidence(_) => Permission::AddEvidence,
            Self::RecordNote { .. } => Permission::RecordNote,
            Self::Return { .. } => Permission::Return,
            Self::SetStatus(_) => Permission::MoveStatus,
            Self::RecordFinding { .. } => Permission::RecordFinding,
            Self::ProposeClosure(_) => Permission::ProposeClosure,
            Self::AuthoriseClosure => Permission::AuthoriseClosure,
            Self::RefuseClosure { .. } => Permission::RefuseClosure,
            Self::Reopen { .. } => Permission::Reopen,
            Self::MoveDeadline { .. } => Permission::MoveDeadline,
            Self::Link { .. } => Permission::Link,
        }
    }

    /// Who can read its words; `None` where it has none.
    #[must_use]
    pub const fn reads(&self) -> Option<Audience> {
        match self {
            Self::RecordUpdate(update) | Self::Submit(Some(update)) => Some(update.audience),
            Self::AddEvidence(evidence) => Some(evidence.audience),
            Self::RecordNote { audience, .. } => Some(*audience),
            Self::Return { .. } | Self::ProposeClosure(_) | Self::RefuseClosure { .. } | Self::Reopen { .. } => {
                Some(Audience::Force)
            }
            Self::RecordFinding { .. } | Self::MoveDeadline { .. } | Self::Link { .. } => Some(Audience::Everyone),
            Self::Submit(None) | Self::SetStatus(_) | Self::AuthoriseClosure => None,
        }
    }

    /// The same step with this reference for the other item.
    #[must_use]
    pub fn with_other(mut self, reference: Reference) -> Self {
        match &mut self {
            Self::ProposeClosure(proposal) => proposal.superseded_by = Some(reference),
            Self::Link { to, .. } => *to = reference,
            _ => {}
        }
        self
    }

    /// The other item it speaks of.
    #[must_use]
    pub const fn names(&self) -> Option<&Reference> {
        match self {
            Self::ProposeClosure(proposal) => proposal.superseded_by.as_ref(),
            Self::Link { to, .. } => Some(to),
            _ => None,
        }
    }
}
