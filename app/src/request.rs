//! What a page may ask of the request: the database, the query string, the path, the time.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::http::request::Parts;
use chrono::{DateTime, TimeDelta, Utc};
use followup::{
    account::Account,
    identity::Role,
    person::Reader,
    scope::Scope,
    service::{password_policy::PasswordPolicy, reading::Sent, sign_in::Client},
    store::database::Database,
};
use leptos::prelude::use_context;

use crate::{api::error::ApiError, error::PageError, form_state::FormState};

mod query_params;
mod session_control;
mod typed_dates;

pub use query_params::QueryParams;
pub use session_control::{SessionControl, session_control};
pub use typed_dates::{date_label, with_plain_dates};

/// The moment the request came in: one page never straddles midnight.
#[derive(Clone, Copy, Debug)]
pub struct Now(pub DateTime<Utc>);

/// When the session of the person who reads ends, as things stand with this request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionEnds {
    /// If nothing more is asked for.
    pub at: DateTime<Utc>,
    /// Whatever is asked for.
    pub at_the_latest: DateTime<Utc>,
    /// After how many minutes without a request.
    pub idle_minutes: i64,
}

impl SessionEnds {
    /// How long before its end a person is warned: five minutes, but never more than half of what one may be idle.
    #[must_use]
    pub fn warned_before(self) -> TimeDelta {
        TimeDelta::minutes(5).min(TimeDelta::minutes(self.idle_minutes) / 2)
    }
}

/// Set when a request is denied although its response says "not found": what a person may not see must look like what does not exist,
/// and the attempt is audited all the same.
#[derive(Clone, Debug, Default)]
pub struct DenialFlag(Arc<AtomicBool>);

impl DenialFlag {
    /// Sets it.
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Takes it back, where the request is led on instead.
    pub fn clear(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    /// Whether it is set.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The most bytes a file of evidence may have.
#[derive(Clone, Copy, Debug)]
pub struct LargestFile(pub u64);

/// What the operator decided about who reads, and what reading shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Whether pages can be read without signing in.
    pub public: bool,
    /// Whether demonstration accounts work, and stand on the sign-in page.
    pub demonstration: bool,
    /// After how many minutes without a request a person is signed out.
    pub idle_minutes: i64,
    /// The protective marking of what is not public, for example OFFICIAL-SENSITIVE; empty for none.
    pub marking: String,
    /// Whom people can tell of a mistake or a problem, as in "tell …"; empty where the operator names nobody.
    pub contact: String,
}

/// Whom people can turn to where the operator names nobody.
const ADMINISTRATOR: &str = "the administrator of this service";

impl Access {
    /// The protective marking; none where the operator has set an empty one.
    #[must_use]
    pub fn marking(&self) -> Option<&str> {
        Some(self.marking.trim()).filter(|marking| !marking.is_empty())
    }

    /// Whom people can tell of a mistake or a problem, for the middle of a sentence.
    #[must_use]
    pub fn contact(&self) -> &str {
        Some(self.contact.trim()).filter(|contact| !contact.is_empty()).unwrap_or(ADMINISTRATOR)
    }

    /// What everyone means where somebody chooses who can read a text.
    #[must_use]
    pub const fn everyone(&self) -> &'static str {
        if self.public { "Everyone, including the public" } else { "Everyone who can sign in" }
    }
}

impl Default for Access {
    /// Closed until opened.
    fn default() -> Self {
        Self {
            public: false,
            demonstration: false,
            idle_minutes: 30,
            marking: "OFFICIAL-SENSITIVE".to_owned(),
            contact: String::new(),
        }
    }
}

/// The operator's rules for passwords.
#[must_use]
pub fn password_policy() -> Arc<PasswordPolicy> {
    use_context().unwrap_or_default()
}

/// What the operator decided.
#[must_use]
pub fn access() -> Access {
    use_context().unwrap_or_default()
}

/// The account of the person who reads, if anyone is signed in.
#[must_use]
pub fn account() -> Option<Account> {
    use_context()
}

