//! What the sources leave out, and what was imported.

use followup::view::about_the_data::AboutTheDataView;
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
