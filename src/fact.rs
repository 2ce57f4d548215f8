//! What an event says: one variant for each kind, with the facts of that kind.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    case_audit::CaseAudit,
    closure::{Outcome, Verification},
    deadline::Deadline,
    duty::Duty,
    evidence::{EvidenceId, Piece},
    finding::{Finding, KnownFrom, RecordType},
    force::{ForceSlug, Nation, OnsCode, Region},
    grade::Grade,
    inspectorate_status::ReviewStage,
    partial_date::PartialDate,
    pending_request::Whom,
    position::Position,
    reference::Reference,
    round::{RoundKind, RoundSlug},
    source_status::SourceVocabulary,
    target::Target,
    topic::{Scheme, Topic},
    vocabulary::vocabulary,
};

mod texts;

/// An item as its round raised it. Its wording is a text beside the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// Whose it is.
    pub force: ForceSlug,
    /// The round that raised it.
    pub round: RoundSlug,
    /// The heading it stands under.
    pub topic: Topic,
    /// A formal recommendation, or an area of concern.
    pub record_type: RecordType,
    /// How we know it.
    pub known_from: KnownFrom,
    /// Its deadline as the round set it.
    pub deadline: Deadline,
    /// When that round was published: what the deadline runs from.
    pub published: Option<PartialDate>,
    /// Where it is from.
    pub source_url: String,
}

/// What the facts of a published round are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundPublished {
    /// What kind of round.
    pub kind: RoundKind,
    /// When fieldwork began.
    pub fieldwork: Option<PartialDate>,
    /// When its report was first published.
    pub published: Option<PartialDate>,
    /// The topic scheme, where known.
    pub scheme: Option<Scheme>,
    /// Where it is from.
    pub source_url: String,
}

vocabulary! {
    /// How a recommendation relates to an earlier one.
    Relation, "relation" {
        /// It asks the same again.
        Repeats = "repeats" => "Repeats",
        /// It asks a part of it.
        Narrows = "narrows" => "Narrows",
        /// It takes its place.
        Replaces = "replaces" => "Replaces",
    }
}

vocabulary! {
    /// The inspectorate's two stages of monitoring a force. Never derived.
    Monitoring, "stage of monitoring" {
        /// The default for every force.
        Scan = "scan" => "Scan",
        /// Enhanced monitoring.
        Engage = "engage" => "Engage",
    }
}

/// The facts of a force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForceNamed {
    /// Its code.
    pub code: OnsCode,
    /// The name it uses itself.
    pub name: String,
    /// The name in tables.
    pub short_name: String,
    /// Its nation.
    pub nation: Nation,
    /// Its region.
    pub region: Region,
}

