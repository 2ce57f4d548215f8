//! The wordings of a few items, for lists that name them.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Asked;
use crate::{
    reference::Reference,
    store::{Database, StoreError, free_text::FreeText, parsing::parsed},
};

/// What these items ask, as their wording stood on a day. One that was not there then has none.
#[tracing::instrument(skip_all, err)]
pub async fn wordings(
    database: &Database,
    asked: &Asked,
    day: NaiveDate,
    references: &[&Reference],
) -> Result<HashMap<Reference, FreeText>, StoreError> {
    let references: Vec<String> = references.iter().map(ToString::to_string).collect();
    sqlx::query!(
        r#"select v.reference as "reference!", jsonb_exists(e.texts, 'wording') as "kept!", t.body as "body?"
        from recommendation_at($1, $2) v
        join event e on e.seq = v.wording
        left join event_text t on t.event = v.wording and t.field = 'wording'
        where v.reference = any($3)"#,
        day,
        asked.known,
        &references,
    )
    .fetch_all(database.read())
    .await?
    .into_iter()
    .map(|row| Ok((parsed("recommendation_version", &row.reference)?, FreeText::read(row.kept, row.body))))
    .collect()
}
