//! Choosing a password by a one-time link.

use chrono::{DateTime, Utc};
use followup::{
    service::accounts::{self, AccountError},
    store::database::Database,
};
use leptos::prelude::*;

use super::account::new_password;
use crate::{
    components::{ErrorSummary, PageHeading},
    error::PageError,
    form::Answers,
    page::{PageContent, page},
    request,
};

/// `/password/{token}`.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let token = leptos_router::hooks::use_params_map().get_untracked().get("token").unwrap_or_default();
    page(async move { load(request::database()?, request::now()?, token).await })
}

async fn load(database: Database, now: DateTime<Utc>, token: String) -> Result<PageContent, PageError> {
    let answers = Answers::of_request();
    match accounts::account_of_link(&database, &token, now).await {
        Ok(account) => {
            let title = answers.title("Choose a password");
            Ok(PageContent::new(title, choose(&token, account.email.to_string(), &answers)))
        }
        Err(AccountError::Store(error)) => Err(error.into()),
        Err(_) => Err(PageError::LinkOver),
    }
}

fn choose(token: &str, email: String, answers: &Answers) -> AnyView {
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title="Choose a password"/>
                <p class="govuk-body">"For the account "<strong>{email.clone()}</strong>"."</p>
                <form method="post" action=format!("/password/{token}") novalidate>
                    // Password managers look for it.
                    <input type="hidden" name="username" autocomplete="username" value=email/>
                    {new_password(answers)}
                    <button type="submit" class="govuk-button">"Save password"</button>
                </form>
            </div>
        </div>
    }
    .into_any()
}
