//! The actor of an event in JSON: a role, without the id of the account.
//!
//! Pages are rendered in process, so they still know whether an event is the reader's own.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use crate::{
    event::Actor,
    identity::{PersonId, Role},
};

/// The id of an account that JSON does not name.
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
