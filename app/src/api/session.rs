//! Signing in and out, who is signed in, and what the pages around signing in show.
#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "a server function is async, whatever it does"))]

use followup::view::session::{DemonstrationAccountView, OwnAccountView, PasswordLinkView, SessionView};
use leptos::prelude::*;

use super::{
    error::ApiError,
    form_answers::{NewPasswordAnswers, PasswordAnswers, SignInAnswers},
    protocol::{Read, Write},
};

/// Signs in, and returns the address of the page where the person's work begins. The response sets the cookies of the session and of the
/// browser.
#[server(prefix = "/api/v1", endpoint = "session/sign-in", protocol = Write)]
pub async fn sign_in(answers: SignInAnswers) -> Result<String, ApiError> {
    use followup::service::{
        accounts::AccountError,
        sign_in::{self as service, Answer, Attempt},
    };

    use super::acts::{answers_of, invalid};
    use crate::{request, start_page::start_page};

    let access = super::access::Access::for_everyone()?;
    let mut answers = answers_of(&answers);
    let (email, password) = (answers.value("email"), answers.value("password"));
    if email.trim().is_empty() {
        answers.wrong("email", "Enter your email address");
    }
    if password.is_empty() {
        answers.wrong("password", "Enter your password");
    }
    if !answers.is_right() {
        return Err(invalid(&answers));
    }
    let (client, demonstration) = (request::client(), request::access().demonstration);
    let attempt = Attempt { email, password, client, demonstration };
    match service::sign_in(&access.database, attempt, access.now).await? {
        Answer::SignedIn { account, browser } => {
            request::session_control()?.begin(&account, &browser).await?;
            Ok(start_page(&account))
        }
        Answer::Refused => Err(invalid(&answers.with_error("email", "The email address or password is not right"))),
        Answer::Limited(wait) => Err(AccountError::TooManyAttempts(wait).into()),
    }
}

/// Ends the session of the request. Without one nothing happens.
#[server(prefix = "/api/v1", endpoint = "session/sign-out", protocol = Write)]
pub async fn sign_out() -> Result<(), ApiError> {
    use followup::{
        audit::AuditKind,
        store::audit::{self, Done},
    };

    let access = super::access::Access::for_everyone()?;
    crate::request::session_control()?.end().await?;
    if let Some(person) = access.reader.person() {
        let kind = AuditKind::SignedOut;
        let done = Done { kind, by: Some(person), subject: None, account: Some(person.id), changes: &[] };
        if let Err(error) = audit::note(&access.database, &done, access.now).await {
            // The session is over all the same, and that is what the person asked for.
            tracing::error!(%error, "a sign-out was not written down");
        }
    }
    Ok(())
}

/// Who is signed in, how much waits for them, and to which forces they are limited.
#[server(prefix = "/api/v1", endpoint = "session", protocol = Read)]
pub async fn read_session() -> Result<SessionView, ApiError> {
    use followup::{
        clock::london_day,
        identity::Permission,
        store::{account_confirmations, account_notices, forces, worklist},
    };

    let access = super::access::Access::for_everyone()?;
    let Some(person) = access.reader.person() else { return Ok(SessionView::default()) };
    let waiting = worklist::size(&access.database, person, london_day(access.now)).await?;
    let limited_to = if access.scope.only().is_some() {
        let names = forces::names(&access.database).await?.into_iter();
        names.filter(|force| access.scope.covers(&force.slug)).collect()
    } else {
        Vec::new()
    };
    let mut db = access.database.pool().acquire().await.map_err(followup::store::StoreError::from)?;
    let notices = account_notices::unread(&mut db, person.id).await?;
    let confirmations = if Permission::ConfirmAuthorisers.is_of(person.role) {
        account_confirmations::count_waiting_for(&mut db, person.id).await?
    } else {
        0
    };
    Ok(SessionView { role: Some(person.role), waiting, limited_to, notices, confirmations })
}

/// The account of the person who asks.
#[server(prefix = "/api/v1", endpoint = "session/account", protocol = Read)]
pub async fn read_own_account() -> Result<OwnAccountView, ApiError> {
    use followup::store::forces;

    let access = super::access::Access::for_everyone()?;
    let account = crate::request::account().ok_or(ApiError::SignInFirst)?;
    let names = forces::names(&access.database).await?.into_iter();
    let forces = names.filter(|force| account.forces.contains(&force.slug)).collect();
    Ok(OwnAccountView { account, forces })
}

