//! What inspectors record of a force itself.

use followup::view::monitoring::MonitoringForm;
use leptos::prelude::*;

use super::{error::ApiError, protocol::Read};

/// A force's rounds, stages of monitoring and duties as they stand today, for the forms that change them. `saved` is the version that a
/// form has just made: its event is in the answer.
#[server(prefix = "/api/v1", endpoint = "monitoring", protocol = Read)]
pub async fn read_monitoring(force: String, saved: Option<i32>) -> Result<MonitoringForm, ApiError> {
    use followup::{clock::london_day, identity::Permission};

    use super::access::{Access, parse_force, unknown_force};

    let (access, _) = Access::with_permission(Permission::RecordMonitoring)?;
    let slug = parse_force(&force)?;
    let found = followup::store::monitoring::form(&access.database, &slug, saved, london_day(access.now)).await?;
    found.ok_or_else(|| unknown_force(&force))
}
