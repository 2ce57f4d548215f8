//! The documents that a search reads, held against the texts they are made of; the database keeps them itself (migration 0050).

use sqlx::PgConnection;

use super::{error::StoreError, parsing::counted};

/// The first of some items whose document is not what its texts add up to.
///
/// # Errors
/// The database fails.
pub async fn first_that_differs(db: &mut PgConnection, references: &[String]) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("select search_difference($1)", references).fetch_one(db).await?)
}

/// The first word that is offered for misspelt ones and is in no text for everyone, or the other way round.
///
/// # Errors
/// The database fails.
pub async fn first_word_that_differs(db: &mut PgConnection) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("select search_word_difference()").fetch_one(db).await?)
}

/// Makes the documents of some items anew where they differ, and says of how many items they did. Needs the owner of the schema.
///
/// # Errors
/// The database fails or refuses.
pub async fn refresh_where_it_differs(db: &mut PgConnection, references: &[String]) -> Result<u64, StoreError> {
    if first_that_differs(&mut *db, references).await?.is_none() {
        return Ok(0);
    }
    let differing = sqlx::query_scalar!(
        r#"select r.reference as "reference!" from unnest($1::text[]) r(reference)
        where search_difference(array[r.reference]) is not null"#,
        references
    )
    .fetch_all(&mut *db)
    .await?;
    if !differing.is_empty() {
        sqlx::query!("select refresh_search($1)", &differing).fetch_one(db).await?;
    }
    counted("search_document", differing.len())
}

/// Makes everything anew, after many texts were written past the triggers. Needs the owner of the schema.
///
/// # Errors
/// The database fails or refuses.
pub async fn rebuild(db: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("select rebuild_search()").fetch_one(db).await?;
    Ok(())
}
