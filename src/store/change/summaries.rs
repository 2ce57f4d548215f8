//! What lists say of the few items that they name: what each asks, and how old both sides' last word on it is.

use chrono::NaiveDate;

use crate::{
    progress::change::ChangeRequest,
    reference::Reference,
    store::{Database, StoreError, parsing::parsed},
    view::{
        change::{ItemSummaries, ItemSummary},
        free_text::FreeText,
    },
};

/// These items as they stood on a day. One that was not there then is left out.
///
/// # Errors
/// The database fails, or holds something that is not of this record's form.
#[tracing::instrument(skip_all, err)]
pub async fn summaries(
    database: &Database,
    asked: &ChangeRequest,
    day: NaiveDate,
    references: &[&Reference],
) -> Result<ItemSummaries, StoreError> {
    let references: Vec<String> = references.iter().map(ToString::to_string).collect();
    // At a point an item stands once, so the limit leaves none out: it tells the planner how few they are. Each of them is
    // looked up, where a join may read every text there is.
    let most = i64::try_from(references.len()).unwrap_or(i64::MAX);
    sqlx::query!(
        r#"with item as (
            select reference, wording, updated_on, verified_on from recommendation_at($1, $2) where reference = any($3) limit $4
        )
        select item.reference as "reference!", item.updated_on, item.verified_on,
            (select jsonb_exists(e.texts, 'wording') from event e where e.seq = item.wording) as "kept!",
            (select t.body from event_text t where t.event = item.wording and t.field = 'wording') as "body?"
        from item"#,
        day,
        asked.known,
        &references,
        most,
    )
    .fetch_all(&mut *database.reading().await?)
    .await?
    .into_iter()
    .map(|row| {
        let wording = FreeText::read(row.kept, row.body);
        let shown = ItemSummary { wording, updated_on: row.updated_on, verified_on: row.verified_on };
        Ok((parsed("recommendation_version", &row.reference)?, shown))
    })
    .collect()
}
