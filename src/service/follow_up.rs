//! The steps of follow-up work: what a person does to a recommendation, each in one transaction.
//!
//! A step locks the item, looks whether the form was sent before and whether anything was recorded since it was made, asks the
//! rules, and records. Nothing of a step that is refused is kept.

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::{
    act::follow_up::Step,
    as_at::AsAt,
    event::{Actor, StreamKind},
    identity::Permission,
    person::{Person, Reader},
    reference::Reference,
    store::{
        database::Database,
        error::StoreError,
        events::{self, Stream},
        form_receipts::Receipt,
        recommendation,
        record::append_and_project,
        register::of_references,
        update_drafts,
    },
    view::{register::RegisterRow, register_filter::RegisterFilter},
};

mod before;
mod draft;
pub(super) mod error;
mod evidence;
mod judge;

pub use error::{FollowUpError, Refused};
pub use evidence::{add_evidence, may_act};

pub use crate::view::{follow_up::StepEffect, saved::Saved};

use super::form::Earlier;
use before::Before;

/// A form about an item.
pub type Form = super::form::Form<Reference>;

/// Does one step to one item, as a person, on a day.
///
/// # Errors
/// Nothing is recorded where the item is not there, the person may not, somebody changed it meanwhile, a field is missing or
/// the store fails; see [`FollowUpError`]. A form that was taken before is no error: the answer is the one it had then.
pub async fn act(
    database: &Database,
    person: &Person,
    form: &Form,
    step: Step,
    today: NaiveDate,
) -> Result<Saved, FollowUpError> {
    let mut tx = database.begin_as(person).await?;
    let taken = take(&mut tx, person, form, &step, today).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(taken.saved())
}

/// Takes a step just as [`act`] would, tells what it changes, and keeps nothing: for checking answers before they are saved.
///
/// # Errors
/// What [`act`] would refuse.
pub async fn check(
    database: &Database,
    person: &Person,
    form: &Form,
    step: Step,
    today: NaiveDate,
) -> Result<StepEffect, FollowUpError> {
    person.may_ever(step.permission())?;
    let mut tx = database.begin_as(person).await?;
    let before = row(&mut tx, &form.subject, today).await?;
    take(&mut tx, person, form, &step, today).await?;
    let after = row(&mut tx, &form.subject, today).await?;
    tx.rollback().await.map_err(StoreError::from)?;
    Ok(StepEffect { before, after })
}

/// An item as the register shows it to everyone.
async fn row(db: &mut PgConnection, reference: &Reference, today: NaiveDate) -> Result<RegisterRow, FollowUpError> {
    let point = AsAt::default().point(today);
    let rows = of_references(db, &[reference.to_string()], &RegisterFilter::default(), point).await?;
    rows.into_iter().next().ok_or(FollowUpError::NotFound)
}

/// Does one step to several items: to all of them or to none. The answers stand in the order of the forms.
///
/// # Errors
/// The first item that refuses, and why; see [`act`].
pub async fn act_on_all(
    database: &Database,
    person: &Person,
    forms: &[Form],
    step: Step,
    today: NaiveDate,
) -> Result<Vec<Saved>, Refused> {
    // Two batches that share items lock them in the same order, so that neither waits for the other for ever.
    let mut order: Vec<(usize, &Form)> = forms.iter().enumerate().collect();
    order.sort_by_key(|(_, form)| &form.subject);
    let (Some((_, first)), Some((_, last))) = (order.first(), order.last()) else { return Ok(Vec::new()) };
    let (first, last) = (first.subject.clone(), last.subject.clone());
    if let Some(twice) = order.windows(2).find(|pair| pair[0].1.subject == pair[1].1.subject) {
        let error = FollowUpError::invalid("reference", "This is in the list twice");
        return Err(Refused { reference: twice[0].1.subject.clone(), error });
    }
    if let Some(own) = order.iter().find(|(_, form)| step.names().map(Reference::key) == Some(form.subject.key())) {
        return Err(Refused { reference: own.1.subject.clone(), error: error::names_itself(&own.1.subject, &step) });
    }
    let refused = |reference: &Reference| {
        let reference = reference.clone();
        |error: FollowUpError| Refused { reference, error }
    };
    let mut tx = database.begin_as(person).await.map_err(|error| refused(&first)(error.into()))?;
    let mut saved = Vec::with_capacity(forms.len());
    // One tick answers for all of them, so all of them are named.
    let mut of_concern = Vec::new();
    for (place, form) in order {
        match take(&mut tx, person, form, &step, today).await {
            Ok(one) => saved.push((place, one.saved())),
            Err(FollowUpError::Invalid { field: judge::closing::DESPITE_FINDING, .. }) => {
                of_concern.push(form.subject.clone());
            }
            Err(error) => return Err(refused(&form.subject)(error)),
        }
    }
    if let Some(first) = of_concern.first() {
        return Err(Refused { reference: first.clone(), error: error::latest_findings_of_concern(&of_concern) });
    }
    tx.commit().await.map_err(|error| refused(&last)(StoreError::from(error).into()))?;
    saved.sort_by_key(|(place, _)| *place);
    Ok(saved.into_iter().map(|(_, saved)| saved).collect())
}

