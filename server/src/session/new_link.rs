//! A one-time link between the form that makes it and the page that shows it, once: kept in the session of who made it.
//!
//! Whoever reads the table of sessions can use no link: what is kept is the link's secret part, added bit by bit to bytes that
//! only the holder of the session's cookie can make, and never the same twice.

use followup::{clock, identity::PersonId, store::error::StoreError};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tower_sessions::Session;

use super::failed;

const KEY: &str = "new_link";

/// A link that waits to be shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Waiting {
    /// Whose password it is for: it is shown on the page of that account.
    account: PersonId,
    /// Where the person who made it reaches this service.
    origin: String,
    /// What makes the bytes differ each time.
    salt: String,
    sealed: String,
}

/// Keeps a link until the page of its account is asked for.
pub async fn keep(session: &Session, account: PersonId, origin: String, secret: &str) -> Result<(), StoreError> {
    let salt = hex::encode(clock::random_bytes());
    let bytes = hex::decode(secret).map_err(|error| StoreError::inconsistent("password_link", error))?;
    let sealed = hex::encode(added(session, &salt, bytes)?);
    let waiting = Waiting { account, origin, salt, sealed };
    session.insert(KEY, waiting).await.map_err(|error| failed(&error))
}

/// The whole address of the link that waits for the page of this account, which is forgotten with that.
pub async fn take(session: &Session, account: PersonId) -> Result<Option<String>, StoreError> {
    let waiting: Option<Waiting> = session.get(KEY).await.map_err(|error| failed(&error))?;
    let Some(waiting) = waiting.filter(|waiting| waiting.account == account) else { return Ok(None) };
    session.remove::<Waiting>(KEY).await.map_err(|error| failed(&error))?;
    let bytes = hex::decode(&waiting.sealed).map_err(|error| StoreError::inconsistent("session", error))?;
    let secret = hex::encode(added(session, &waiting.salt, bytes)?);
    Ok(Some(format!("{}/password/{secret}", waiting.origin)))
}

/// Bytes added to those of this session and salt; added twice they are what they were.
fn added(session: &Session, salt: &str, mut bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
    // The table holds the digest of the identity alone, of which this one cannot be made.
    let id = session.id().ok_or_else(|| StoreError::inconsistent("session", "it has no identity"))?;
    let pad = Sha256::digest(format!("one-time link {salt} {id}"));
    if bytes.len() > pad.len() {
        return Err(StoreError::inconsistent("password_link", "it is longer than what seals it"));
    }
    bytes.iter_mut().zip(pad).for_each(|(byte, of_pad)| *byte ^= of_pad);
    Ok(bytes)
}
