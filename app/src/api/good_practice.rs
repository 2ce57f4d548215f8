//! Good practice that rounds singled out.

use followup::view::good_practice::{GoodPracticeFilter, GoodPracticeView};
use leptos::prelude::*;

use super::{error::ApiError, point::PointArguments, protocol::Read};

/// One page of good practice: 50 rows, how many there are in all, and the forces that a filter can name.
#[server(prefix = "/api/v1", endpoint = "good-practice", protocol = Read)]
pub async fn read_good_practice(filter: GoodPracticeFilter, at: PointArguments) -> Result<GoodPracticeView, ApiError> {
    let access = super::access::Access::to_read()?;
    let at = at.parse(access.now)?;
    if let Some(force) = &filter.force {
        access.figures_of(Some(force))?;
    }
    let filter = filter.within(access.scope);
    let found = followup::store::good_practice::page(&access.database, &filter, at.point()).await?;
    filter.check(&found)?;
    Ok(found)
}
