//! Whether the read model is folded by the rules of this program.

use sqlx::PgConnection;

use crate::store::error::StoreError;

/// Whether a migration brought rules by which the rows that stand were not folded.
///
/// # Errors
/// The database fails.
pub async fn is_stale(db: &mut PgConnection) -> Result<bool, StoreError> {
    let stale = sqlx::query_scalar!("select stale from read_model_state").fetch_optional(db).await?;
    Ok(stale.unwrap_or(true))
}

/// Says that all rows are folded by the rules of this program. Needs the owner of the schema.
///
/// # Errors
/// The database fails or refuses.
pub async fn mark_fresh(db: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into read_model_state (stale) values (false) on conflict (singleton) do update set stale = false"
    )
    .execute(db)
    .await?;
    Ok(())
}
