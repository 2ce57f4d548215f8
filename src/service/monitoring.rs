//! The steps of monitoring: what inspectors record of a force itself, each in one transaction.
//!
//! As in [`super::follow_up`]: the force's stream is locked, a form that was sent before or made from an older version is told
//! so, the rules are asked, and what is refused leaves nothing behind.

use chrono::NaiveDate;
use sqlx::PgConnection;
use uuid::Uuid;

use super::follow_up::FollowUpError;
use crate::{
    act::monitoring::Step,
    answers_digest::AnswersDigest,
    event::{Actor, StreamKind},
    force::ForceSlug,
    identity::Permission,
    not_allowed::NotAllowed,
    person::Person,
    store::{
        database::Database,
        error::StoreError,
        events::{self, Stream},
        form_taken::{self, Taken},
        record::append_and_project,
    },
};

mod before;
mod judge;

use before::Before;

/// What every form carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Which force it is about.
    pub force: ForceSlug,
    /// The version of the force's stream that it was made from.
    pub version: i32,
    /// Its own, once for each time it is rendered: sent twice it does the thing once.
    pub token: Uuid,
    /// What was answered in it: sent again with other answers it is told as a conflict with what it led to itself.
    pub answers: AnswersDigest,
}

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
) -> Result<Taken, FollowUpError> {
    person.may(Permission::RecordMonitoring, &form.force)?;
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
) -> Result<Taken, FollowUpError> {
    let stream = Stream { kind: StreamKind::Force, id: form.force.to_string() };
    events::lock_stream(&mut *db, &stream).await?;
    let about = stream.to_string();
    match form_taken::of_token(&mut *db, form.token).await? {
        Some(taken) if taken.account != person.id || taken.about != about => return Err(FollowUpError::FormOfAnother),
        Some(taken) if form.answers.is(taken.answers.as_deref()) => return Ok(taken),
        Some(_) | None => {}
    }
    let before = Before::read(&mut *db, &form.force, &stream).await?;
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
    Ok(form_taken::keep(db, form.token, person.id, about, version, &form.answers).await?)
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
