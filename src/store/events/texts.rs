//! The texts beside events: what is for everyone in one table, what is for some in another, whose rows only they can read.

use std::collections::HashMap;

use serde_json::{Value, json};
use sqlx::PgConnection;

use super::{Recorded, bytea};
use crate::{identity::Audience, store::error::StoreError};

/// A text as it lies beside its event.
#[derive(Debug, Clone)]
pub struct Text {
    /// The event's number.
    pub event: i64,
    /// Which of its texts.
    pub field: &'static str,
    /// What keeps it from being guessed out of its digest.
    pub salt: [u8; 16],
    /// The text.
    pub body: String,
}

impl Text {
    pub(super) fn columns(&self) -> Value {
        json!({ "event": self.event, "field": self.field, "salt": bytea(&self.salt), "body": self.body })
    }
}

/// Adds texts: those for everyone, and those for some. For whom and about which force the database reads from the event.
pub(super) async fn insert(db: &mut PgConnection, texts: Vec<Value>, restricted: Vec<Value>) -> Result<(), StoreError> {
    if !texts.is_empty() {
        sqlx::query!(
            "insert into event_text (event, field, salt, body)
            select event, field, salt, body from jsonb_populate_recordset(null::event_text, $1)",
            Value::Array(texts),
        )
        .execute(&mut *db)
        .await?;
    }
    if !restricted.is_empty() {
        sqlx::query!(
            "insert into restricted_text (event, field, salt, body)
            select event, field, salt, body from jsonb_populate_recordset(null::restricted_text, $1)",
            Value::Array(restricted),
        )
        .execute(db)
        .await?;
    }
    Ok(())
}

/// A text with its salt.
pub type Salted = (Vec<u8>, String);

/// The texts of some events that the transaction may read, by event and field; see [`crate::store::reader`].
///
/// Each table is asked only for the events that have texts there: of a long history few are for everyone.
///
/// # Errors
/// The database fails.
pub async fn of_events<'a>(
    db: &mut PgConnection,
    events: impl IntoIterator<Item = &'a Recorded>,
) -> Result<HashMap<(i64, String), Salted>, StoreError> {
    let with_texts = events.into_iter().filter(|event| event.texts.as_object().is_some_and(|texts| !texts.is_empty()));
    let (open, restricted): (Vec<_>, Vec<_>) = with_texts.partition(|event| event.audience == Audience::Everyone);
    let numbers = |events: Vec<&Recorded>| events.iter().map(|event| event.event.seq).collect::<Vec<_>>();
    let rows = sqlx::query!(
        r#"select event as "event!", field as "field!", salt as "salt!", body as "body!"
        from event_text where event = any($1)
        union all
        select event, field, salt, body from restricted_text where event = any($2)"#,
        &numbers(open),
        &numbers(restricted),
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| ((row.event, row.field), (row.salt, row.body))).collect())
}

/// The fields of the texts that an event has now.
///
/// # Errors
/// The database fails.
pub async fn fields(db: &mut PgConnection, event: i64) -> Result<Vec<String>, StoreError> {
    let fields = sqlx::query_scalar!(
        r#"select field as "field!" from event_text where event = $1
        union all select field from restricted_text where event = $1 order by 1"#,
        event,
    )
    .fetch_all(db)
    .await?;
    Ok(fields)
}

/// Deletes a text with its salt, and says whether it was there. Only the owner of the schema may.
///
/// # Errors
/// The database fails, or refuses because somebody else asks.
pub async fn erase(db: &mut PgConnection, event: i64, field: &str) -> Result<bool, StoreError> {
    let mut erased = sqlx::query!("delete from event_text where event = $1 and field = $2", event, field)
        .execute(&mut *db)
        .await?
        .rows_affected();
    erased += sqlx::query!("delete from restricted_text where event = $1 and field = $2", event, field)
        .execute(db)
        .await?
        .rows_affected();
    Ok(erased > 0)
}
