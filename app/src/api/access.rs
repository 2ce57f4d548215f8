//! Who calls a server function and what they may read: the one place where that is decided.
//!
//! It comes from the session and the operator's settings, never from arguments. A function takes its database from it.

use chrono::{DateTime, Utc};
use followup::{
    force::ForceSlug,
    identity::Permission,
    person::{Person, Reader},
    reference::Reference,
    scope::Scope,
    store::{Database, recommendation},
};

use super::error::{ApiError, Sought};
use crate::request;

/// The access of one call.
#[derive(Debug, Clone)]
pub struct Access {
    /// The database, read as this reader reads it.
    pub database: Database,
    /// Who reads.
    pub reader: Reader,
    /// About which forces they may read.
    pub scope: Scope,
    /// When the request came in.
    pub now: DateTime<Utc>,
}

impl Access {
    /// The access of a function that answers everybody, also where reading is closed: the few things that the sign-in page says.
    ///
    /// # Errors
    /// [`ApiError::Internal`] outside a request.
    pub fn for_everyone() -> Result<Self, ApiError> {
        let (reader, scope) = (request::reader(), request::scope());
        Ok(Self { database: request::database()?, reader, scope, now: request::now()? })
    }

    /// The access of a function that reads what is published.
    ///
    /// # Errors
    /// [`ApiError::SignInFirst`] where reading is closed and the request has no session.
    pub fn to_read() -> Result<Self, ApiError> {
        if request::account().is_none() && !request::access().public {
            return Err(ApiError::SignInFirst);
        }
        Self::for_everyone()
    }

    /// The access of a function for people, and who it is.
    ///
    /// # Errors
    /// [`ApiError::SignInFirst`] without a session.
    pub fn of_person() -> Result<(Self, Person), ApiError> {
        let access = Self::for_everyone()?;
        let person = access.reader.person().cloned().ok_or(ApiError::SignInFirst)?;
        Ok((access, person))
    }

    /// The access of a function for those whose role has a permission. That somebody else asked is audited.
    ///
    /// # Errors
    /// [`ApiError::SignInFirst`] without a session, [`ApiError::Forbidden`] to other roles.
    pub fn with_permission(permission: Permission) -> Result<(Self, Person), ApiError> {
        let (access, person) = Self::of_person()?;
        person.may_ever(permission).map_err(|error| {
            request::note_denial();
            ApiError::Forbidden { reason: error.to_string() }
        })?;
        Ok((access, person))
    }

    /// Checks that the reader may read about this force. A force outside their scope must look like one that does not exist. The attempt
    /// is audited.
    ///
    /// # Errors
    /// [`ApiError::NotFound`].
    pub fn force(&self, force: &ForceSlug) -> Result<(), ApiError> {
        if self.scope.covers(force) {
            return Ok(());
        }
        request::note_denial();
        Err(unknown_force(force.as_str()))
    }

    /// Checks that the reader may read about this item. To be called before any of it is read.
    ///
    /// # Errors
    /// [`ApiError::NotFound`] for an item of a force that the reader may not read about, and failures of the store.
    pub async fn item(&self, reference: &Reference) -> Result<(), ApiError> {
        if self.scope.only().is_none() {
            return Ok(());
        }
        let force = recommendation::whose(&self.database, reference).await?;
        if force.is_some_and(|force| self.scope.covers(&force)) {
            return Ok(());
        }
        request::note_denial();
        Err(unknown_item(reference.as_str()))
    }

    /// Checks that the reader may have figures of this force; `None` stands for all forces.
    ///
    /// # Errors
    /// [`ApiError::BeyondLimit`] to a reader who is limited to other forces. The attempt is audited.
    pub fn figures_of(&self, force: Option<&ForceSlug>) -> Result<(), ApiError> {
        let reason = match force {
            Some(force) if self.scope.covers(force) => return Ok(()),
            None if self.scope.only().is_none() => return Ok(()),
            Some(other) => format!("Your account is limited to some forces, and ‘{other}’ is not among them"),
            None => "Your account is limited to some forces, and this is about others as well".to_owned(),
        };
        request::note_denial();
        Err(ApiError::BeyondLimit { reason })
    }
}

/// A force that does not exist, or that the reader may not know of.
#[must_use]
pub fn unknown_force(slug: &str) -> ApiError {
    ApiError::not_found(Sought::Force, format!("A force with the address ‘{slug}’"))
}

/// A force's slug as an address writes it.
///
/// # Errors
/// [`ApiError::NotFound`] for what can be no force's slug.
pub fn parse_force(given: &str) -> Result<ForceSlug, ApiError> {
    // Parsing trims spaces, but a force has only one address.
    given.parse::<ForceSlug>().ok().filter(|slug| slug.as_str() == given).ok_or_else(|| unknown_force(given))
}

/// An item that does not exist, or that the reader may not know of.
#[must_use]
pub fn unknown_item(reference: &str) -> ApiError {
    ApiError::not_found(Sought::Recommendation, format!("A recommendation called ‘{reference}’"))
}

/// A reference as an address writes it.
///
/// # Errors
/// [`ApiError::NotFound`] for what can be no reference.
pub fn parse_reference(given: &str) -> Result<Reference, ApiError> {
    // Parsing trims spaces, but an item has only one address.
    given.parse::<Reference>().ok().filter(|parsed| parsed.as_str() == given).ok_or_else(|| unknown_item(given))
}