/// When the session of the person who reads ends, if anyone is signed in.
#[must_use]
pub fn session_ends() -> Option<SessionEnds> {
    use_context()
}

/// The protective marking of the page being shown, if what it shows is not public: where only those who signed in read, or
/// the person reads texts that are for some, or who has an account.
#[must_use]
pub fn marking() -> Option<String> {
    // Words that came back to whoever wrote them, and are not yet anywhere else.
    if let Some(FormState::Unsaved(_)) = use_context::<FormState>() {
        return access().marking().map(str::to_owned);
    }
    let (access, account) = (access(), account()?);
    let reads_more = matches!(account.role, Role::Inspector | Role::Authoriser | Role::ForceLiaisonOfficer);
    let about_accounts = path().starts_with("/admin/");
    access.marking().filter(|_| reads_more || about_accounts || !access.public).map(str::to_owned)
}

/// Where the request comes from, as attempts to sign in are counted. Without one it counts with all others that have none.
#[must_use]
pub fn client() -> Client {
    use_context().unwrap_or_default()
}

/// How much of the response is sent.
#[must_use]
pub fn sent() -> Sent {
    use_context().unwrap_or_default()
}

/// Who reads.
#[must_use]
pub fn reader() -> Reader {
    account().map_or(Reader::Anyone, |account| Reader::SignedIn(account.person()))
}

/// About which forces the person who reads may read.
#[must_use]
pub fn scope() -> Scope {
    Scope::of(&reader(), access().public)
}

/// The account of the person who reads.
///
/// # Errors
/// Nobody is signed in.
pub fn signed_in() -> Result<Account, PageError> {
    let nobody = if use_context::<NotIdentified>().is_some() { ApiError::Unavailable } else { ApiError::SignInFirst };
    Ok(account().ok_or(nobody)?)
}

/// Notes that this request was denied, where the response says only that there is nothing.
pub fn note_denial() {
    if let Some(flag) = use_context::<DenialFlag>() {
        flag.set();
    }
}

/// The database this request may read.
pub fn database() -> Result<Database, PageError> {
    use_context().ok_or_else(|| not_provided("the database"))
}

/// Until when what was recorded is shown, while the primary database is away and the replica is read.
#[derive(Debug, Clone, Copy)]
pub struct ReadOnlyAsOf(pub DateTime<Utc>);

/// Somebody who may have signed in, but nobody can tell: the primary database is away.
#[derive(Debug, Clone, Copy)]
pub struct NotIdentified;

/// Until when what was recorded is shown, if nothing can be saved for now.
#[must_use]
pub fn read_only_as_of() -> Option<DateTime<Utc>> {
    use_context().map(|ReadOnlyAsOf(as_of)| as_of)
}

/// The moment the request came in.
pub fn now() -> Result<DateTime<Utc>, PageError> {
    use_context().map(|Now(now)| now).ok_or_else(|| not_provided("the time"))
}

/// The most bytes a file of evidence may have.
pub fn largest_file() -> Result<u64, PageError> {
    use_context().map(|LargestFile(bytes)| bytes).ok_or_else(|| not_provided("the largest file"))
}

/// The query string, in order, with nothing lost.
#[must_use]
pub fn query() -> QueryParams {
    use_context::<Parts>().and_then(|parts| parts.uri.query().map(QueryParams::parse)).unwrap_or_default()
}

/// The path, as it stands in the address.
#[must_use]
pub fn path() -> String {
    use_context::<Parts>().map_or_else(|| "/".to_owned(), |parts| parts.uri.path().to_owned())
}

/// The address of the sign-in page, which leads back to the page of this request.
#[must_use]
pub fn sign_in_href() -> String {
    let here = query().href(&path());
    if here == "/" { "/sign-in".to_owned() } else { QueryParams::default().with("next", here).href("/sign-in") }
}

fn not_provided(what: &str) -> PageError {
    tracing::error!("{what} was not provided to the page");
    ApiError::Internal.into()
}
