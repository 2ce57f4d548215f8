//! Adding evidence: the file is kept in the transaction that records it, and gone if that is not committed.

use chrono::NaiveDate;

use super::super::form::Subject as _;
use super::{FollowUpError, Form, Saved, Taken, act, take};
use crate::{
    act::follow_up::{Held, NewEvidence, Step},
    event::StreamKind,
    evidence::EvidenceId,
    files::{Files, Received},
    identity::Permission,
    person::Person,
    reference::Reference,
    store::{
        database::Database,
        error::StoreError,
        events::{self, Stream},
        form_receipts, recommendation,
    },
};

/// Whether a person may do a thing to an item, before anything large is taken in for it. The step judges once more.
///
/// # Errors
/// There is no such item, the person may not, or the store fails.
pub async fn may_act(
    database: &Database,
    person: &Person,
    permission: Permission,
    reference: &Reference,
) -> Result<(), FollowUpError> {
    person.may_ever(permission)?;
    let mut db = database.pool().acquire().await.map_err(StoreError::from)?;
    let force = recommendation::force_of(&mut db, reference).await?.ok_or(FollowUpError::NotFound)?;
    Ok(person.may(permission, &force)?)
}

/// Adds a piece of evidence. A file that came in for it is used up either way: kept where it is recorded, gone where not.
///
/// # Errors
/// What [`act`] would refuse, or the store of files fails.
pub async fn add_evidence(
    database: &Database,
    files: &Files,
    person: &Person,
    form: &Form,
    evidence: NewEvidence,
    today: NaiveDate,
) -> Result<Saved, FollowUpError> {
    let file = match &evidence.held {
        Held::File(received) => Some((received.clone(), evidence.id)),
        Held::Elsewhere(_) => None,
    };
    let step = Step::AddEvidence(evidence);
    match file {
        None => act(database, person, form, step, today).await,
        Some(file) => with_file(database, files, person, form, &step, file, today).await,
    }
}

async fn with_file(
    database: &Database,
    files: &Files,
    person: &Person,
    form: &Form,
    step: &Step,
    (received, id): (Received, EvidenceId),
    today: NaiveDate,
) -> Result<Saved, FollowUpError> {
    let recorded = async {
        let mut tx = database.begin_as(person).await?;
        Ok::<_, FollowUpError>((take(&mut tx, person, form, step, today).await?, tx))
    };
    let (saved, tx) = match recorded.await {
        Ok((Taken::Now(saved), tx)) => (saved, tx),
        // The form had done its thing before, with a file of its own.
        Ok((Taken::Before(saved), _)) => {
            files.discard(&received).await;
            return Ok(saved);
        }
        Err(error) => {
            files.discard(&received).await;
            return Err(error);
        }
    };
    // Before the commit: what is on record is there.
    if let Err(error) = files.keep(&received, id).await {
        files.discard(&received).await;
        forget(files, id).await;
        return Err(error.into());
    }
    match tx.commit().await {
        Ok(()) => Ok(saved),
        Err(error) => undecided(database, files, form, id, error.into()).await,
    }
}

/// The commit was not answered: it may have been done all the same. Only where it certainly was not is the file removed.
async fn undecided(
    database: &Database,
    files: &Files,
    form: &Form,
    id: EvidenceId,
    error: StoreError,
) -> Result<Saved, FollowUpError> {
    let stream = Stream { kind: StreamKind::Recommendation, id: form.subject.to_string() };
    let asked = async {
        let mut tx = database.pool().begin().await?;
        // Not before the transaction in doubt has ended.
        events::lock_stream(&mut tx, &stream).await?;
        form_receipts::find(&mut tx, form.token, &form.subject.name()).await
    };
    match asked.await {
        Ok(Some(receipt)) => return Ok(super::saved(form, &receipt)),
        Ok(None) => forget(files, id).await,
        Err(_) => tracing::warn!(%id, "whether a file of evidence is on record is not known: it is left where it is"),
    }
    Err(error.into())
}

async fn forget(files: &Files, id: EvidenceId) {
    if let Err(error) = files.erase(id).await {
        tracing::warn!(%error, %id, "a file of evidence that is not on record could not be removed");
    }
}
