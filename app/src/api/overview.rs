//! The overview.

use followup::view::overview::OverviewView;
use leptos::prelude::*;

use super::{error::ApiError, point::PointArguments, protocol::Read};

/// How everything stands that the reader may read about. To a reader who is limited to forces it is theirs, without national figures.
#[server(prefix = "/api/v1", endpoint = "overview", protocol = Read)]
pub async fn read_overview(at: PointArguments) -> Result<OverviewView, ApiError> {
    use followup::store::overview;

    let access = super::access::Access::to_read()?;
    let at = at.parse(access.now)?;
    match access.scope.only() {
        None => Ok(overview::page(&access.database, at.point()).await?),
        Some(forces) => {
            let figures = overview::of_forces(&access.database, forces, at.point()).await?;
            Ok(OverviewView { figures, national: None })
        }
    }
}
