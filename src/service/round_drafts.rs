//! The steps by which inspectors write down a round and publish it, each in one transaction.
//!
//! A draft has a version of its own: whoever changes what another changed meanwhile is told, and nothing is overwritten. Once
//! published it is gone; its address then leads to the round.

use chrono::NaiveDate;
use sqlx::{PgConnection, Postgres, Transaction};
use uuid::Uuid;

pub use super::form::DraftOfForce;
use super::form::{Earlier, Subject as _};
use crate::{
    answers_digest::AnswersDigest,
    event::Actor,
    force::ForceSlug,
    identity::Permission,
    ingest::publish::{self, PublishError},
    overtaken::Overtaken,
    person::Person,
    round::RoundSlug,
    round_draft::{Details, DraftId, Part, Problem, RoundDraft},
    store::{
        database::Database,
        error::StoreError,
        events,
        form_receipts::{self, Receipt},
        record::append_and_project,
        round_draft as store,
    },
};

mod edit;
mod error;

pub use edit::Edit;
pub use error::DraftError;

/// A form about a draft.
pub type Form = super::form::Form<DraftOfForce>;

/// Begins a draft. Its identity is the form's token, so that a form sent twice begins one draft; `answers` is what was answered
/// in it.
///
/// # Errors
/// The person may not, there is no such force, the form has begun a draft before with other answers, an answer does not fit, or
/// the store fails.
pub async fn begin(
    database: &Database,
    person: &Person,
    force: &ForceSlug,
    token: Uuid,
    details: &Details,
    answers: &AnswersDigest,
) -> Result<DraftId, DraftError> {
    person.may(Permission::RecordRound, force)?;
    let details = edit::details(details)?;
    let id = DraftId(token);
    let mut tx = database.begin_as(person).await?;
    store::lock(&mut tx, id).await?;
    let form = super::form::Form { subject: id, version: 0, token, answers: *answers };
    match form.earlier(&mut tx, person).await? {
        Earlier::SameAnswers(_) => return Ok(id),
        Earlier::OtherAnswers => return Err(conflict(&mut tx, person, id, 0).await?),
        Earlier::Nothing => {}
    }
    let inserted = store::insert(&mut tx, id, force, &details, person).await;
    inserted.map_err(|error| match error.constraint() {
        Some("round_draft_force") => DraftError::NotFound,
        Some("round_draft_pkey") => DraftError::FormOfAnother,
        _ => error.into(),
    })?;
    form.keep_receipt(&mut tx, person, 1).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(id)
}

/// Makes one change to a draft.
///
/// # Errors
/// Nothing is changed where there is no such draft, it is published, the person may not, it was changed meanwhile, an answer does
/// not fit or the store fails. A form that was taken before with the same answers is no error.
pub async fn change(database: &Database, person: &Person, form: &Form, edit: Edit) -> Result<Receipt, DraftError> {
    let mut tx = match open(database, person, form).await? {
        Opened::Taken(taken) => return Ok(taken),
        Opened::Open(tx) => tx,
    };
    let draft = current(&mut tx, person, form).await?;
    let version = edit::apply(&mut tx, person, &draft, edit).await?;
    let receipt = form.keep_receipt(&mut tx, person, version).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(receipt)
}

/// What keeps a draft from being published: what it tells itself, and what the register holds already.
///
/// # Errors
/// There is no such draft, the person may not, or the store fails.
pub async fn problems(
    database: &Database,
    person: &Person,
    draft: &RoundDraft,
    today: NaiveDate,
) -> Result<Vec<Problem>, DraftError> {
    person.may(Permission::RecordRound, &draft.force)?;
    let mut tx = database.begin_as(person).await?;
    let actor = Actor::Person { id: person.id, role: person.role };
    let found = match planned(&mut tx, draft, actor, today).await {
        Ok(_) => Vec::new(),
        Err(DraftError::Problems(problems)) => problems,
        Err(error) => return Err(error),
    };
    tx.rollback().await.map_err(StoreError::from)?;
    Ok(found)
}

