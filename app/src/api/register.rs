//! The register: every recommendation and area of concern that a filter picks.

use followup::view::{register::RegisterView, register_filter::RegisterFilter};
use leptos::prelude::*;

use super::{error::ApiError, point::PointArguments, protocol::Read};

/// One page of the register: 25 rows, how many there are in all, and the forces and rounds that a filter can name.
#[server(prefix = "/api/v1", endpoint = "recommendations", protocol = Read)]
pub async fn read_register(filter: RegisterFilter, at: PointArguments) -> Result<RegisterView, ApiError> {
    let access = super::access::Access::to_read()?;
    let at = at.parse(access.now)?;
    for force in &filter.force {
        access.figures_of(Some(force))?;
    }
    let filter = filter.within(access.scope);
    Ok(followup::store::register::page(&access.database, &filter, at.point()).await?)
}
