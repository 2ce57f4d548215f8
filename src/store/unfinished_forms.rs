//! Forms that were sent and are not finished: kept until they are checked or put right. Row security shows them to their authors alone.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use sqlx::{PgConnection, types::Json};
use uuid::Uuid;

use super::{database::Database, error::StoreError};
use crate::person::Person;

/// An unfinished form is removed after this time, which is how long a session lasts by default.
pub const KEPT_FOR: TimeDelta = TimeDelta::hours(12);

/// How many unfinished forms of one account are kept; the oldest go first.
const MAX_OF_ACCOUNT: i64 = 20;

/// A form as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct UnfinishedForm {
    /// The path of its page.
    pub path: String,
    /// Name and value of each field, in the order in which they were sent.
    pub answers: Vec<(String, String)>,
    /// How its page shows it. The pages know its shape.
    pub state: Value,
}

/// Keeps a form of this person, and returns under which id.
///
/// # Errors
/// The database fails.
pub async fn keep(
    database: &Database,
    person: &Person,
    form: &UnfinishedForm,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut tx = database.begin_as(person).await?;
    sqlx::query!(
        "insert into unfinished_form (id, account, path, answers, state, sent_at) values ($1, $2, $3, $4, $5, $6)",
        id,
        person.id.0,
        form.path,
        Json(&form.answers) as _,
        form.state,
        now,
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "delete from unfinished_form where account = $1 and id in
            (select id from unfinished_form where account = $1 order by sent_at desc, id offset $2)",
        person.id.0,
        MAX_OF_ACCOUNT,
    )
    .execute(&mut *tx)
    .await?;
    Ok(tx.commit().await?)
}

/// The form with this id; `None` where there is none of this person, or it is too old.
///
/// # Errors
/// The database fails.
pub async fn find(
    database: &Database,
    person: &Person,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<UnfinishedForm>, StoreError> {
    let mut tx = database.begin_as(person).await?;
    let row = sqlx::query!(
        r#"select path, answers as "answers: Json<Vec<(String, String)>>", state from unfinished_form
        where id = $1 and account = $2 and sent_at > $3"#,
        id,
        person.id.0,
        now - KEPT_FOR,
    )
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(row.map(|row| UnfinishedForm { path: row.path, answers: row.answers.0, state: row.state }))
}

/// Removes everybody's forms that are older than [`KEPT_FOR`].
///
/// # Errors
/// The database fails.
pub async fn forget_old(db: &mut PgConnection, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!("select forget_unfinished_forms($1)", now - KEPT_FOR).fetch_one(db).await?;
    Ok(())
}
