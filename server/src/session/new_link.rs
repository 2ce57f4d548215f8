//! A one-time link between the form that makes it and the page that shows it, once: kept in the session of who made it.
//!
//! Whoever reads the table of sessions can use no link: it is sealed (XChaCha20-Poly1305) by a key that only the holder of the session's
//! cookie can make, for the account that it is of.

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use followup::{clock, identity::PersonId, store::error::StoreError};
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use tower_sessions::Session;

use super::failed;

/// Another than up to version 0.1, which kept links in another way.
const KEY: &str = "sealed_link";

/// What sets this key apart from any other that may be derived of a session.
const PURPOSE: &[u8] = b"ncpi one-time link";

/// A link that waits to be shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct SealedLink {
    /// Whose password it is for: it is shown on the page of that account.
    account: PersonId,
    /// Where the person who made it reaches this service.
    origin: String,
    /// Another each time, in hexadecimal as is what is sealed.
    nonce: String,
    sealed: String,
}

/// Keeps a link until the page of its account is asked for.
pub async fn keep(session: &Session, account: PersonId, origin: String, secret: &str) -> Result<(), StoreError> {
    let nonce = [clock::random_bytes(), clock::random_bytes()].concat();
    let waiting = SealedLink::seal(&session_id(session)?, account, origin, &nonce, secret)
        .ok_or_else(|| StoreError::inconsistent("session", "a link could not be sealed"))?;
    session.insert(KEY, waiting).await.map_err(|error| failed(&error))
}

/// The whole address of the link that waits for the page of this account, which is forgotten with that.
pub async fn take(session: &Session, account: PersonId) -> Result<Option<String>, StoreError> {
    let waiting: Option<SealedLink> = session.get(KEY).await.map_err(|error| failed(&error))?;
    let Some(waiting) = waiting.filter(|waiting| waiting.account == account) else { return Ok(None) };
    session.remove::<SealedLink>(KEY).await.map_err(|error| failed(&error))?;
    let opened = waiting.open(&session_id(session)?);
    if opened.is_none() {
        tracing::error!("a one-time link in a session is not what was kept there");
    }
    Ok(opened.map(|secret| format!("{}/password/{secret}", waiting.origin)))
}

/// The table holds the digest of it alone, of which it cannot be made.
fn session_id(session: &Session) -> Result<String, StoreError> {
    let id = session.id().ok_or_else(|| StoreError::inconsistent("session", "it has no identity"))?;
    Ok(id.to_string())
}

impl SealedLink {
    fn seal(session: &str, account: PersonId, origin: String, nonce: &[u8], secret: &str) -> Option<Self> {
        let nonce: [u8; 24] = nonce.get(..24)?.try_into().ok()?;
        let empty = Self { account, origin, nonce: hex::encode(nonce), sealed: String::new() };
        let bound = empty.bound_to();
        let sealed = cipher(session)?.encrypt(&XNonce::from(nonce), Payload { msg: secret.as_bytes(), aad: &bound });
        Some(Self { sealed: hex::encode(sealed.ok()?), ..empty })
    }

    /// The secret; none where any part of it was changed, or the session is another.
    fn open(&self, session: &str) -> Option<String> {
        let nonce: [u8; 24] = hex::decode(&self.nonce).ok()?.try_into().ok()?;
        let sealed = hex::decode(&self.sealed).ok()?;
        let bound = self.bound_to();
        let opened = cipher(session)?.decrypt(&XNonce::from(nonce), Payload { msg: &sealed, aad: &bound });
        String::from_utf8(opened.ok()?).ok()
    }

    /// What is not secret and must be what it was.
    fn bound_to(&self) -> Vec<u8> {
        format!("{} {}", self.account.0, self.origin).into_bytes()
    }
}

fn cipher(session: &str) -> Option<XChaCha20Poly1305> {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(None, session.as_bytes()).expand(PURPOSE, &mut key).ok()?;
    Some(XChaCha20Poly1305::new(&key.into()))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const SECRET: &str = "0a1b2c3d";

    fn sealed() -> SealedLink {
        let account = PersonId(Uuid::from_u128(7));
        SealedLink::seal("session", account, "https://ncpi.example".to_owned(), &[1; 32], SECRET).unwrap()
    }

    #[test]
    fn link_is_opened_by_its_own_session() {
        let link = sealed();
        assert_eq!(link.open("session").as_deref(), Some(SECRET));
        let kept = serde_json::to_string(&link).unwrap();
        assert!(!kept.contains(SECRET) && !kept.contains(&hex::encode(SECRET)), "{kept}");
        assert_eq!(serde_json::from_str::<SealedLink>(&kept).unwrap().open("session").as_deref(), Some(SECRET));
    }

    #[test]
    fn link_that_was_changed_in_any_part_is_not_opened() {
        let mut bytes = hex::decode(sealed().sealed).unwrap();
        bytes[0] ^= 1;
        for (part, link) in [
            ("account", SealedLink { account: PersonId(Uuid::from_u128(8)), ..sealed() }),
            ("origin", SealedLink { origin: "https://evil.example".to_owned(), ..sealed() }),
            ("nonce", SealedLink { nonce: hex::encode([2; 24]), ..sealed() }),
            ("sealed", SealedLink { sealed: hex::encode(bytes), ..sealed() }),
            ("cut", SealedLink { sealed: sealed().sealed[..20].to_owned(), ..sealed() }),
            ("nonsense", SealedLink { sealed: "zz".to_owned(), ..sealed() }),
        ] {
            assert_eq!(link.open("session"), None, "{part}");
        }
        assert_eq!(sealed().open("another session"), None);
    }
}