/// The accounts of a demonstration, for its sign-in page; none where this is no demonstration.
#[server(prefix = "/api/v1", endpoint = "session/demonstration-accounts", protocol = Read)]
pub async fn read_demonstration_accounts() -> Result<Vec<DemonstrationAccountView>, ApiError> {
    use followup::{service::demonstration, store::forces};

    let access = super::access::Access::for_everyone()?;
    if !crate::request::access().demonstration {
        return Ok(Vec::new());
    }
    let names = forces::names(&access.database).await?;
    let accounts = demonstration::ACCOUNTS.into_iter().map(|account| {
        let force = account.force.and_then(|slug| names.iter().find(|force| force.slug.as_str() == slug));
        DemonstrationAccountView {
            email: account.email.to_owned(),
            role: account.role,
            force_name: force.map(|force| force.name.clone()),
            password: demonstration::PASSWORD.to_owned(),
        }
    });
    Ok(accounts.collect())
}

/// Whose password a one-time link is for, while it can be used.
#[server(prefix = "/api/v1", endpoint = "session/password-link", protocol = Read)]
pub async fn read_password_link(token: String) -> Result<PasswordLinkView, ApiError> {
    use followup::service::accounts;

    let access = super::access::Access::for_everyone()?;
    let account = accounts::account_of_link(&access.database, &token, access.now).await?;
    Ok(PasswordLinkView { email: account.email.to_string() })
}

/// Chooses a password by a one-time link, which is used up by it.
#[server(prefix = "/api/v1", endpoint = "session/password-link", protocol = Write)]
pub async fn choose_password(token: String, answers: NewPasswordAnswers) -> Result<(), ApiError> {
    use followup::service::accounts;

    use super::acts::{answers_of, invalid};

    let access = super::access::Access::for_everyone()?;
    let mut answers = answers_of(&answers);
    let new = crate::form::account::new_password(&mut answers).ok_or_else(|| invalid(&answers))?;
    Ok(accounts::redeem_link(&access.database, &token, new, access.now).await?)
}

/// Changes the password of the person who asks, and ends all their sessions, this one included.
#[server(prefix = "/api/v1", endpoint = "session/password", protocol = Write)]
pub async fn change_password(answers: PasswordAnswers) -> Result<(), ApiError> {
    use followup::service::accounts;

    use super::acts::{answers_of, invalid};

    let (access, person) = super::access::Access::of_person()?;
    let client = crate::request::client();
    let mut answers = answers_of(&answers);
    let current = answers.value("current");
    if current.is_empty() {
        answers.wrong("current", "Enter your current password");
    }
    let new = crate::form::account::new_password(&mut answers).filter(|_| answers.is_right());
    let new = new.ok_or_else(|| invalid(&answers))?;
    accounts::change_own_password(&access.database, &person, &client, current, new, access.now).await?;
    Ok(crate::request::session_control()?.end().await?)
}

/// Ends all sessions of the person who asks, this one included.
#[server(prefix = "/api/v1", endpoint = "session/end-everywhere", protocol = Write)]
pub async fn end_all_sessions() -> Result<(), ApiError> {
    use followup::service::accounts;

    let (access, person) = super::access::Access::of_person()?;
    accounts::end_own_sessions(&access.database, &person, access.now).await?;
    Ok(crate::request::session_control()?.end().await?)
}

/// The person who asks has read what they were told of their account until a moment, as RFC 3339 writes it.
#[server(prefix = "/api/v1", endpoint = "session/notices", protocol = Write)]
pub async fn mark_notices_read(until: String) -> Result<(), ApiError> {
    use followup::store::{StoreError, account_notices};

    let (access, person) = super::access::Access::of_person()?;
    let until = chrono::DateTime::parse_from_rfc3339(&until)
        .map_err(|_| ApiError::bad_argument("until", &until, "a moment, like 2026-11-23T12:00:00Z"))?;
    let mut db = access.database.pool().acquire().await.map_err(StoreError::from)?;
    Ok(account_notices::mark_read(&mut db, person.id, until.to_utc(), access.now).await?)
}

/// Keeps the session of the person who asks: like any request it renews the session. Returns how many seconds are left of it.
#[server(prefix = "/api/v1", endpoint = "session/stay", protocol = Write)]
pub async fn stay_signed_in() -> Result<u32, ApiError> {
    let (access, _) = super::access::Access::of_person()?;
    let ends = crate::request::session_ends().ok_or(ApiError::SignInFirst)?;
    Ok(u32::try_from((ends.at - access.now).num_seconds()).unwrap_or_default())
}
