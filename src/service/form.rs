//! What every form carries, and that a form that is sent twice acts once.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    answers_digest::AnswersDigest,
    event::StreamKind,
    force::ForceSlug,
    person::Person,
    reference::Reference,
    round_draft::DraftId,
    store::{
        error::StoreError,
        events::Stream,
        form_receipts::{self, Receipt},
    },
};

/// A form that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form<Subject> {
    /// What it is about.
    pub subject: Subject,
    /// The version of that from which it was made.
    pub version: i32,
    /// Its own, once for each time it is rendered. The forms of a batch share one.
    pub token: Uuid,
    /// What was answered in it: sent again with other answers it is in conflict with what it led to itself.
    pub answers: AnswersDigest,
}

/// What a form can be about.
pub trait Subject {
    /// Its name in receipts: that of its stream, or of a draft.
    fn name(&self) -> String;
}

impl Subject for Reference {
    fn name(&self) -> String {
        Stream { kind: StreamKind::Recommendation, id: self.to_string() }.to_string()
    }
}

impl Subject for ForceSlug {
    fn name(&self) -> String {
        Stream { kind: StreamKind::Force, id: self.to_string() }.to_string()
    }
}

impl Subject for DraftId {
    fn name(&self) -> String {
        format!("draft {self}")
    }
}

/// A draft of a force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftOfForce {
    /// The force.
    pub force: ForceSlug,
    /// The draft.
    pub draft: DraftId,
}

impl Subject for DraftOfForce {
    fn name(&self) -> String {
        self.draft.name()
    }
}

/// What became of a form before.
pub(super) enum Earlier {
    /// Nothing: it comes for the first time.
    Nothing,
    /// It led to this with the same answers.
    SameAnswers(Receipt),
    /// It led to something with other answers.
    OtherAnswers,
}

/// Why it is not said what a form led to.
#[derive(Debug, thiserror::Error)]
pub(super) enum EarlierError {
    /// Another account has sent it.
    #[error("another account has sent this form")]
    FormOfAnother,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<S: Subject> Form<S> {
    /// What became of this form before. The caller holds the lock of its subject.
    pub(super) async fn earlier(&self, db: &mut PgConnection, person: &Person) -> Result<Earlier, EarlierError> {
        Ok(match form_receipts::find(db, self.token, &self.subject.name()).await? {
            None => Earlier::Nothing,
            Some(receipt) if receipt.account != person.id => return Err(EarlierError::FormOfAnother),
            Some(receipt) if self.answers.is(receipt.answers.as_deref()) => Earlier::SameAnswers(receipt),
            Some(_) => Earlier::OtherAnswers,
        })
    }

    /// Keeps that this form led to a version of its subject.
    pub(super) async fn keep_receipt(
        &self,
        db: &mut PgConnection,
        person: &Person,
        version: i32,
    ) -> Result<Receipt, StoreError> {
        form_receipts::keep(db, self.token, &self.subject.name(), person.id, version, &self.answers).await
    }
}
