//! Choosing a password by a one-time link.

use followup::view::session::PasswordLinkView;
use leptos::prelude::*;

use crate::{
    api::session::read_password_link,
    components::{ErrorSummary, PageHeading},
    error::PageError,
    fields::account::NEW_PASSWORD,
    form::{Answers, view::FormView},
    page::{PageContent, page},
};

/// `/password/{token}`.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let token = leptos_router::hooks::use_params_map().get_untracked().get("token").unwrap_or_default();
    page(load(token))
}

async fn load(token: String) -> Result<PageContent, PageError> {
    let answers = Answers::of_request();
    let PasswordLinkView { email } = read_password_link(token.clone()).await?;
    let title = answers.title("Choose a password");
    Ok(PageContent::new(title, choose(&token, email, &answers)))
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
                    {FormView::new(NEW_PASSWORD, answers).all()}
                    <button type="submit" class="govuk-button">"Save password"</button>
                </form>
            </div>
        </div>
    }
    .into_any()
}
