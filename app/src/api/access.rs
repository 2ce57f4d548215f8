//! Who calls a server function and what they may read: the one place where that is decided.
//!
//! It comes from the session and the operator's settings, never from arguments. Every function begins with it, so a function that
//! forgets to ask for a permission has no database to read.

use chrono::{DateTime, NaiveDate, Utc};
use followup::{
    account::Account,
    force::ForceSlug,
    identity::Permission,
    person::{Person, Reader},
    reference::Reference,
    scope::Scope,
    store::{Database, clock::london_day, recommendation},
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
    account: Option<Account>,
}

impl Access {
    /// The access of a function that reads what is published.
    ///
    /// # Errors
    /// [`ApiError::SignInFirst`] where reading is closed and the request has no session.
    pub fn to_read() -> Result<Self, ApiError> {
        let access = Self::to_anyone()?;
        if access.account.is_none() && !request::access().public {
            return Err(ApiError::SignInFirst);
        }
        Ok(access)
    }

    /// The access of the few functions that need no session even where reading is closed: signing in, and what leads to it.
    ///
    /// # Errors
    /// [`ApiError::Internal`] outside a request.
    pub fn to_anyone() -> Result<Self, ApiError> {
        let account = request::account();
        let reader = request::reader();
        let scope = request::scope();
        Ok(Self { database: request::database()?, reader, scope, now: request::now()?, account })
    }

    /// The access of a function for one's own account or work.
    ///
    /// # Errors
    /// [`ApiError::SignInFirst`] without a session.
    pub fn to_own() -> Result<(Self, Person), ApiError> {
        let access = Self::to_anyone()?;
        let person = access.account.as_ref().map(Account::person).ok_or(ApiError::SignInFirst)?;
        Ok((access, person))
    }

    /// The access of a function that needs a permission, whatever the force.
    ///
    /// # Errors
    /// [`ApiError::SignInFirst`] without a session, [`ApiError::Forbidden`] for a role without the permission.
    pub fn to_do(permission: Permission) -> Result<(Self, Person), ApiError> {
        let (access, person) = Self::to_own()?;
        if permission.is_of(person.role) {
            return Ok((access, person));
        }
        let reason = followup::not_allowed::NotAllowed::NotOfRole(permission, person.role).to_string();
        Err(ApiError::Forbidden { reason })
    }

    /// The day in London.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        london_day(self.now)
    }

    /// Whether the reader may read about this force. One that they may not read about must look like one that does not exist; the
    /// attempt is audited.
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

    /// Whether the reader may read about this item, judged before anything of it is read.
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

    /// Whether the reader may have figures of these forces; `None` stands for all of them.
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
    // Parsing takes spaces off, and a force has one address only.
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
    // Parsing takes spaces off, and an item has one address only.
    given.parse::<Reference>().ok().filter(|parsed| parsed.as_str() == given).ok_or_else(|| unknown_item(given))
}
