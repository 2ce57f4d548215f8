//! The measures of progress. Each counts recommendations and areas of concern apart unless asked for them together.

use followup::{
    progress::{
        assurance_gap::AssuranceGap,
        beside_others::BesideOthers,
        case_audits::CaseAudits,
        comes_back::ComesBack,
        deadlines::Deadlines,
        findings_across_rounds::FindingsAcrossRounds,
        forces_at_a_glance::ForcesAtAGlance,
        grades::Grades,
        last_said::LastSaid,
        pace::Pace,
        queries::{GlanceQuery, RecurrenceQuery, SelectionQuery, SeriesQuery},
        standing::Standing,
        status_over_time::StatusOverTime,
        visits::Visits,
        what_is_known::WhatIsKnown,
        what_recurs::WhatRecurs,
    },
    view::overview::WaitingClaim,
};
use leptos::prelude::*;

use super::{error::ApiError, point::PointArguments, protocol::Read};

/// What later rounds found of items that earlier rounds of the same force raised, by kind of visit.
#[server(prefix = "/api/v1", endpoint = "progress/findings-across-rounds", protocol = Read)]
pub async fn read_findings_across_rounds(
    query: SelectionQuery,
    at: PointArguments,
) -> Result<FindingsAcrossRounds, ApiError> {
    let SelectionQuery(selection) = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let figure = followup::store::findings_across_rounds::figure(&access.database, &selection, point).await?;
    figure.ok_or_else(|| on_server::no_such_force(&selection))
}

/// How many items had which status at the end of each month. Without `from` the series begins with the first change that it knows of.
#[server(prefix = "/api/v1", endpoint = "progress/status-over-time", protocol = Read)]
pub async fn read_status_over_time(query: SeriesQuery, at: PointArguments) -> Result<StatusOverTime, ApiError> {
    use followup::{progress::month::Month, store::status_over_time};

    let SeriesQuery { selection, period: asked } = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let asked = asked.until(point.today)?;
    let since = asked.from.map(Month::first);
    let changes = status_over_time::changes_since(&access.database, &selection, since, point).await?;
    let changes = changes.ok_or_else(|| on_server::no_such_force(&selection))?;
    let last = asked.to.unwrap_or_else(|| Month::of(point.today));
    let (first, begins) = changes.beginning(last).filter(|_| asked.from.is_none()).unzip();
    let period = asked.period(first.unwrap_or_else(|| Month::of(point.today)), point.today)?;
    Ok(StatusOverTime { begins: begins.unwrap_or_default(), ..changes.over(period, point.today) })
}

/// How many items a force called done were not yet verified at the end of each month, and how long they had waited, in days.
#[server(prefix = "/api/v1", endpoint = "progress/assurance-gap", protocol = Read)]
pub async fn read_assurance_gap(query: SeriesQuery, at: PointArguments) -> Result<AssuranceGap, ApiError> {
    use followup::{progress::month::Month, store::assurance_gap};

    let SeriesQuery { selection, period: asked } = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let asked = asked.until(point.today)?;
    let spells = assurance_gap::spells(&access.database, &selection, point).await?;
    let spells = spells.ok_or_else(|| on_server::no_such_force(&selection))?;
    let period = asked.period(spells.first_month().unwrap_or_else(|| Month::of(point.today)), point.today)?;
    Ok(spells.over(period, point.today))
}

/// The five items that have been claimed done and not verified for the longest time, with what was asked.
#[server(prefix = "/api/v1", endpoint = "progress/oldest-claims", protocol = Read)]
pub async fn read_oldest_claims(query: SelectionQuery, at: PointArguments) -> Result<Vec<WaitingClaim>, ApiError> {
    const LISTED: i64 = 5;

    let SelectionQuery(selection) = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let claims = followup::store::assurance_gap::oldest(&access.database, &selection, point, LISTED).await?;
    claims.ok_or_else(|| on_server::no_such_force(&selection))
}

