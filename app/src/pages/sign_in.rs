//! Signing in and out.

use followup::{identity::Role, view::session::DemonstrationAccountView};
use leptos::prelude::*;

use crate::{
    api::session::read_demonstration_accounts,
    components::{
        Alert, AlertKind, CaptionSize, Column, DataTable, ErrorSummary, PageHeading, PasswordField, PasswordKind,
        RowHeader, TableCell, TableRow, TextField,
    },
    error::PageError,
    form::Answers,
    page::{PageContent, page},
    request,
};

/// `/sign-in`.
#[component]
pub fn SignInPage() -> impl IntoView {
    page(async {
        let answers = Answers::of_request();
        let title = answers.title("Sign in");
        let accounts = read_demonstration_accounts().await?;
        Ok::<_, PageError>(PageContent::new(title, view! { <SignIn answers accounts/> }))
    })
}

#[component]
fn SignIn(
    answers: Answers,
    /// The accounts of a demonstration; none where this is none.
    accounts: Vec<DemonstrationAccountView>,
) -> impl IntoView {
    if let Some(account) = request::account() {
        return view! {
            <PageHeading title="You are signed in"/>
            <p class="govuk-body">"You are signed in as "{account.name}", "{account.role.label().to_lowercase()}"."</p>
            <p class="govuk-body"><a class="govuk-link" href="/">"Go to the overview"</a></p>
        }
        .into_any();
    }
    let access = request::access();
    let query = request::query();
    let next =
        if answers.is_right() { query.get("next").unwrap_or_default().to_owned() } else { answers.value("next") };
    let changed = query.get("password").is_some().then(|| {
        view! { <Alert kind=AlertKind::Success text="Your password is set. Sign in with it."/> }
    });
    let timed_out = query.get("timed-out").is_some().then(|| {
        view! { <Alert kind=AlertKind::Information text="You were signed out because you were inactive, or because you reached the time limit."/> }
    });
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                {changed}
                {timed_out}
                <PageHeading title="Sign in"/>
                <form method="post" action="/sign-in" novalidate>
                    <input type="hidden" name="next" value=next/>
                    <TextField
                        name="email"
                        label="Email address"
                        value=answers.value("email")
                        error=answers.error("email")
                        kind="email"
                        autocomplete="username"
                    />
                    <PasswordField
                        name="password"
                        label="Password"
                        kind=PasswordKind::Current
                        error=answers.error("password")
                    />
                    <button type="submit" class="govuk-button">"Sign in"</button>
                </form>
                <p class="govuk-body">
                    "You will be signed out after "{access.idle_minutes}" minutes without activity. If you cannot sign in, ask "{access.contact().to_owned()}" for a new link."
                </p>
                {demonstration_accounts(accounts)}
            </div>
        </div>
    }
    .into_any()
}

/// Who can be tried out, and what for.
fn demonstration_accounts(accounts: Vec<DemonstrationAccountView>) -> Option<AnyView> {
    let password = accounts.first()?.password.clone();
    let head = ["Sign in as", "Role"].map(Column::new).into();
    let rows = accounts.into_iter().map(|account| {
        let of = account.force_name.map(|name| format!(", {name}"));
        view! {
            <TableRow>
                <RowHeader><span class="govuk-!-font-weight-regular">{account.email}</span></RowHeader>
                <TableCell label="Role">{account.role.label()}{of}<br/><span class="app-secondary">{purpose(account.role)}</span></TableCell>
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    let list = view! {
        <h2 class="govuk-heading-m">"Demonstration accounts"</h2>
        <p class="govuk-body">"The password of each is: "<code>{password}</code></p>
        <DataTable caption="Demonstration accounts" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
    };
    Some(list.into_any())
}

const fn purpose(role: Role) -> &'static str {
    match role {
        Role::Inspector => "Reviews what forces submit and proposes closure",
        Role::Authoriser => "Authorises or refuses what someone else proposed",
        Role::ForceLiaisonOfficer => "Says what the force has done",
        Role::SeniorLeader => "Reads and changes nothing",
        Role::Administrator => "Looks after accounts",
    }
}

/// `/sign-out`: asks, because a link must not sign anyone out.
#[component]
pub fn SignOutPage() -> impl IntoView {
    page(async {
        let signed_in = request::account().is_some();
        let title = if signed_in { "Sign out" } else { "You have signed out" };
        Ok::<_, PageError>(PageContent::new(title, view! { <SignOut signed_in title/> }))
    })
}

#[component]
fn SignOut(signed_in: bool, title: &'static str) -> impl IntoView {
    if signed_in {
        view! {
            <PageHeading title/>
            <form method="post" action="/sign-out">
                <p class="govuk-body">"We keep everything you saved."</p>
                <button type="submit" class="govuk-button">"Sign out"</button>
            </form>
        }
        .into_any()
    } else {
        let everywhere = request::query().get("everywhere").is_some();
        view! {
            <PageHeading title/>
            <p class="govuk-body">
                {if everywhere { "You are signed out on every device." } else { "You are signed out on this device." }}
            </p>
            <p class="govuk-body"><a class="govuk-link" href="/sign-in">"Sign in again"</a></p>
        }
        .into_any()
    }
}