/// What became of a form.
enum Taken {
    /// It did its thing.
    Now(Saved),
    /// It had done it before.
    Before(Saved),
}

impl Taken {
    fn saved(self) -> Saved {
        match self {
            Self::Now(saved) | Self::Before(saved) => saved,
        }
    }
}

/// One form, in the caller's transaction.
async fn take(
    db: &mut PgConnection,
    person: &Person,
    form: &Form,
    step: &Step,
    today: NaiveDate,
) -> Result<Taken, FollowUpError> {
    // Before the item is looked for: to other roles the response is the same whether there is such an item or not.
    person.may_ever(step.permission())?;
    let force = recommendation::force_of(&mut *db, &form.subject).await?.ok_or(FollowUpError::NotFound)?;
    person.may(step.permission(), &force)?;
    judge::showing::is_read_by_its_author(person.role, step)?;
    let stream = Stream { kind: StreamKind::Recommendation, id: form.subject.to_string() };
    events::lock_stream(&mut *db, &stream).await?;
    match form.earlier(&mut *db, person).await? {
        Earlier::SameAnswers(receipt) => return Ok(Taken::Before(saved(form, &receipt))),
        // With other answers, what was recorded since includes what the form led to the first time.
        Earlier::OtherAnswers | Earlier::Nothing => {}
    }
    let current_version = events::version(&mut *db, &stream).await?;
    if current_version != form.version {
        let reader = Reader::SignedIn(person.clone());
        let mut since = events::since(&mut *db, &stream, form.version).await?;
        since.retain(|one| reader.may_see(one.audience, &force));
        return Err(FollowUpError::Conflict { current_version, since });
    }
    let step = &with_recorded_spelling(&mut *db, step).await?;
    let before = Before::read(&mut *db, &form.subject, step).await?;
    let actor = Actor::Person { id: person.id, role: person.role };
    // One after the other: the database judges each event by what stands after the one before it.
    let mut version = current_version;
    for draft in judge::judge(&before, person.id, step, today)? {
        let refused = error::ByDatabase::new(person.role, step.permission(), &before.standing, &draft.fact);
        append_and_project(&mut *db, vec![draft.event(&stream, actor)], [])
            .await
            .map_err(|error| refused.explain(error))?;
        version += 1;
    }
    // What is saved is no draft any more.
    if step.permission() == Permission::Update {
        update_drafts::discard(&mut *db, &form.subject, person.id).await?;
    }
    Ok(Taken::Now(saved(form, &form.keep_receipt(db, person, version).await?)))
}

/// The step with the other item in its spelling on record: references are one whatever their case.
async fn with_recorded_spelling(db: &mut PgConnection, step: &Step) -> Result<Step, StoreError> {
    let recorded = match step.names() {
        Some(other) => recommendation::recorded_spelling(db, other).await?,
        None => None,
    };
    Ok(recorded.map_or_else(|| step.clone(), |(reference, _)| step.clone().with_other(reference)))
}

fn saved(form: &Form, receipt: &Receipt) -> Saved {
    Saved { reference: form.subject.clone(), version: receipt.version, recorded_at: receipt.recorded_at }
}

#[cfg(test)]
mod tests;
