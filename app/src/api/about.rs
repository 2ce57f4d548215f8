//! What the sources leave out, what was imported, and what everybody may know about the service.

use followup::view::{about_the_data::AboutTheDataView, service::ServiceView};
use leptos::prelude::*;

use super::{error::ApiError, point::PointArguments, protocol::Read};

/// The gaps of the data, and the files that were imported.
#[server(prefix = "/api/v1", endpoint = "about-the-data", protocol = Read)]
pub async fn read_about_the_data(at: PointArguments) -> Result<AboutTheDataView, ApiError> {
    let access = super::access::Access::to_read()?;
    let at = at.parse(access.now)?;
    // Gaps are counted over all forces.
    access.figures_of(None)?;
    Ok(followup::store::about_the_data::page(&access.database, at.point()).await?)
}

/// Whether the data is made up, and whether this is a demonstration: every page says so, the sign-in page too.
#[server(prefix = "/api/v1", endpoint = "service", protocol = Read)]
pub async fn read_service() -> Result<ServiceView, ApiError> {
    let access = super::access::Access::for_everyone()?;
    let synthetic = access.database.holds_synthetic_data().await?;
    let demonstration = access.database.is_demonstration().await?;
    Ok(ServiceView { synthetic, demonstration })
}
