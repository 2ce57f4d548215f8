//! Of how many forces a figure could tell: the whole that every coverage is stated against.

use sqlx::PgConnection;

use super::{StoreError, parsing::counted};
use crate::{
    as_at::Point,
    force::{Nation, Region},
    progress::selection::Selection,
};

/// The forces that a selection picks from, as they were known.
pub(super) async fn forces(db: &mut PgConnection, selection: &Selection, point: Point) -> Result<u32, StoreError> {
    let forces = sqlx::query_scalar!(
        r#"select count(*) as "forces!" from force_at($1) f
        where ($2::text is null or f.nation = $2::text::nation) and ($3::text is null or f.region = $3::text::region)"#,
        point.known,
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
    )
    .fetch_one(db)
    .await?;
    counted("force_version", forces)
}
