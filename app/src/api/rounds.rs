//! One round of a force.

use followup::view::round::RoundView;
use leptos::prelude::*;

use super::{error::ApiError, point::PointArguments, protocol::Read};

/// One round: what it raised, what it found of earlier items, its grades, case audits and good practice.
#[server(prefix = "/api/v1", endpoint = "round", protocol = Read)]
pub async fn read_round(force: String, round: String, at: PointArguments) -> Result<RoundView, ApiError> {
    use followup::{round::RoundSlug, store::round::Lookup};

    use super::access::{Access, parse_force, unknown_force};
    use super::error::Sought;

    let access = Access::to_read()?;
    let at = at.parse(access.now)?;
    let slug = parse_force(&force)?;
    access.force(&slug)?;
    let unknown = || ApiError::not_found(Sought::Round, format!("A round of ‘{force}’ with the address ‘{round}’"));
    // Parsing trims spaces, but a round has only one address.
    let parsed = round.parse::<RoundSlug>().ok().filter(|parsed| parsed.as_str() == round).ok_or_else(unknown)?;
    match followup::store::round::page(&access.database, &slug, &parsed, at.point()).await? {
        Lookup::Found(found) => Ok(*found),
        Lookup::NoSuchRound => Err(unknown()),
        Lookup::NoSuchForce => Err(unknown_force(&force)),
    }
}
