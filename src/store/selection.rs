//! The name of a selection.

use super::{Database, StoreError};
use crate::{as_at::Point, crosswalk::Heading, progress::selection::Selection};

/// How what is picked is headed, at a point of the record; `None` where there is no force of that name.
#[tracing::instrument(skip(database), err)]
pub async fn name(database: &Database, selection: &Selection, point: Point) -> Result<Option<String>, StoreError> {
    name_of(database, selection, selection.topic.map(Heading::One), point).await
}

/// The same, of what the picked topic is counted under.
pub(super) async fn name_of(
    database: &Database,
    selection: &Selection,
    heading: Option<Heading>,
    point: Point,
) -> Result<Option<String>, StoreError> {
    let Some(force) = &selection.force else { return Ok(Some(selection.name_of(None, heading))) };
    let mut snapshot = database.snapshot().await?;
    let name =
        sqlx::query_scalar!(r#"select name as "name!" from force_at($1) where slug = $2"#, point.known, force.as_str())
            .fetch_optional(&mut *snapshot)
            .await?;
    Ok(name.map(|name| selection.name_of(Some(&name), heading)))
}
