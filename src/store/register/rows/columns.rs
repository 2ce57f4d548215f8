//! The columns of a row, parsed like any other input.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Found, Proposal, RowDeadline, Work, round_name};
use crate::{
    closure::Outcome,
    deadline::{DeadlineState, Due},
    finding::Finding,
    identity::PersonId,
    inspectorate_status::InspectorateStatus,
    store::{
        error::StoreError,
        parsing::{counted, parsed, parsed_if_any, source_status},
    },
    view::register::RegisterRow,
};

const TABLE: &str = "recommendation_version";

/// The columns as they are read, enums as text.
pub(super) struct Row {
    pub(super) reference: String,
    pub(super) force_slug: String,
    pub(super) force_name: String,
    pub(super) round_slug: String,
    pub(super) round_kind: Option<String>,
    pub(super) round_published: Option<String>,
    pub(super) round_fieldwork: Option<String>,
    pub(super) topic: String,
    pub(super) record_type: String,
    pub(super) known_from: String,
    pub(super) wording: Option<String>,
    pub(super) status: String,
    pub(super) position: String,
    pub(super) inspectorate_status: String,
    pub(super) no_action_reason: Option<String>,
    pub(super) source_vocabulary: Option<String>,
    pub(super) source_word: Option<String>,
    pub(super) source_happened: Option<String>,
    pub(super) finding: Option<String>,
    pub(super) found_round_slug: Option<String>,
    pub(super) found_round_kind: Option<String>,
    pub(super) found_round_published: Option<String>,
    pub(super) found_round_fieldwork: Option<String>,
    pub(super) later_round: bool,
    pub(super) deadline_basis: String,
    pub(super) deadline_words: String,
    pub(super) deadline_set_by: String,
    pub(super) deadline_moves: i32,
    pub(super) due_on: Option<NaiveDate>,
    pub(super) due_at_the_latest: bool,
    pub(super) original_due_on: Option<NaiveDate>,
    pub(super) deadline_state: String,
    pub(super) updated_on: Option<NaiveDate>,
    pub(super) verified_on: Option<NaiveDate>,
    pub(super) submitted_on: Option<NaiveDate>,
    pub(super) returned_on: Option<NaiveDate>,
    pub(super) target_on: Option<NaiveDate>,
    pub(super) proposed_on: Option<NaiveDate>,
    pub(super) proposed_outcome: Option<String>,
    pub(super) proposed_reason: Option<String>,
    pub(super) proposed_by: Option<Uuid>,
    pub(super) raised_on: Option<NaiveDate>,
    pub(super) source_url: String,
}

impl Row {
    pub(super) fn parse(self, today: NaiveDate) -> Result<RegisterRow, StoreError> {
        let found = self.found()?;
        let follow_up = self.work()?;
        let state: DeadlineState = parsed(TABLE, &self.deadline_state)?;
        let deadline = RowDeadline {
            basis: parsed(TABLE, &self.deadline_basis)?,
            words: self.deadline_words,
            set_by: parsed(TABLE, &self.deadline_set_by)?,
            moves: counted(TABLE, self.deadline_moves)?,
            due: self.due_on.map(|on| Due { on, at_the_latest: self.due_at_the_latest }),
            original: self.original_due_on,
            state,
            state_in_words: state.in_words(self.due_on, today),
        };
        let source_status =
            source_status(self.source_vocabulary.as_deref(), self.source_word, self.source_happened.as_deref())?;
        Ok(RegisterRow {
            reference: parsed(TABLE, &self.reference)?,
            force: parsed(TABLE, &self.force_slug)?,
            force_name: self.force_name,
            round: round_name(
                &self.round_slug,
                self.round_kind.as_deref(),
                self.round_published.as_deref(),
                self.round_fieldwork.as_deref(),
            )?,
            topic: parsed(TABLE, &self.topic)?,
            record_type: parsed(TABLE, &self.record_type)?,
            known_from: parsed(TABLE, &self.known_from)?,
            wording: self.wording,
            status: parsed(TABLE, &self.status)?,
            position: parsed(TABLE, &self.position)?,
            inspectorate_status: parsed(TABLE, &self.inspectorate_status)?,
            no_action_reason: parsed_if_any(TABLE, self.no_action_reason.as_deref())?,
            source_status,
            found,
            deadline,
            work: follow_up,
            raised_on: self.raised_on,
            source_url: self.source_url,
        })
    }

    fn work(&self) -> Result<Work, StoreError> {
        Ok(Work {
            updated_on: self.updated_on,
            verified_on: self.verified_on,
            submitted_on: self.submitted_on,
            returned_on: self.returned_on,
            target_on: self.target_on,
            proposal: self.proposal()?,
        })
    }

    /// Beside an ending stand the two who made it; only what awaits the second has a proposed outcome.
    fn proposal(&self) -> Result<Option<Proposal>, StoreError> {
        let ending: Option<InspectorateStatus> = parsed_if_any(TABLE, self.proposed_outcome.as_deref())?;
        let reason = parsed_if_any(TABLE, self.proposed_reason.as_deref())?;
        let (Some(ending), Some(by)) = (ending, self.proposed_by) else { return Ok(None) };
        let outcome = reason.map_or(Outcome::Complete, Outcome::NoFurtherAction);
        if outcome.held() != ending {
            return Err(StoreError::inconsistent(TABLE, format!("{}: {ending} is no proposed ending", self.reference)));
        }
        Ok(Some(Proposal { outcome, by: PersonId(by), on: self.proposed_on }))
    }

    fn found(&self) -> Result<Found, StoreError> {
        let finding: Option<Finding> = parsed_if_any(TABLE, self.finding.as_deref())?;
        match (finding, &self.found_round_slug) {
            (Some(finding), Some(slug)) => {
                let round = round_name(
                    slug,
                    self.found_round_kind.as_deref(),
                    self.found_round_published.as_deref(),
                    self.found_round_fieldwork.as_deref(),
                )?;
                Ok(Found::Finding(finding, round))
            }
            (Some(_), None) => {
                Err(StoreError::inconsistent(TABLE, format!("{}: a finding of no round", self.reference)))
            }
            (None, _) if self.later_round => Ok(Found::Silent),
            (None, _) => Ok(Found::NoLaterRound),
        }
    }
}