/// How many items met their deadline, missed it or have it ahead of them, and how late those are, in days.
#[server(prefix = "/api/v1", endpoint = "progress/deadlines", protocol = Read)]
pub async fn read_deadlines(query: SelectionQuery, at: PointArguments) -> Result<Deadlines, ApiError> {
    let SelectionQuery(selection) = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let figure = followup::store::deadlines::figure(&access.database, &selection, point).await?;
    figure.ok_or_else(|| on_server::no_such_force(&selection))
}

/// How long it took from an item's publication until it was verified complete, in days.
#[server(prefix = "/api/v1", endpoint = "progress/pace", protocol = Read)]
pub async fn read_pace(query: SelectionQuery, at: PointArguments) -> Result<Pace, ApiError> {
    let SelectionQuery(selection) = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let figure = followup::store::pace::figure(&access.database, &selection, point).await?;
    figure.ok_or_else(|| on_server::no_such_force(&selection))
}

/// How inspectors graded the case files that they audited, round by round.
#[server(prefix = "/api/v1", endpoint = "progress/case-audits", protocol = Read)]
pub async fn read_case_audits(query: SelectionQuery, at: PointArguments) -> Result<CaseAudits, ApiError> {
    let SelectionQuery(selection) = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let figure = followup::store::case_audits::figure(&access.database, &selection, point).await?;
    figure.ok_or_else(|| on_server::no_such_force(&selection))
}

/// Which topics later rounds of the same force raised again.
#[server(prefix = "/api/v1", endpoint = "progress/what-recurs", protocol = Read)]
pub async fn read_what_recurs(query: RecurrenceQuery, at: PointArguments) -> Result<WhatRecurs, ApiError> {
    let RecurrenceQuery { selection, schemes } = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let figure = followup::store::what_recurs::figure(&access.database, &selection, schemes, point).await?;
    figure.ok_or_else(|| on_server::no_such_force(&selection))
}

/// The grades that rounds gave.
#[server(prefix = "/api/v1", endpoint = "progress/grades", protocol = Read)]
pub async fn read_grades(query: SelectionQuery, at: PointArguments) -> Result<Grades, ApiError> {
    let SelectionQuery(selection) = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let figure = followup::store::grades::figure(&access.database, &selection, point).await?;
    figure.ok_or_else(|| on_server::no_such_force(&selection))
}

/// One figure of every force, the worst first: overdue items unless asked for another.
#[server(prefix = "/api/v1", endpoint = "progress/forces-at-a-glance", protocol = Read)]
pub async fn read_forces_at_a_glance(query: GlanceQuery, at: PointArguments) -> Result<ForcesAtAGlance, ApiError> {
    use followup::{progress::forces_at_a_glance::By, store::forces_at_a_glance};

    let GlanceQuery { selection, by } = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let by = by.unwrap_or(By::USUAL);
    let figure = forces_at_a_glance::figure(&access.database, &selection, by, point).await?;
    figure.ok_or_else(|| on_server::no_such_force(&selection))
}

/// The forces by what inspectors last said of each, where to look first at the top.
#[server(prefix = "/api/v1", endpoint = "progress/last-said", protocol = Read)]
pub async fn read_last_said(query: SelectionQuery, at: PointArguments) -> Result<LastSaid, ApiError> {
    let SelectionQuery(selection) = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let figure = followup::store::last_said::figure(&access.database, &selection, point).await?;
    figure.ok_or_else(|| on_server::no_such_force(&selection))
}

/// Topics by the share of forces where they were still of concern on return, and how many forces had them raised anew.
#[server(prefix = "/api/v1", endpoint = "progress/comes-back", protocol = Read)]
pub async fn read_comes_back(query: SelectionQuery, at: PointArguments) -> Result<ComesBack, ApiError> {
    let SelectionQuery(selection) = query;
    let (scope, known) = on_server::known_of(&selection, &at).await?;
    Ok(ComesBack::new(scope, selection, &known))
}

