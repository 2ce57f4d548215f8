//! Rounds as inspectors record them before they are published.

use followup::{
    force::Force,
    round_draft::Problem,
    view::round_draft::{DraftSummary, DraftView, Earlier},
};
use leptos::prelude::*;

use super::{error::ApiError, protocol::Read};

/// The force that a new round is to be recorded of.
#[server(prefix = "/api/v1", endpoint = "rounds/new", protocol = Read)]
pub async fn read_new_round(force: String) -> Result<Force, ApiError> {
    let (access, _) = on_server::permit()?;
    on_server::force(&access, &force).await
}

/// The drafts of a force, the one changed last first.
#[server(prefix = "/api/v1", endpoint = "rounds/drafts", protocol = Read)]
pub async fn read_drafts(force: String) -> Result<Vec<DraftSummary>, ApiError> {
    use followup::store::round_draft;

    let (access, _) = on_server::permit()?;
    let force = super::access::parse_force(&force)?;
    let drafts = round_draft::of_force(&access.database, &access.reader, &force).await?;
    Ok(drafts.into_iter().map(|(id, details, changed)| DraftSummary { id, details, changed }).collect())
}

/// One draft, or the round that it has become.
#[server(prefix = "/api/v1", endpoint = "rounds/draft", protocol = Read)]
pub async fn read_draft(force: String, draft: String) -> Result<DraftView, ApiError> {
    use followup::store::round_draft;

    let (access, _) = on_server::permit()?;
    let id = on_server::parse_draft(&draft)?;
    let force = on_server::force(&access, &force).await?;
    let lookup = round_draft::page(&access.database, &access.reader, &force.slug, id).await?;
    Ok(DraftView { force, lookup })
}

/// The items of earlier rounds that a draft can record a finding on.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/earlier-items", protocol = Read)]
pub async fn read_earlier_items(draft: String) -> Result<Vec<Earlier>, ApiError> {
    let (access, _) = on_server::permit()?;
    let id = on_server::parse_draft(&draft)?;
    Ok(followup::store::round_draft::earlier(&access.database, &access.reader, id).await?)
}

/// What keeps a draft from being published today.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/problems", protocol = Read)]
pub async fn read_draft_problems(force: String, draft: String) -> Result<Vec<Problem>, ApiError> {
    use followup::{
        clock::london_day,
        service::round_drafts::{self, DraftError},
        store::round_draft,
        view::round_draft::Lookup,
    };

    let (access, person) = on_server::permit()?;
    let id = on_server::parse_draft(&draft)?;
    let force = super::access::parse_force(&force)?;
    let Lookup::Found(found) = round_draft::page(&access.database, &access.reader, &force, id).await? else {
        return Err(on_server::unknown_draft());
    };
    match round_drafts::problems(&access.database, &person, &found, london_day(access.now)).await {
        Ok(problems) => Ok(problems),
        Err(DraftError::Store(error)) => Err(error.into()),
        Err(_) => Err(on_server::unknown_draft()),
    }
}

#[cfg(feature = "ssr")]
mod on_server {
    use followup::{force::Force, identity::Permission, person::Person, round_draft::DraftId, store};
    use uuid::Uuid;

    use crate::api::{
        access::{Access, parse_force, unknown_force},
        error::{ApiError, Sought},
    };

    pub(super) fn permit() -> Result<(Access, Person), ApiError> {
        Access::with_permission(Permission::RecordRound)
    }

    pub(super) async fn force(access: &Access, given: &str) -> Result<Force, ApiError> {
        let slug = parse_force(given)?;
        store::force::find(&access.database, &slug).await?.ok_or_else(|| unknown_force(given))
    }

    pub(super) fn parse_draft(given: &str) -> Result<DraftId, ApiError> {
        given.parse::<Uuid>().map(DraftId).map_err(|_| unknown_draft())
    }

    pub(super) fn unknown_draft() -> ApiError {
        ApiError::not_found(Sought::Draft, "A draft at this address")
    }
}
