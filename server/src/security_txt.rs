//! `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness, where the operator says so.

use std::str::FromStr;

use axum::{
    extract::{Request, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use url::Url;

use crate::{public_url::PublicUrl, rendering::not_found, state::AppState};

/// For how long a reader may rely on the text. RFC 9116 recommends less than a year; each answer counts anew.
const VALID_FOR: TimeDelta = TimeDelta::days(90);

/// Whom to tell: an address that begins with `mailto:`, `https:` or `tel:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityContact(String);

/// The text is no such address. Said when the program starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write an address such as mailto:security@ncpi.example or https://ncpi.example/report")]
pub struct NoContact;

impl FromStr for SecurityContact {
    type Err = NoContact;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text.trim()).map_err(|_| NoContact)?;
        let is_named = if url.scheme() == "https" { url.has_host() } else { !url.path().is_empty() };
        let is_known = ["mailto", "https", "tel"].contains(&url.scheme());
        if is_known && is_named { Ok(Self(url.into())) } else { Err(NoContact) }
    }
}

/// The text, or the page that says that there is nothing.
pub async fn security_txt(State(state): State<AppState>, request: Request) -> Response {
    let Some(contact) = &state.security_contact else { return not_found(State(state), request).await };
    let text = text(contact, state.sessions.public_url.as_ref(), (state.clock)());
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

fn text(SecurityContact(contact): &SecurityContact, public_url: Option<&PublicUrl>, now: DateTime<Utc>) -> String {
    let expires = (now + VALID_FOR).to_rfc3339_opts(SecondsFormat::Secs, true);
    let canonical = public_url.map(|url| format!("Canonical: {}/.well-known/security.txt\n", url.origin()));
    format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\n{}", canonical.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_is_an_address_that_can_be_written_to() {
        for text in ["mailto:security@ncpi.example", "https://ncpi.example/report", "tel:+44-20-7946-0000"] {
            assert!(text.parse::<SecurityContact>().is_ok(), "{text}");
        }
        for text in ["", "security@ncpi.example", "http://ncpi.example", "mailto:", "javascript:alert(1)"] {
            assert_eq!(text.parse::<SecurityContact>(), Err(NoContact), "{text}");
        }
    }

    #[test]
    fn text_has_the_fields_that_rfc_9116_requires() {
        let contact = "mailto:security@ncpi.example".parse().unwrap();
        let public = "https://ncpi.example".parse().unwrap();
        let now = "2026-11-23T12:00:00Z".parse().unwrap();
        assert_eq!(
            text(&contact, Some(&public), now),
            "Contact: mailto:security@ncpi.example\nExpires: 2027-02-21T12:00:00Z\nPreferred-Languages: en\n\
             Canonical: https://ncpi.example/.well-known/security.txt\n"
        );
    }
}
