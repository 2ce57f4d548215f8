//! The session of the request, as functions begin and end it. The server keeps it, and sends the cookies with the response.

use std::sync::Arc;

use async_trait::async_trait;
use followup::{account::Account, identity::PersonId, store::error::StoreError};
use leptos::prelude::use_context;

use crate::error::PageError;

/// What functions do to the session of the request.
#[async_trait]
pub trait SessionControl: Send + Sync {
    /// Begins a session of this account, under an id that nobody can have known before. `browser` is the token by which the browser
    /// is known from now on.
    ///
    /// # Errors
    /// The session could not be kept.
    async fn begin(&self, account: &Account, browser: &str) -> Result<(), StoreError>;

    /// Ends the session, here and in the database. Without one nothing happens.
    ///
    /// # Errors
    /// The session is still kept.
    async fn end(&self) -> Result<(), StoreError>;

    /// Keeps the secret part of a one-time link in the session, for the page of its account to show it once.
    ///
    /// # Errors
    /// The link could not be kept.
    async fn keep_link(&self, account: PersonId, secret: &str) -> Result<(), StoreError>;
}

/// The session of the request.
///
/// # Errors
/// Outside a request.
pub fn session_control() -> Result<Arc<dyn SessionControl>, PageError> {
    use_context().ok_or_else(|| super::not_provided("the session"))
}