/// How many items were still of concern at each force's last visit that found anything. The picked force is one of the others; a reader
/// who is limited to forces has that one alone.
#[server(prefix = "/api/v1", endpoint = "progress/beside-others", protocol = Read)]
pub async fn read_beside_others(query: SelectionQuery, at: PointArguments) -> Result<BesideOthers, ApiError> {
    use followup::{
        progress::selection::Selection,
        store::{counting, selection},
    };

    let SelectionQuery(picked) = query;
    let (access, point) = on_server::permit(&picked, &at)?;
    let scope = selection::name(&access.database, &picked, point).await?;
    let scope = scope.ok_or_else(|| on_server::no_such_force(&picked))?;
    let is_limited = crate::request::scope().only().is_some();
    let others = if is_limited { picked.clone() } else { Selection { force: None, ..picked.clone() } };
    let known = counting::known_of(&access.database, &others, point).await?;
    let (_, known) = known.ok_or_else(|| on_server::no_such_force(&picked))?;
    Ok(BesideOthers::new(scope, picked, &known))
}

/// Visits by year, and how many of each year graded, looked again or asked for something.
#[server(prefix = "/api/v1", endpoint = "progress/visits", protocol = Read)]
pub async fn read_visits(query: SelectionQuery, at: PointArguments) -> Result<Visits, ApiError> {
    let SelectionQuery(selection) = query;
    let (scope, known) = on_server::known_of(&selection, &at).await?;
    Ok(Visits::new(scope, selection, &known))
}

/// Of how many forces a visit is known, what was asked, what was found, case files, grades, and anything people recorded.
#[server(prefix = "/api/v1", endpoint = "progress/what-is-known", protocol = Read)]
pub async fn read_what_is_known(query: SelectionQuery, at: PointArguments) -> Result<WhatIsKnown, ApiError> {
    let SelectionQuery(selection) = query;
    let (scope, known) = on_server::known_of(&selection, &at).await?;
    Ok(WhatIsKnown::new(scope, selection, &known))
}

/// How many items stand in which group of statuses, and how many of them are overdue, each record type for itself.
#[server(prefix = "/api/v1", endpoint = "progress/standing", protocol = Read)]
pub async fn read_standing(query: SelectionQuery, at: PointArguments) -> Result<Standing, ApiError> {
    let SelectionQuery(selection) = query;
    let (access, point) = on_server::permit(&selection, &at)?;
    let figure = followup::store::standing::figure(&access.database, &selection, point).await?;
    figure.ok_or_else(|| on_server::no_such_force(&selection))
}

#[cfg(feature = "ssr")]
mod on_server {
    use followup::{as_at::Point, counting::Known, progress::selection::Selection};

    use crate::api::{access::Access, error::ApiError, point::PointArguments};

    /// Who is limited to forces may have figures of one of them only.
    pub(super) fn permit(selection: &Selection, at: &PointArguments) -> Result<(Access, Point), ApiError> {
        let access = Access::to_read()?;
        let at = at.parse(access.now)?;
        access.figures_of(selection.force.as_ref())?;
        Ok((access, at.point()))
    }

    /// What is known of the selection, with the name of its forces.
    pub(super) async fn known_of(selection: &Selection, at: &PointArguments) -> Result<(String, Known), ApiError> {
        let (access, point) = permit(selection, at)?;
        let known = followup::store::counting::known_of(&access.database, selection, point).await?;
        known.ok_or_else(|| no_such_force(selection))
    }

    /// An address of a force that no force has. An argument of a figure, so it is not "not found".
    pub(super) fn no_such_force(selection: &Selection) -> ApiError {
        let given = selection.force.as_ref().map(ToString::to_string).unwrap_or_default();
        ApiError::bad_argument("force", given, "the address of a force, for example kent")
    }
}
