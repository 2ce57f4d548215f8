//! The session of one request, as server functions begin and end it.

use app::request::SessionControl;
use async_trait::async_trait;
use axum::http::{header, request::Parts};
use chrono::{DateTime, Utc};
use followup::{account::Account, identity::PersonId, store::error::StoreError};
use tower_cookies::Cookies;
use tower_sessions::Session;

use super::{SignedIn, failed, known_browser, new_link};

/// The session of a request, and the cookies of its response.
pub struct RequestSession {
    session: Session,
    cookies: Cookies,
    /// Where this person reaches the service.
    origin: String,
    now: DateTime<Utc>,
}

impl RequestSession {
    /// The session of a request; `None` where the request has not passed the layer of sessions.
    pub fn for_request(parts: &Parts, now: DateTime<Utc>) -> Option<Self> {
        let (session, cookies) = (parts.extensions.get()?, parts.extensions.get()?);
        // A form or a function that writes is only reached from our own origin.
        let origin = parts.headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok()).unwrap_or_default();
        Some(Self {
            session: Session::clone(session),
            cookies: Cookies::clone(cookies),
            origin: origin.to_owned(),
            now,
        })
    }
}

#[async_trait]
impl SessionControl for RequestSession {
    async fn begin(&self, account: &Account, browser: &str) -> Result<(), StoreError> {
        let signed_in =
            SignedIn { account: account.id, generation: account.generation, since: self.now, seen: self.now };
        self.session.cycle_id().await.map_err(|error| failed(&error))?;
        self.session.insert(super::KEY, signed_in).await.map_err(|error| failed(&error))?;
        known_browser::remember(&self.cookies, browser);
        Ok(())
    }

    async fn end(&self) -> Result<(), StoreError> {
        super::end(&self.session).await
    }

    async fn keep_link(&self, account: PersonId, secret: &str) -> Result<(), StoreError> {
        new_link::keep(&self.session, account, self.origin.clone(), secret).await
    }
}
