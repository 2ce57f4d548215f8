//! The steps of monitoring: what inspectors record of a force itself, each in one transaction.
//!
//! As in [`super::follow_up`]: the force's stream is locked, a form that was sent before or made from an older version is told
//! so, the rules are asked, and what is refused leaves nothing behind.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{follow_up::FollowUpError, form::Earlier};
use crate::{
    act::monitoring::Step,
    event::{Actor, StreamKind},
    force::ForceSlug,
    identity::Permission,
    not_allowed::NotAllowed,
    person::Person,
    store::{
        database::Database,
        error::StoreError,
        events::{self, Stream},
        form_receipts::Receipt,
        record::append_and_project,
    },
};

mod before;
mod judge;

use before::Before;

/// A form about a force.
pub type Form = super::form::Form<ForceSlug>;

/// Does one step to a force, as a person, on a day.
///
/// # Errors
/// Nothing is recorded where there is no such force, the person may not, somebody changed it meanwhile, an answer does not fit
/// or the store fails. A form that was taken before is no error: the answer is the one it had then.
pub async fn act(
    database: &Database,
    person: &Person,
    form: &Form,
    step: &Step,
    today: NaiveDate,
) -> Result<Receipt, FollowUpError> {
    person.may(Permission::RecordMonitoring, &form.subject)?;
    let mut tx = database.begin_as(person).await?;
    let taken = take(&mut tx, person, form, step, today).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(taken)
}

/// One form, in the caller's transaction.
async fn take(
    db: &mut PgConnection,
    person: &Person,
    form: &Form,
    step: &Step,
    today: NaiveDate,
) -> Result<Receipt, FollowUpError> {
    let stream = Stream { kind: StreamKind::Force, id: form.subject.to_string() };
    events::lock_stream(&mut *db, &stream).await?;
    if let Earlier::SameAnswers(receipt) = form.earlier(&mut *db, person).await? {
        return Ok(receipt);
    }
    let before = Before::read(&mut *db, &form.subject, &stream).await?;
    if before.version != form.version {
        let since = events::since(&mut *db, &stream, form.version).await?;
        return Err(FollowUpError::Conflict { current_version: before.version, since });
    }
    let actor = Actor::Person { id: person.id, role: person.role };
    let mut version = before.version;
    // One after the other: the database judges each event by what stands after the one before it.
    for event in judge::judge(&before, &stream, actor, step, today)? {
        let refused = |error: StoreError| explain(error, person);
        append_and_project(&mut *db, vec![event], []).await.map_err(refused)?;
        version += 1;
    }
    Ok(form.keep_receipt(db, person, version).await?)
}

/// What the database refused once more: each named constraint stands for the rule it guards.
fn explain(error: StoreError, person: &Person) -> FollowUpError {
    match error.constraint() {
        Some("event_role") => NotAllowed::NotOfRole(Permission::RecordMonitoring, person.role).into(),
        Some("event_duty_is_open") => FollowUpError::invalid("duty", judge::NOT_SET),
        Some("event_monitoring_changes") => FollowUpError::invalid("stage", judge::SAME_STAGE),
        _ => error.into(),
    }
}

#[cfg(test)]
mod tests;
