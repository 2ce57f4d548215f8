//! One recommendation or area of concern.

use followup::view::recommendation::RecommendationView;
use leptos::prelude::*;

use super::{error::ApiError, point::PointArguments, protocol::Read};

/// One recommendation: its wording, status and deadline, what each round found, its evidence, its history and its lineage. Texts that the
/// reader may not read are marked as restricted; that somebody read a restricted text is audited.
#[server(prefix = "/api/v1", endpoint = "recommendation", protocol = Read)]
pub async fn read_recommendation(reference: String, at: PointArguments) -> Result<RecommendationView, ApiError> {
    use followup::{service::reading, store::recommendation::Lookup};

    use super::access::{Access, parse_reference, unknown_item};

    let access = Access::to_read()?;
    let at = at.parse(access.now)?;
    let parsed = parse_reference(&reference)?;
    access.item(&parsed).await?;
    let sent = crate::request::sent();
    match reading::recommendation(&access.database, &access.reader, &parsed, at.point(), access.now, sent).await? {
        Lookup::Found(found) => Ok(found.as_read_by(&access.reader)),
        Lookup::NotAtThisPoint => Err(ApiError::NotAtThisPoint { what: reference.clone() }),
        Lookup::Unknown => Err(unknown_item(&reference)),
    }
}
