//! Who is signed in, and what the pages around signing in show.
#![cfg_attr(feature = "ssr", expect(clippy::unused_async, reason = "a server function is async, whatever it does"))]

use followup::view::session::{DemonstrationAccountView, OwnAccountView, PasswordLinkView, SessionView};
use leptos::prelude::*;

use super::{
    error::ApiError,
    form_answers::{NewPasswordAnswers, PasswordAnswers},
    protocol::{Read, Write},
};

/// Who is signed in, how much waits for them, and to which forces they are limited.
#[server(prefix = "/api/v1", endpoint = "session", protocol = Read)]
pub async fn read_session() -> Result<SessionView, ApiError> {
    use followup::{
        clock::london_day,
        store::{forces, worklist},
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
    Ok(SessionView { role: Some(person.role), waiting, limited_to })
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

/// Changes the password of the person who asks, and ends all their sessions.
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
    Ok(accounts::change_own_password(&access.database, &person, &client, current, new, access.now).await?)
}

/// Ends all sessions of the person who asks, this one included.
#[server(prefix = "/api/v1", endpoint = "session/end-everywhere", protocol = Write)]
pub async fn end_all_sessions() -> Result<(), ApiError> {
    use followup::service::accounts;

    let (access, person) = super::access::Access::of_person()?;
    Ok(accounts::end_own_sessions(&access.database, &person, access.now).await?)
}

/// Keeps the session of the person who asks: like any request it renews the session. Returns how many seconds are left of it.
#[server(prefix = "/api/v1", endpoint = "session/stay", protocol = Write)]
pub async fn stay_signed_in() -> Result<u32, ApiError> {
    let (access, _) = super::access::Access::of_person()?;
    let ends = crate::request::session_ends().ok_or(ApiError::SignInFirst)?;
    Ok(u32::try_from((ends.at - access.now).num_seconds()).unwrap_or_default())
}