/// The facts of one event. The tag is the event's kind. In which order its texts are told, [`Fact::texts`] says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event_kind", rename_all = "snake_case")]
pub enum Fact {
    /// An item was raised. Text: `wording`.
    Raised(Raised),
    /// Its wording was changed. Text: `wording`.
    WordingChanged {},
    /// Its deadline was moved. Text: `reason`.
    DeadlineSet {
        /// The new deadline.
        deadline: Deadline,
    },
    /// A source gave it a status. Text: `note`.
    SourceStatusRecorded {
        /// Whose word it is.
        vocabulary: SourceVocabulary,
        /// The word as written.
        word: String,
        /// Where it is from.
        source_url: Option<String>,
    },
    /// A later round found something of it. Text: `summary`.
    FindingRecorded {
        /// The later round, of the same force.
        round: RoundSlug,
        /// What it found.
        finding: Finding,
        /// The published report that says so; `None` for what inspectors recorded here of a round already published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source_url: Option<String>,
    },
    /// The force took a position.
    PositionSet {
        /// The position.
        position: Position,
    },
    /// The force told what it did. Texts: `activity`, `outcome`, `next_step`, `owner_post` (the post, not the person, that owns it),
    /// and `target_reason` if its target moves.
    UpdateRecorded {
        /// The post, where it was recorded before a post was a text, which can be erased. Nothing writes it any more.
        owner_post: Option<String>,
        /// What it says of its own target date.
        #[serde(default, skip_serializing_if = "Target::is_kept")]
        target: Target,
    },
    /// Evidence was added. Texts: `title`; of a file `file_name`, and `file` with the SHA-256 of its content in hexadecimal,
    /// without which it is not given out; of a reference `held_at`.
    EvidenceAdded {
        /// The day or period it speaks for.
        speaks_for: Option<PartialDate>,
        /// What it is; events from before pieces had an identity have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        piece: Option<Piece>,
    },
    /// Either side noted something, which changes nothing of how the item stands. Text: `note`.
    NoteRecorded {
        /// Who is asked for an answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asks: Option<Whom>,
    },
    /// The force submitted it for review.
    Submitted {},
    /// The inspectorate sent it back. Text: `questions`.
    Returned {},
    /// An inspector moved what the inspectorate holds.
    StatusSet {
        /// Where it is now.
        status: ReviewStage,
    },
    /// An ending was proposed. Texts: `reason`, and `relied_on`: the evidence it rests on, as far as it is not among its pieces.
    ClosureProposed {
        /// How it would end.
        outcome: Outcome,
        /// How that was verified.
        verification: Option<Verification>,
        /// The item that takes its place, where it is superseded.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        superseded_by: Option<Reference>,
        /// The pieces of its own evidence that it rests on. Proposals from before pieces could be named name none.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        pieces: BTreeSet<EvidenceId>,
    },
    /// The proposed ending was refused. Text: `reason`.
    ClosureRefused {},
    /// The proposed ending was authorised.
    ClosureAuthorised {},
    /// It was opened again. Text: `reason`.
    Reopened {},
    /// It was linked to an earlier one.
    Linked {
        /// How.
        relation: Relation,
        /// To which.
        to: Reference,
    },
    /// An earlier event of the stream was wrong; these are its facts put right. Texts: those of the corrected kind.
    Corrected {
        /// The facts as they should have been. Never itself a correction.
        to: Box<Fact>,
    },
    /// A text beside an earlier event was erased. Text: `reason`.
    TextRedacted {
        /// The event's number.
        event: i64,
        /// Which of its texts.
        field: String,
        /// The two people who decided it, by the names of their posts.
        decided_by: [String; 2],
    },
    /// A round was published.
    RoundPublished(RoundPublished),
    /// A round graded a topic.
    GradeRecorded {
        /// The topic, of the 2024 scheme.
        topic: Topic,
        /// The grade.
        grade: Grade,
    },
    /// A round's case audit was published.
    CaseAuditRecorded {
        /// The counts.
        audit: CaseAudit,
        /// Where they are from.
        source_url: String,
    },
    /// A round singled something out as effective. Text: `summary`.
    GoodPracticeRecorded {
        /// The topic, where the source names one.
        topic: Option<Topic>,
        /// Where it is from.
        source_url: String,
    },
    /// A force entered the register under these names.
    ForceNamed(ForceNamed),
    /// The force moved between Scan and Engage.
    MonitoringChanged {
        /// Where it is now.
        to: Monitoring,
    },
    /// A duty of the force was set, or its date moved. Text: `reason` where a person set the date.
    DutySet {
        /// Which.
        duty: Duty,
        /// For which round.
        round: RoundSlug,
        /// By when.
        due: chrono::NaiveDate,
        /// The publication that the date is reckoned from by rule; `None` where a person set the date.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        published: Option<PartialDate>,
    },
    /// A duty of the force was met. Text: `reason` where that is put right.
    DutyMet {
        /// Which.
        duty: Duty,
        /// For which round.
        round: RoundSlug,
        /// Whether it was recorded in error, and the duty was not met: only a correction says so.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        in_error: bool,
    },
}

