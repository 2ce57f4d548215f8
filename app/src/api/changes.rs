//! What changed between two days.

use followup::{
    progress::change::{ChangeListQuery, ChangeQuery},
    view::change::{BriefingView, ChangeListView, ChangeReport},
};
use leptos::prelude::*;

use super::{error::ApiError, point::PointArguments, protocol::Read};

/// Every item at both ends of a period, with what happened to it in between; what has no date stands apart.
#[server(prefix = "/api/v1", endpoint = "changes", protocol = Read)]
pub async fn read_changes(query: ChangeQuery, at: PointArguments) -> Result<ChangeReport, ApiError> {
    let (_, _, report) = on_server::read(&query, &at).await?;
    Ok(report)
}

/// The briefing: the same, what the items that it names ask for, and how the forces stand on the last day.
#[server(prefix = "/api/v1", endpoint = "briefing", protocol = Read)]
pub async fn read_briefing(query: ChangeQuery, at: PointArguments) -> Result<BriefingView, ApiError> {
    use followup::{
        as_at::AsAt,
        clock::london_day,
        store::{change, overview},
    };

    let (access, request, report) = on_server::read(&query, &at).await?;
    let period = report.changes.period;
    let items = change::summaries(&access.database, &request, period.to, &report.changes.in_short_lists()).await?;
    // As every other page shows it: the view of today is the present.
    let known_at = at.parse(access.now)?.asked().known_at;
    let today = london_day(access.now);
    let last_day = AsAt { as_at: Some(period.to), known_at }.at(today).point(today);
    let situation = overview::situation(&access.database, &request.selection, period, last_day).await?;
    Ok(BriefingView { report, items, situation })
}

/// One page of a list of the briefing: 25 of the items that one of its figures counts.
#[server(prefix = "/api/v1", endpoint = "briefing/items", protocol = Read)]
pub async fn read_changed_items(query: ChangeListQuery, at: PointArguments) -> Result<ChangeListView, ApiError> {
    use followup::{as_at::PRESENT, progress::change::Rows, store::change, view::change::PER_PAGE};

    let ChangeListQuery { changes, list } = query;
    let (access, request, mut report) = on_server::read(&changes, &at).await?;
    let first = (list.page as usize - 1) * PER_PAGE as usize;
    let page = PER_PAGE as usize;
    let (total, day) = match list.rows(&report.changes) {
        Rows::Items(items) => {
            let total = items.len();
            let rows = items.into_iter().skip(first).take(page).cloned().collect();
            (report.changes.items, report.changes.undated) = (rows, Vec::new());
            (total, report.changes.period.to)
        }
        Rows::Undated(undated) => {
            let total = undated.len();
            let rows = undated.into_iter().skip(first).take(page).cloned().collect();
            (report.changes.items, report.changes.undated) = (Vec::new(), rows);
            // What has no date is shown as it stands in the present.
            (total, PRESENT)
        }
    };
    let pages = total.div_ceil(page).max(1);
    if list.page as usize > pages {
        return Err(ApiError::bad_argument("page", list.page.to_string(), format!("a whole number from 1 to {pages}")));
    }
    let references: Vec<_> = match list.rows(&report.changes) {
        Rows::Items(items) => items.into_iter().map(|item| &item.reference).collect(),
        Rows::Undated(undated) => undated.into_iter().map(|item| &item.reference).collect(),
    };
    let items = change::summaries(&access.database, &request, day, &references).await?;
    Ok(ChangeListView { report, total: total as u64, items })
}

#[cfg(feature = "ssr")]
mod on_server {
    use followup::{
        progress::change::{ChangeQuery, ChangeRequest},
        store::change,
        view::change::ChangeReport,
    };

    use crate::api::{access::Access, error::ApiError, point::PointArguments};

    /// Who is limited to forces must name one of them.
    pub(super) async fn read(
        query: &ChangeQuery,
        at: &PointArguments,
    ) -> Result<(Access, ChangeRequest, ChangeReport), ApiError> {
        let access = Access::to_read()?;
        let at = at.parse(access.now)?;
        access.figures_of(query.selection.force.as_ref())?;
        let request = ChangeRequest::new(query, at.point())?;
        let mut report = change::between(&access.database, &request).await?;
        report.all_forces.retain(|force| access.scope.covers(&force.slug));
        Ok((access, request, report))
    }
}
