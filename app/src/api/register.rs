//! The register: every recommendation and area of concern that a filter picks.

use followup::view::{register::RegisterView, register_filter::RegisterFilter};
use leptos::prelude::*;

use super::{error::ApiError, point::PointArguments, protocol::Read};

/// One page of the register: 25 rows, how many there are in all, and the forces and rounds that a filter can name. Words (`q`) are looked
/// for in every text of an item that the reader may read; `excerpts` says where they stand other than in the wording. That somebody read
/// an excerpt of a restricted text is audited.
#[server(prefix = "/api/v1", endpoint = "recommendations", protocol = Read)]
pub async fn read_register(filter: RegisterFilter, at: PointArguments) -> Result<RegisterView, ApiError> {
    let (access, filter) = permit(filter)?;
    let at = at.parse(access.now)?;
    let (point, sent) = (at.point(), crate::request::sent());
    Ok(followup::service::reading::register(&access.database, &access.reader, &filter, point, access.now, sent).await?)
}

/// Every row of the register that a filter picks, to be read part by part; for files. The permission is that of [`read_register`].
///
/// # Errors
/// As [`read_register`].
#[cfg(feature = "ssr")]
pub async fn export_register(
    filter: RegisterFilter,
    at: PointArguments,
) -> Result<followup::store::register::Export, ApiError> {
    let (access, filter) = permit(filter)?;
    let at = at.parse(access.now)?;
    Ok(followup::store::register::export(&access.database, &access.reader, &filter, at.point(), access.now).await?)
}

/// The filter within the scope of the reader, who may not name a force outside it.
#[cfg(feature = "ssr")]
fn permit(filter: RegisterFilter) -> Result<(super::access::Access, RegisterFilter), ApiError> {
    let access = super::access::Access::to_read()?;
    for force in &filter.force {
        access.figures_of(Some(force))?;
    }
    let filter = filter.within(access.scope.clone());
    Ok((access, filter))
}
