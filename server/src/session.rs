//! Sessions: what a signed-in browser carries, and when it stops to count.

use app::request::SessionEnds;
use chrono::{DateTime, TimeDelta, Utc};
use followup::{
    account::Account,
    identity::PersonId,
    store::{accounts, error::StoreError},
};
use serde::{Deserialize, Serialize};
use tower_sessions::{Expiry, Session, SessionManagerLayer, cookie::SameSite, cookie::time::Duration};

use crate::state::AppState;

mod control;
mod kept;
pub mod known_browser;
pub mod new_link;

pub use control::RequestSession;
use kept::Kept;

/// The prefix makes browsers refuse it from any other host, path or over http from elsewhere than this machine.
const COOKIE: &str = "__Host-ncpi-session";
const KEY: &str = "signed_in";

/// How often a session in use is written down again: its idle time is that much shorter at worst.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Who is signed in, since when, and when they were last here.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct SignedIn {
    account: PersonId,
    generation: i32,
    since: DateTime<Utc>,
    seen: DateTime<Utc>,
}

impl SignedIn {
    fn ends(&self, state: &AppState) -> SessionEnds {
        let at_the_latest = self.since + state.sessions.longest;
        let at = at_the_latest.min(self.seen + state.sessions.idle);
        SessionEnds { at, at_the_latest, idle_minutes: state.sessions.idle.num_minutes() }
    }
}

/// What reads and sets the cookie.
pub fn layer(state: &AppState) -> SessionManagerLayer<Kept> {
    let idle = Duration::seconds(state.sessions.idle.num_seconds());
    SessionManagerLayer::new(Kept::new(state.database.clone()))
        .with_name(COOKIE)
        .with_secure(true)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(idle))
}

/// Ends the session, here and in the database.
async fn end(session: &Session) -> Result<(), StoreError> {
    session.flush().await.map_err(|error| failed(&error))
}

/// Whose session it is, and when it ends as things stand. One that is over, of an account that was disabled or signed out everywhere, is ended.
pub async fn account(
    state: &AppState,
    session: &Session,
    now: DateTime<Utc>,
) -> Result<Option<(Account, SessionEnds)>, StoreError> {
    let Some(signed_in) = session.get::<SignedIn>(KEY).await.map_err(|error| failed(&error))? else { return Ok(None) };
    let mut db = state.database.pool().acquire().await?;
    let account = accounts::by_id(&mut db, signed_in.account).await?;
    drop(db);
    let over = now - signed_in.since > state.sessions.longest || now - signed_in.seen > state.sessions.idle;
    let usable = |account: &Account| {
        account.enabled
            && account.generation == signed_in.generation
            && (state.access.demonstration || !account.demonstration)
    };
    let Some(account) = account.filter(|account| usable(account) && !over) else {
        end(session).await?;
        return Ok(None);
    };
    let note = now - signed_in.seen > NOTED_EVERY;
    let signed_in = SignedIn { seen: if note { now } else { signed_in.seen }, ..signed_in };
    let ends = signed_in.ends(state);
    if note {
        session.insert(KEY, signed_in).await.map_err(|error| failed(&error))?;
    }
    Ok(Some((account, ends)))
}

/// Removes sessions that are over, now and then, for as long as the process lives.
pub async fn sweep(state: AppState) {
    let mut hourly = tokio::time::interval(std::time::Duration::from_hours(1));
    loop {
        hourly.tick().await;
        if let Err(error) = followup::store::audit::make_months_ahead(&state.database).await {
            // Entries of a month that is not there are kept beside the months.
            tracing::warn!(%error, "the next months of the audit could not be made");
        }
        if let Err(error) = followup::service::sign_in::forget_old(&state.database, (state.clock)()).await {
            tracing::warn!(%error, "old sessions could not be removed");
        }
    }
}

fn failed(error: &tower_sessions::session::Error) -> StoreError {
    StoreError::Unavailable(format!("a session could not be read or kept: {error}"))
}
