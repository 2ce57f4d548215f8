//! One's own account: who one is here, a new password, and ending all sessions.

use followup::{
    account::Account,
    view::{forces::ForceName, session::OwnAccountView},
};
use leptos::prelude::*;

use crate::{
    api::session::read_own_account,
    components::{Breadcrumbs, ErrorSummary, Link, PageHeading, SummaryList, SummaryRow, WarningText},
    error::PageError,
    fields::account::PASSWORD,
    form::{Answers, view::FormView},
    page::{PageContent, page},
    request,
};

/// `/account`.
#[component]
pub fn AccountPage() -> impl IntoView {
    page(async {
        let OwnAccountView { account, forces } = read_own_account().await?;
        let forces = forces_in_words(&account, &forces);
        let content = content(account, forces);
        Ok::<_, PageError>(PageContent::new("Your account", content).before(above("Your account", false)))
    })
}

fn above(current: &'static str, within: bool) -> AnyView {
    let mut items = vec![Link::new("Overview", "/")];
    if within {
        items.push(Link::new("Your account", "/account"));
    }
    view! { <Breadcrumbs items current/> }.into_any()
}

fn content(account: Account, forces: String) -> AnyView {
    let demonstration = account.demonstration;
    let rows = facts(&account, forces);
    let password = if demonstration {
        view! { <p class="govuk-body">"You cannot change the password of a demonstration account."</p> }.into_any()
    } else {
        view! { <p class="govuk-body"><a class="govuk-link" href="/account/password">"Change your password"</a></p> }
            .into_any()
    };
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                <PageHeading title="Your account"/>
                <SummaryList rows/>
                {password}
                <h2 class="govuk-heading-m">"Sign out everywhere"</h2>
                <p class="govuk-body">"Use this if you left another browser signed in. It signs you out on every device, including this one."</p>
                <form method="post" action="/account/sign-out-everywhere">
                    <button type="submit" class="govuk-button govuk-button--warning">"Sign out everywhere"</button>
                </form>
            </div>
        </div>
    }
    .into_any()
}

/// The forces of an account by their names in tables; empty where there are none.
pub(super) fn forces_in_words(account: &Account, names: &[ForceName]) -> String {
    let in_words = account.forces.iter().map(|force| {
        let known = names.iter().find(|known| known.slug == *force);
        known.map_or_else(|| force.as_str().to_owned(), |known| known.name.clone())
    });
    in_words.collect::<Vec<_>>().join(", ")
}

/// What an account is, as its owner and administrators see it. `forces` are its own in words.
pub(super) fn facts(account: &Account, forces: String) -> Vec<SummaryRow> {
    let forces = if forces.is_empty() { "None in particular".to_owned() } else { forces };
    vec![
        SummaryRow::new("Name", account.name.clone()),
        SummaryRow::new("Email address", account.email.to_string()),
        SummaryRow::new("Role", account.role.label()),
        SummaryRow::new("Forces", forces),
    ]
}

/// `/account/password`.
#[component]
pub fn ChangePasswordPage() -> impl IntoView {
    page(async {
        let account = request::signed_in()?;
        if account.demonstration {
            let reason = "You cannot change the password of a demonstration account".to_owned();
            return Err(PageError::forbidden(reason));
        }
        let answers = Answers::of_request();
        let title = answers.title("Change your password");
        Ok(PageContent::new(title, view! { <ChangePassword answers/> }).before(above("Change your password", true)))
    })
}

#[component]
fn ChangePassword(answers: Answers) -> impl IntoView {
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title="Change your password"/>
                <form method="post" action="/account/password" novalidate>
                    {FormView::new(PASSWORD, &answers).all()}
                    <WarningText text="You will be signed out everywhere. Sign in again with your new password."/>
                    <button type="submit" class="govuk-button">"Change password"</button>
                </form>
            </div>
        </div>
    }
}
