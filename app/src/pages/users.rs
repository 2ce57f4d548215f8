//! Accounts, for administrators: who can sign in, as what, and for which forces.

use followup::{
    account::Account,
    identity::Permission,
    view::{accounts::Confirmation, forces::ForceName},
};
use leptos::prelude::*;

use super::{account::forces_in_words, confirmations};
use crate::{
    api::{
        accounts::{read_accounts, read_confirmations},
        forces::read_force_names,
    },
    components::{
        Alert, AlertKind, Breadcrumbs, CaptionSize, Choice, Column, DataTable, ErrorSummary, Link, PageHeading,
        RowHeader, TableCell, TableRow, grouped,
    },
    error::PageError,
    fields::account::NEW,
    form::{Answers, view::FormView},
    page::{PageContent, page},
    request,
};

mod change;
mod history;
mod one;

pub use change::ChangeUserPage;
pub use one::UserPage;

/// The whole address of a one-time link just made, shown this once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLink(pub String);

const USERS: &str = "/admin/users";

/// An administrator, or why not.
fn administrator() -> Result<Account, PageError> {
    let account = request::signed_in()?;
    if Permission::ManageAccounts.is_of(account.role) {
        return Ok(account);
    }
    Err(PageError::forbidden("Only administrators can see and change accounts"))
}

/// `/admin/users`.
#[component]
pub fn UsersPage() -> impl IntoView {
    page(async {
        administrator()?;
        let all = read_accounts().await?;
        let forces = read_force_names().await?;
        let confirmations = read_confirmations().await?;
        let before = view! { <Breadcrumbs items=vec![Link::new("Overview", "/")] current="Accounts"/> };
        Ok(PageContent::new("Accounts", list(all, &forces, confirmations)).before(before))
    })
}

fn list(all: Vec<Account>, names: &[ForceName], confirmations: Vec<Confirmation>) -> AnyView {
    let asked = (request::query().get("asked") == Some("account")).then(|| {
        let text = "The new authoriser waits for another administrator or an authoriser. You can make a one-time link once they agree.";
        view! { <Alert kind=AlertKind::Information text/> }
    });
    let waiting = confirmations::short_list(confirmations);
    let count = u64::try_from(all.len()).unwrap_or(u64::MAX);
    let head = ["Email address", "Name", "Role", "Forces", "State"].map(Column::new).into();
    let rows = all.into_iter().map(|account| {
        let href = format!("{USERS}/{}", account.id.0);
        let state = state(&account);
        let forces = forces_in_words(&account, names);
        let forces = if forces.is_empty() { "–".to_owned() } else { forces };
        view! {
            <TableRow>
                <RowHeader><a class="govuk-link" href=href>{account.email.to_string()}</a></RowHeader>
                <TableCell label="Name">{account.name}</TableCell>
                <TableCell label="Role">{account.role.label()}</TableCell>
                <TableCell label="Forces">{forces}</TableCell>
                <TableCell label="State">{state}</TableCell>
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        {asked}
        <PageHeading title="Accounts"/>
        {waiting}
        <p class="govuk-body">
            {grouped(count)}{if count == 1 { " account. " } else { " accounts. " }}
            <a class="govuk-link" href="/admin/audit">"Audit: who did what"</a>
        </p>
        <a class="govuk-button" href="/admin/users/new" role="button">"Add an account"</a>
        <DataTable caption="Accounts, by email address" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
    }
    .into_any()
}

fn state(account: &Account) -> &'static str {
    match (account.enabled, account.has_password) {
        (false, _) => "Disabled",
        (true, false) => "No password chosen yet",
        (true, true) => "Enabled",
    }
}

/// `/admin/users/new`.
#[component]
pub fn NewUserPage() -> impl IntoView {
    page(async {
        administrator()?;
        let answers = Answers::of_request();
        let names = read_force_names().await?;
        let forces = choices(&names, |slug| answers.values("forces").any(|chosen| chosen == slug));
        let items = vec![Link::new("Overview", "/"), Link::new("Accounts", USERS)];
        let title = answers.title("Add an account");
        let before = view! { <Breadcrumbs items current="Add an account"/> };
        Ok(PageContent::new(title, new(answers, forces)).before(before))
    })
}

fn new(answers: Answers, forces: Vec<Choice>) -> AnyView {
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let fields = FormView::new(NEW, &answers);
    let fields = NEW.iter().map(|field| match field.name {
        "forces" => fields.offering("forces", forces.clone()),
        name => fields.field(name),
    });
    let fields = fields.collect_view();
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title="Add an account"/>
                <form method="post" action="/admin/users/new" novalidate>
                    {fields}
                    <button type="submit" class="govuk-button">"Add account"</button>
                </form>
            </div>
        </div>
    }
    .into_any()
}

/// All forces by name.
fn choices(names: &[ForceName], chosen: impl Fn(&str) -> bool) -> Vec<Choice> {
    names
        .iter()
        .map(|force| Choice::new(force.slug.as_str(), force.name.as_str(), chosen(force.slug.as_str())))
        .collect()
}
