//! The table of forces, and one force.

use followup::view::{
    force::ForceView,
    forces::{ForceName, ForceRow},
    forces_filter::ForcesFilter,
};
use leptos::prelude::*;

use super::{error::ApiError, point::PointArguments, protocol::Read};

/// The forces that fit a filter and that the reader may read about, in the order that it asks for.
#[server(prefix = "/api/v1", endpoint = "forces", protocol = Read)]
pub async fn read_forces(filter: ForcesFilter, at: PointArguments) -> Result<Vec<ForceRow>, ApiError> {
    let access = super::access::Access::to_read()?;
    let at = at.parse(access.now)?;
    Ok(followup::store::forces::page(&access.database, &filter, &access.scope, at.point()).await?)
}

/// The forces that the reader may read about, by name.
#[server(prefix = "/api/v1", endpoint = "forces/names", protocol = Read)]
pub async fn read_force_names() -> Result<Vec<ForceName>, ApiError> {
    let access = super::access::Access::to_read()?;
    let mut names = followup::store::forces::names(&access.database).await?;
    names.retain(|force| access.scope.covers(&force.slug));
    Ok(names)
}

/// One force: its rounds, its recommendations by topic, grades, case audits, good practice, monitoring and duties.
#[server(prefix = "/api/v1", endpoint = "force", protocol = Read)]
pub async fn read_force(slug: String, at: PointArguments) -> Result<ForceView, ApiError> {
    use super::access::{Access, parse_force, unknown_force};

    let access = Access::to_read()?;
    let at = at.parse(access.now)?;
    let force = parse_force(&slug)?;
    access.force(&force)?;
    followup::store::force::page(&access.database, &force, at.point()).await?.ok_or_else(|| unknown_force(&slug))
}
