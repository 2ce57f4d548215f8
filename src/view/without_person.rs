//! Who brought an event about, as it leaves the service: by role, without the id of the account.
//!
//! Pages are rendered in process and still know whether an event is the reader's own; JSON says no more than the page does.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::{
    event::Actor,
    identity::{PersonId, Role},
};

/// Stands for an account that is not named.
const NOBODY: PersonId = PersonId(Uuid::nil());

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "actor")]
enum Shown {
    Person { role: Role },
    Import,
    System,
}

/// Writes the role; for `serde`.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(actor: &Actor, serializer: S) -> Result<S::Ok, S::Error> {
    match actor {
        Actor::Person { role, .. } => Shown::Person { role: *role },
        Actor::Import { .. } => Shown::Import,
        Actor::System => Shown::System,
    }
    .serialize(serializer)
}

/// Reads what [`serialize`] writes; for `serde`.
///
/// # Errors
/// Those of the deserializer.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Actor, D::Error> {
    Ok(match Shown::deserialize(deserializer)? {
        Shown::Person { role } => Actor::Person { id: NOBODY, role },
        Shown::Import => Actor::Import { batch: Uuid::nil() },
        Shown::System => Actor::System,
    })
}

/// The id that a value has which was read from JSON.
#[must_use]
pub const fn nobody() -> PersonId {
    NOBODY
}
