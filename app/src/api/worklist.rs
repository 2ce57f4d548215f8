//! What waits for the person who asks, always as things stand today.

use followup::view::{
    other_item::Other,
    saved::Saved,
    worklist::{InProgress, SelectionView, WaitingView, Worklist, WorklistQuery},
};
use leptos::prelude::*;

use super::{error::ApiError, protocol::Read};

/// The worklist of the person: the first items of each group, or one page of one group. That somebody read a restricted text is audited.
#[server(prefix = "/api/v1", endpoint = "worklist", protocol = Read)]
pub async fn read_worklist(query: WorklistQuery) -> Result<Worklist, ApiError> {
    use followup::{clock::london_day, service::reading};

    let (access, person) = on_server::permit()?;
    let query = query.of_role(person.role)?;
    let today = london_day(access.now);
    Ok(reading::worklist(&access.database, &person, query, today, access.now, crate::request::sent()).await?)
}

/// How much waits for the person, by reason, and the rounds that are being recorded; nothing for a role without a worklist.
#[server(prefix = "/api/v1", endpoint = "worklist/counts", protocol = Read)]
pub async fn read_waiting() -> Result<WaitingView, ApiError> {
    use followup::{
        clock::london_day,
        identity::Permission,
        store::{round_draft, worklist},
    };

    let (access, person) = super::access::Access::of_person()?;
    let counts = worklist::counts(&access.database, &person, london_day(access.now)).await?;
    let rounds = if Permission::RecordRound.is_of(person.role) {
        round_draft::in_progress(&access.database, &access.reader).await?
    } else {
        Vec::new()
    };
    Ok(WaitingView { counts, rounds })
}

/// The rounds that inspectors are recording, of all forces, the one left alone longest first.
#[server(prefix = "/api/v1", endpoint = "worklist/rounds", protocol = Read)]
pub async fn read_rounds_in_progress() -> Result<Vec<InProgress>, ApiError> {
    use followup::{identity::Permission, store::round_draft};

    let (access, _) = super::access::Access::with_permission(Permission::RecordRound)?;
    Ok(round_draft::in_progress(&access.database, &access.reader).await?)
}

/// Items that the person selected, each as `KENT-2019-01` or, where it was shown before, `KENT-2019-01@5`; 50 at most. `endings` asks
/// for what stands behind proposed endings as well. That somebody read a restricted text is audited.
#[server(prefix = "/api/v1", endpoint = "worklist/selected", protocol = Read)]
pub async fn read_selected(item: Vec<String>, endings: Option<bool>) -> Result<SelectionView, ApiError> {
    use followup::{
        identity::Permission,
        service::reading,
        view::worklist::{Judging, MOST_SELECTED, Wanted},
    };

    let (access, person) = super::access::Access::with_permission(Permission::Return)?;
    if item.is_empty() || item.len() > MOST_SELECTED {
        return Err(ApiError::bad_argument("item", "", format!("given 1 to {MOST_SELECTED} times")));
    }
    let wanted = item.iter().map(|given| {
        let parsed = given.parse::<Wanted>();
        parsed.map_err(|error| ApiError::bad_argument("item", given, format!("written in {}", error.form)))
    });
    let wanted = wanted.collect::<Result<Vec<_>, _>>()?;
    let judging = if endings == Some(true) { Judging::Endings } else { Judging::WhatIsTold };
    let sent = crate::request::sent();
    let items = reading::selected(&access.database, &person, &wanted, judging, access.now, sent).await?;
    match wanted.iter().find(|wanted| items.iter().all(|found| found.row.reference != wanted.reference)) {
        Some(missing) => Err(super::access::unknown_item(missing.reference.as_str())),
        None => Ok(SelectionView { items }),
    }
}

/// The other items of a force: what can take the place of these.
#[server(prefix = "/api/v1", endpoint = "worklist/other-items", protocol = Read)]
pub async fn read_other_items(force: String, item: Vec<String>) -> Result<Vec<Other>, ApiError> {
    use followup::{identity::Permission, store::recommendation};

    use super::access::{Access, parse_force, parse_reference};

    let (access, _) = Access::with_permission(Permission::ProposeClosure)?;
    let force = parse_force(&force)?;
    let items = item.iter().map(|item| parse_reference(item)).collect::<Result<Vec<_>, _>>()?;
    Ok(recommendation::others_of_force(&access.database, &force, &items).await?)
}

/// What a form of the person led to, by its token; empty for a form of somebody else.
#[server(prefix = "/api/v1", endpoint = "worklist/saved", protocol = Read)]
pub async fn read_saved(form: String) -> Result<Vec<Saved>, ApiError> {
    let (access, person) = super::access::Access::of_person()?;
    let form = form.parse().map_err(|_| ApiError::bad_argument("form", form, "the token of a form"))?;
    Ok(followup::store::form_receipts::for_recommendations(&access.database, form, person.id).await?)
}

#[cfg(feature = "ssr")]
mod on_server {
    use followup::{person::Person, worklist::Group};

    use crate::{
        api::{access::Access, error::ApiError},
        request,
    };

    /// Roles without a worklist are refused.
    pub(super) fn permit() -> Result<(Access, Person), ApiError> {
        let (access, person) = Access::of_person()?;
        if Group::of(person.role).is_empty() {
            request::note_denial();
            let role = person.role.label().to_lowercase();
            return Err(ApiError::Forbidden { reason: format!("A person signed in as {role} has no worklist") });
        }
        Ok((access, person))
    }
}
