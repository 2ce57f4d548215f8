//! The other items of a force: what an item can be linked to, or superseded by.

use crate::{
    as_at::PRESENT,
    force::ForceSlug,
    reference::Reference,
    round::RoundSlug,
    store::{database::Database, error::StoreError, parsing::parsed},
    view::{other_item::Other, recommendation::RecommendationView},
};

/// The other items of an item's force, those of the newest round first.
///
/// # Errors
/// The database fails or holds what the types do not allow.
pub async fn others(database: &Database, item: &RecommendationView) -> Result<Vec<Other>, StoreError> {
    let row = &item.row;
    but(database, &row.force, std::slice::from_ref(&row.reference), Some(&row.round.slug)).await
}

/// The items of a force but for some of them, those of the newest round first: what can take the place of any of these.
///
/// # Errors
/// The database fails or holds what the types do not allow.
pub async fn others_of_force(
    database: &Database,
    force: &ForceSlug,
    items: &[Reference],
) -> Result<Vec<Other>, StoreError> {
    but(database, force, items, None).await
}

async fn but(
    database: &Database,
    force: &ForceSlug,
    items: &[Reference],
    seen_from: Option<&RoundSlug>,
) -> Result<Vec<Other>, StoreError> {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    let rows = sqlx::query!(
        r#"select v.reference as "reference!", wording.body as "wording?", coalesce(p.place < own.place, false) as "is_earlier!"
        from recommendation_at($1, null) v
        join round p on p.force_slug = v.force_slug and p.slug = v.round_slug
        left join round own on own.force_slug = v.force_slug and own.slug = $2
        left join event_text wording on wording.event = v.wording and wording.field = 'wording'
        where v.force_slug = $3 and v.reference <> all($4)
        order by p.place desc, v.reference"#,
        PRESENT,
        seen_from.map(RoundSlug::as_str),
        force.as_str(),
        &items,
    )
    .fetch_all(&mut *database.reading().await?)
    .await?;
    rows.into_iter()
        .map(|row| {
            let reference = parsed("recommendation_version", &row.reference)?;
            Ok(Other { reference, wording: row.wording, is_earlier: row.is_earlier })
        })
        .collect()
}
