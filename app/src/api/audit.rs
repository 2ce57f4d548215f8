//! The audit, for administrators.

use followup::view::audit::{AuditPage, AuditQuery};
use leptos::prelude::*;

use super::{error::ApiError, protocol::Read};

/// Fifty entries of the audit, newest first.
#[server(prefix = "/api/v1", endpoint = "audit", protocol = Read)]
pub async fn read_audit(query: AuditQuery) -> Result<AuditPage, ApiError> {
    use followup::{identity::Permission, store::audit};

    let (access, person) = super::access::Access::with_permission(Permission::ReadAudit)?;
    Ok(audit::page(&access.database, &person, &query).await?)
}

/// Every entry that a filter picks, to be read part by part; for files. The permission is that of [`read_audit`].
///
/// # Errors
/// As [`read_audit`].
#[cfg(feature = "ssr")]
pub async fn export_audit(
    filter: followup::view::audit::AuditFilter,
) -> Result<followup::store::audit::AuditExport, ApiError> {
    use followup::{identity::Permission, store::audit};

    let (access, person) = super::access::Access::with_permission(Permission::ReadAudit)?;
    Ok(audit::export(&access.database, &person, filter).await?)
}