/// Publishes a draft: the round and all it says in one transaction, and the draft is gone. Returns the round's address.
///
/// # Errors
/// Nothing is published where there is no such draft, the person may not, somebody changed it since the form was made, there
/// are problems or the store fails. A draft that is published already is no error for whoever asks again.
pub async fn publish(
    database: &Database,
    person: &Person,
    form: &Form,
    today: NaiveDate,
) -> Result<RoundSlug, DraftError> {
    let mut tx = match open(database, person, form).await? {
        Opened::Taken(_) => {
            let mut tx = database.begin_as(person).await?;
            let published = store::published(&mut tx, form.subject.draft).await?;
            return published.map(|(_, round)| round).ok_or(DraftError::NotFound);
        }
        Opened::Open(tx) => tx,
    };
    let draft = current(&mut tx, person, form).await?;
    events::lock_record(&mut tx).await?;
    let actor = Actor::Person { id: person.id, role: person.role };
    let Planned { slug, new, also } = planned(&mut tx, &draft, actor, today).await?;
    append_and_project(&mut tx, new, also).await?;
    store::keep_published(&mut tx, &draft, &slug, person).await?;
    store::delete(&mut tx, draft.id).await?;
    form.keep_receipt(&mut tx, person, draft.version + 1).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(slug)
}

struct Planned {
    slug: RoundSlug,
    new: Vec<events::NewEvent>,
    also: Vec<events::Stream>,
}

/// What publishing would record, or every problem that stands in the way.
async fn planned(
    db: &mut PgConnection,
    draft: &RoundDraft,
    actor: Actor,
    today: NaiveDate,
) -> Result<Planned, DraftError> {
    let mut problems = draft.problems(today);
    let references: Vec<_> = draft.items.iter().map(|(_, item)| item.reference.clone()).collect();
    for taken in store::taken(&mut *db, &references).await? {
        let words = format!("{taken} is already used. Give this item another reference");
        problems.push(Problem::new(Part::Recommendations, words));
    }
    // The dates of the draft, or the record, may have moved since they were written down.
    let earlier = store::earlier_references(&mut *db, draft.id).await?;
    for reference in draft.findings.keys().filter(|reference| !earlier.contains(reference.as_str())) {
        let words = format!("This round is not later than the one that raised {reference}. Remove its finding");
        problems.push(Problem::new(Part::Findings, words));
    }
    let slug = draft.details.slug().filter(|_| problems.is_empty());
    let Some(slug) = slug else { return Err(DraftError::Problems(problems)) };
    match publish::plan(db, actor, draft, &slug, today).await {
        Ok((new, also)) => Ok(Planned { slug, new, also }),
        Err(PublishError::Problems(problems)) => Err(DraftError::Problems(problems)),
        Err(PublishError::Store(error)) => Err(error.into()),
    }
}

enum Opened {
    /// The form was taken before.
    Taken(Receipt),
    /// Its draft is locked.
    Open(Transaction<'static, Postgres>),
}

/// Asks whether the person may, locks the draft and looks whether the form was sent before: with other answers it is no form that
/// was taken, and what it led to then has changed the draft since it was made.
async fn open(database: &Database, person: &Person, form: &Form) -> Result<Opened, DraftError> {
    person.may(Permission::RecordRound, &form.subject.force)?;
    let mut tx = database.begin_as(person).await?;
    store::lock(&mut tx, form.subject.draft).await?;
    match form.earlier(&mut tx, person).await? {
        Earlier::SameAnswers(receipt) => Ok(Opened::Taken(receipt)),
        Earlier::OtherAnswers | Earlier::Nothing => Ok(Opened::Open(tx)),
    }
}

/// The draft of a form, as long as it is a draft and the form stands on its version.
async fn current(db: &mut PgConnection, person: &Person, form: &Form) -> Result<RoundDraft, DraftError> {
    let found = store::find(&mut *db, form.subject.draft).await?.filter(|draft| draft.force == form.subject.force);
    let Some(draft) = found else {
        let published =
            store::published(db, form.subject.draft).await?.filter(|(force, _)| *force == form.subject.force);
        return Err(published.map_or(DraftError::NotFound, |(_, round)| DraftError::Published(round)));
    };
    if draft.version == form.version {
        return Ok(draft);
    }
    Err(conflict(db, person, form.subject.draft, form.version).await?)
}

/// Who overtook a form that was made from a version of a draft.
async fn conflict(db: &mut PgConnection, person: &Person, id: DraftId, version: i32) -> Result<DraftError, StoreError> {
    let by = form_receipts::authors_since(db, &id.name(), version).await?;
    Ok(DraftError::Conflict(Overtaken::of(person.id, by.into_iter().map(Some))))
}

#[cfg(test)]
mod tests;
