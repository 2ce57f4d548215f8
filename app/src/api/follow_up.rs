//! What the forms about one item stand on, always as things stand today.

use followup::view::{
    follow_up::{ReviewView, UpdateFormView},
    recommendation::RecommendationView,
};
use leptos::prelude::*;

use super::{error::ApiError, protocol::Read};

/// An item for an update by its force: the item, and what people of the force have begun to write about it.
#[server(prefix = "/api/v1", endpoint = "recommendation/update", protocol = Read)]
pub async fn read_update_form(reference: String) -> Result<UpdateFormView, ApiError> {
    use followup::{identity::Permission, service::update_drafts};

    let (access, person, item) = on_server::read(&reference, &[Permission::Update]).await?;
    let drafts = update_drafts::of_item(&access.database, &person, &item.row.reference).await?;
    Ok(UpdateFormView { item, drafts })
}

/// An item for a review. `others` asks for the other items of its force as well, which it can be linked to or superseded by.
#[server(prefix = "/api/v1", endpoint = "recommendation/review", protocol = Read)]
pub async fn read_review(reference: String, others: Option<bool>) -> Result<ReviewView, ApiError> {
    use followup::{service::reading, store::recommendation};

    let (access, person, item) = on_server::read(&reference, &on_server::REVIEW).await?;
    let others = match others {
        Some(true) => recommendation::others(&access.database, &item).await?,
        _ => Vec::new(),
    };
    let proposer = match item.row.work.proposal {
        Some(proposal) => reading::name_of(&access.database, &person, proposal.by).await?,
        None => None,
    };
    Ok(ReviewView { item, others, proposer })
}

/// An item that evidence is to be added to.
#[server(prefix = "/api/v1", endpoint = "recommendation/evidence", protocol = Read)]
pub async fn read_evidence_form(reference: String) -> Result<RecommendationView, ApiError> {
    use followup::identity::Permission;

    let (_, _, item) = on_server::read(&reference, &[Permission::AddEvidence]).await?;
    Ok(item)
}

#[cfg(feature = "ssr")]
mod on_server {
    use followup::{
        as_at::AsAt, clock::london_day, identity::Permission, not_allowed::NotAllowed, person::Person,
        service::reading, store::recommendation::Lookup, view::recommendation::RecommendationView,
    };

    use crate::{
        api::{
            access::{Access, parse_reference, unknown_item},
            error::ApiError,
        },
        request,
    };

    /// All that can be done in a review; a force's own people may only record a note.
    pub(super) const REVIEW: [Permission; 9] = [
        Permission::Return,
        Permission::MoveStatus,
        Permission::RecordFinding,
        Permission::ProposeClosure,
        Permission::AuthoriseClosure,
        Permission::Reopen,
        Permission::MoveDeadline,
        Permission::Link,
        Permission::RecordNote,
    ];

    /// An item as it stands, for a person who has one of these permissions about it.
    pub(super) async fn read(
        reference: &str,
        permissions: &[Permission],
    ) -> Result<(Access, Person, RecommendationView), ApiError> {
        let (access, person) = Access::of_person()?;
        let of_role = permissions.iter().any(|permission| permission.is_of(person.role));
        let parsed = parse_reference(reference);
        if let Ok(parsed) = &parsed {
            access.item(parsed).await?;
        }
        if !of_role {
            request::note_denial();
            let permission = permissions.first().copied().unwrap_or(Permission::Update);
            return Err(ApiError::Forbidden { reason: NotAllowed::NotOfRole(permission, person.role).to_string() });
        }
        let parsed = parsed?;
        let point = AsAt::default().point(london_day(access.now));
        let sent = crate::request::sent();
        let found = reading::recommendation(&access.database, &access.reader, &parsed, point, access.now, sent).await?;
        let Lookup::Found(found) = found else { return Err(unknown_item(reference)) };
        // To a liaison officer the form of another force's item does not exist.
        if permissions.iter().all(|permission| person.may(*permission, &found.row.force).is_err()) {
            request::note_denial();
            return Err(unknown_item(reference));
        }
        let item = found.as_read_by(&access.reader);
        Ok((access, person, item))
    }
}
