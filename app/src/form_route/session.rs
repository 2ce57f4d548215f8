//! The forms of signing in and out, and of passwords.

use chrono::TimeDelta;
use followup::service::accounts::seconds_in_words;

use super::{FormPage, FormRequest, FormRoute, Outcome};
use crate::api::{error::ApiError, session};

/// `POST /sign-in`.
pub(super) const SIGN_IN: FormRoute =
    FormRoute { page: FormPage::without_text("/sign-in", |_| "email"), press: |form| Box::pin(sign_in(form)) };

/// `POST /sign-out`.
pub(super) const SIGN_OUT: FormRoute = FormRoute {
    page: FormPage::without_text("/sign-out", |_| ""),
    press: |_| Box::pin(async { session::sign_out().await.map(|()| go_to("/sign-out")) }),
};

/// `POST /account/sign-out-everywhere`.
pub(super) const SIGN_OUT_EVERYWHERE: FormRoute = FormRoute {
    page: FormPage::without_text("/account/sign-out-everywhere", |_| ""),
    press: |_| Box::pin(async { session::end_all_sessions().await.map(|()| go_to("/sign-out?everywhere=yes")) }),
};

/// `POST /account/password`: a new password ends all sessions, this one too, so one signs in again with it.
pub(super) const PASSWORD: FormRoute = FormRoute {
    page: FormPage::without_text("/account/password", |_| "new"),
    press: |form| Box::pin(change_password(form)),
};

/// `POST /password/{token}`.
pub(super) const PASSWORD_LINK: FormRoute = FormRoute {
    page: FormPage::without_text("/password/{token}", |_| "new"),
    press: |form| {
        Box::pin(async move {
            session::choose_password(form.parameter("token"), form.fields()).await?;
            Ok(go_to("/sign-in?password=changed"))
        })
    },
};

/// `POST /account/notices`: the person has read what they were told of their account.
pub(super) const NOTICES: FormRoute = FormRoute {
    page: FormPage::without_text("/account/notices", |_| ""),
    press: |form| {
        Box::pin(async move {
            session::mark_notices_read(form.answers.value("until")).await?;
            Ok(Outcome::GoTo(destination(form.answers.value("next"), "/account".to_owned())))
        })
    },
};

fn go_to(address: &str) -> Outcome {
    Outcome::GoTo(address.to_owned())
}

async fn sign_in(form: &mut FormRequest) -> Result<Outcome, ApiError> {
    match session::sign_in(form.fields()).await {
        Ok(start) => Ok(Outcome::GoTo(destination(form.answers.value("next"), start))),
        Err(ApiError::TooManyAttempts { seconds }) => Ok(wait(form, "email", "attempts to sign in", seconds)),
        Err(error) => Err(error),
    }
}

async fn change_password(form: &mut FormRequest) -> Result<Outcome, ApiError> {
    match session::change_password(form.fields()).await {
        Ok(()) => Ok(go_to("/sign-in?password=changed")),
        Err(ApiError::TooManyAttempts { seconds }) => Ok(wait(form, "current", "attempts", seconds)),
        Err(error) => Err(error),
    }
}

/// Says at a field that the next attempt has to wait.
fn wait(form: &mut FormRequest, field: &str, attempts: &str, seconds: u32) -> Outcome {
    // `Retry-After` is a second longer, because the present second is not over.
    let wait = seconds_in_words(TimeDelta::seconds(seconds.saturating_sub(1).into()));
    form.answers.wrong(field, format!("There have been too many {attempts}. Wait {wait} and try again"));
    Outcome::Wait(seconds)
}

/// Where to go after signing in: the page that was asked for, if it is of this site; else where this person's work begins.
fn destination(next: String, start: String) -> String {
    let is_ours =
        next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.chars().any(char::is_control);
    if is_ours && next != "/" { next } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_to_no_other_site() {
        let to = |next: &str| destination(next.to_owned(), "/worklist".to_owned());
        assert_eq!(to("/forces/kent?as_at=2020-01-01"), "/forces/kent?as_at=2020-01-01");
        for next in
            ["", "/", "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "/a\r\nb", "forces"]
        {
            assert_eq!(to(next), "/worklist", "{next:?}");
        }
    }
}
