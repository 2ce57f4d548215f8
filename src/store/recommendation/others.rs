//! The other items of a force: what an item can be linked to, or superseded by.

use super::Recommendation;
use crate::{
    as_at::PRESENT,
    reference::Reference,
    store::{database::Database, error::StoreError, parsing::parsed},
};

/// Another item of the same force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Which.
    pub reference: Reference,
    /// Its wording; `None` if that was erased.
    pub wording: Option<String>,
    /// Whether an earlier round raised it.
    pub is_earlier: bool,
}

/// The other items of an item's force, those of the newest round first.
///
/// # Errors
/// The database fails or holds what the types do not allow.
pub async fn others(database: &Database, item: &Recommendation) -> Result<Vec<Other>, StoreError> {
    let rows = sqlx::query!(
        r#"select v.reference as "reference!", wording.body as "wording?", p.place < own.place as "is_earlier!"
        from recommendation_at($1, null) v
        join round p on p.force_slug = v.force_slug and p.slug = v.round_slug
        join round own on own.force_slug = v.force_slug and own.slug = $2
        left join event_text wording on wording.event = v.wording and wording.field = 'wording'
        where v.force_slug = $3 and v.reference <> $4
        order by p.place desc, v.reference"#,
        PRESENT,
        item.row.round.slug.as_str(),
        item.row.force.as_str(),
        item.row.reference.as_str(),
    )
    .fetch_all(database.read())
    .await?;
    rows.into_iter()
        .map(|row| {
            let reference = parsed("recommendation_version", &row.reference)?;
            Ok(Other { reference, wording: row.wording, is_earlier: row.is_earlier })
        })
        .collect()
}