vocabulary! {
    /// The kind of an event, as the database and the timeline name it.
    EventKind, "kind of event" {
        /// See [`Fact::Raised`].
        Raised = "raised" => "Raised",
        /// See [`Fact::WordingChanged`].
        WordingChanged = "wording_changed" => "Wording changed",
        /// See [`Fact::DeadlineSet`].
        DeadlineSet = "deadline_set" => "Deadline set",
        /// See [`Fact::SourceStatusRecorded`].
        SourceStatusRecorded = "source_status_recorded" => "Status recorded from a source",
        /// See [`Fact::FindingRecorded`].
        FindingRecorded = "finding_recorded" => "Finding recorded",
        /// See [`Fact::PositionSet`].
        PositionSet = "position_set" => "Force position set",
        /// See [`Fact::UpdateRecorded`].
        UpdateRecorded = "update_recorded" => "Update added",
        /// See [`Fact::EvidenceAdded`].
        EvidenceAdded = "evidence_added" => "Evidence added",
        /// See [`Fact::NoteRecorded`].
        NoteRecorded = "note_recorded" => "Note added",
        /// See [`Fact::Submitted`].
        Submitted = "submitted" => "Submitted for review",
        /// See [`Fact::Returned`].
        Returned = "returned" => "Returned with questions",
        /// See [`Fact::StatusSet`].
        StatusSet = "status_set" => "Inspectorate status set",
        /// See [`Fact::ClosureProposed`].
        ClosureProposed = "closure_proposed" => "Closure proposed",
        /// See [`Fact::ClosureRefused`].
        ClosureRefused = "closure_refused" => "Closure refused",
        /// See [`Fact::ClosureAuthorised`].
        ClosureAuthorised = "closure_authorised" => "Closure authorised",
        /// See [`Fact::Reopened`].
        Reopened = "reopened" => "Reopened",
        /// See [`Fact::Linked`].
        Linked = "linked" => "Linked to an earlier recommendation",
        /// See [`Fact::Corrected`].
        Corrected = "corrected" => "Corrected",
        /// See [`Fact::TextRedacted`].
        TextRedacted = "text_redacted" => "Text erased",
        /// See [`Fact::RoundPublished`].
        RoundPublished = "round_published" => "Round published",
        /// See [`Fact::GradeRecorded`].
        GradeRecorded = "grade_recorded" => "Grade recorded",
        /// See [`Fact::CaseAuditRecorded`].
        CaseAuditRecorded = "case_audit_recorded" => "Case audit recorded",
        /// See [`Fact::GoodPracticeRecorded`].
        GoodPracticeRecorded = "good_practice_recorded" => "Good practice recorded",
        /// See [`Fact::ForceNamed`].
        ForceNamed = "force_named" => "Force entered in the register",
        /// See [`Fact::MonitoringChanged`].
        MonitoringChanged = "monitoring_changed" => "Monitoring changed",
        /// See [`Fact::DutySet`].
        DutySet = "duty_set" => "Duty set",
        /// See [`Fact::DutyMet`].
        DutyMet = "duty_met" => "Duty met",
    }
}

