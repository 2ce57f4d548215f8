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
    // At a point an item stands once, so the limit leaves none out: it tells the planner how few they are. Each of them is
    // looked up, where a join may read every text there is.
    let most = i64::try_from(references.len()).unwrap_or(i64::MAX);
    sqlx::query!(
        r#"with item as (
            select reference, wording from recommendation_at($1, $2) where reference = any($3) limit $4
        )
        select item.reference as "reference!",
            (select jsonb_exists(e.texts, 'wording') from event e where e.seq = item.wording) as "kept!",
            (select t.body from event_text t where t.event = item.wording and t.field = 'wording') as "body?"
        from item"#,
        day,
        asked.known,
        &references,
        most,
    )
    .fetch_all(database.read())
    .await?
    .into_iter()
    .map(|row| Ok((parsed("recommendation_version", &row.reference)?, FreeText::read(row.kept, row.body))))
    .collect()
}