impl Fact {
    /// The kind of event that says this.
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::Raised(_) => EventKind::Raised,
            Self::WordingChanged {} => EventKind::WordingChanged,
            Self::DeadlineSet { .. } => EventKind::DeadlineSet,
            Self::SourceStatusRecorded { .. } => EventKind::SourceStatusRecorded,
            Self::FindingRecorded { .. } => EventKind::FindingRecorded,
            Self::PositionSet { .. } => EventKind::PositionSet,
            Self::UpdateRecorded { .. } => EventKind::UpdateRecorded,
            Self::EvidenceAdded { .. } => EventKind::EvidenceAdded,
            Self::NoteRecorded { .. } => EventKind::NoteRecorded,
            Self::Submitted {} => EventKind::Submitted,
            Self::Returned {} => EventKind::Returned,
            Self::StatusSet { .. } => EventKind::StatusSet,
            Self::ClosureProposed { .. } => EventKind::ClosureProposed,
            Self::ClosureRefused {} => EventKind::ClosureRefused,
            Self::ClosureAuthorised {} => EventKind::ClosureAuthorised,
            Self::Reopened {} => EventKind::Reopened,
            Self::Linked { .. } => EventKind::Linked,
            Self::Corrected { .. } => EventKind::Corrected,
            Self::TextRedacted { .. } => EventKind::TextRedacted,
            Self::RoundPublished(_) => EventKind::RoundPublished,
            Self::GradeRecorded { .. } => EventKind::GradeRecorded,
            Self::CaseAuditRecorded { .. } => EventKind::CaseAuditRecorded,
            Self::GoodPracticeRecorded { .. } => EventKind::GoodPracticeRecorded,
            Self::ForceNamed(_) => EventKind::ForceNamed,
            Self::MonitoringChanged { .. } => EventKind::MonitoringChanged,
            Self::DutySet { .. } => EventKind::DutySet,
            Self::DutyMet { .. } => EventKind::DutyMet,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{FileFacts, FileKind};

    fn kept(fact: &Fact) -> String {
        serde_json::to_string(fact).unwrap()
    }

    #[test]
    fn what_was_recorded_before_a_fact_learned_more_is_read_and_written_as_it_was() {
        for json in [
            r#"{"event_kind":"update_recorded","owner_post":"Detective superintendent"}"#,
            r#"{"event_kind":"update_recorded","owner_post":null}"#,
            r#"{"event_kind":"update_recorded","owner_post":null,"target":"2027-05-01"}"#,
            r#"{"event_kind":"evidence_added","speaks_for":"2026-Q1"}"#,
            r#"{"event_kind":"closure_proposed","outcome":{"ending":"complete"},"verification":"desk-review"}"#,
            r#"{"event_kind":"duty_set","duty":"action-plan","round":"inspection-2021","due":"2021-10-07"}"#,
            r#"{"event_kind":"duty_met","duty":"action-plan","round":"inspection-2021"}"#,
        ] {
            assert_eq!(kept(&serde_json::from_str(json).unwrap()), json);
        }
    }

    #[test]
    fn what_a_fact_learned_since_is_kept() {
        for target in [Target::On("2027-05-01".parse().unwrap()), Target::Withdrawn] {
            let told = Fact::UpdateRecorded { owner_post: None, target };
            assert_eq!(serde_json::from_str::<Fact>(&kept(&told)).unwrap(), told);
        }
        let id = EvidenceId(uuid::Uuid::from_u128(7));
        let file = Some(FileFacts { kind: FileKind::Pdf, bytes: 12 });
        let shown = Fact::EvidenceAdded { speaks_for: None, piece: Some(Piece { id, follows: None, file }) };
        assert_eq!(
            kept(&shown),
            format!(
                r#"{{"event_kind":"evidence_added","speaks_for":null,"piece":{{"id":"{id}","file":{{"kind":"pdf","bytes":12}}}}}}"#
            )
        );
        assert_eq!(serde_json::from_str::<Fact>(&kept(&shown)).unwrap(), shown);
        let rests = Fact::ClosureProposed {
            outcome: Outcome::Complete,
            verification: Some(Verification::DeskReview),
            superseded_by: None,
            pieces: [id].into(),
        };
        assert_eq!(
            kept(&rests),
            format!(
                r#"{{"event_kind":"closure_proposed","outcome":{{"ending":"complete"}},"verification":"desk-review","pieces":["{id}"]}}"#
            )
        );
        assert_eq!(serde_json::from_str::<Fact>(&kept(&rests)).unwrap(), rests);
        let set = Fact::StatusSet { status: ReviewStage::AwaitingReview };
        assert_eq!(kept(&set), r#"{"event_kind":"status_set","status":"awaiting-review"}"#);
    }
}
