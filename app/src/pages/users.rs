//! Accounts, for administrators: who can sign in, as what, and for which forces.

use followup::{
    account::{Account, ForcesOf, forces_of},
    identity::Permission,
    view::forces::ForceName,
};
use leptos::prelude::*;

use super::account::{facts, forces_in_words};
use crate::{
    api::{
        accounts::{read_account, read_accounts},
        forces::read_force_names,
    },
    components::{
        Alert, AlertKind, Breadcrumbs, CaptionSize, Choice, Column, DataTable, ErrorSummary, Link, PageHeading,
        RowHeader, SummaryList, SummaryRow, TableCell, TableRow, grouped,
    },
    error::PageError,
    fields::account::{FORCES, NEW},
    form::{Answers, view::FormView},
    page::{PageContent, page},
    request,
};

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
        let before = view! { <Breadcrumbs items=vec![Link::new("Overview", "/")] current="Accounts"/> };
        Ok(PageContent::new("Accounts", list(all, &forces)).before(before))
    })
}

fn list(all: Vec<Account>, names: &[ForceName]) -> AnyView {
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
        <PageHeading title="Accounts"/>
        <p class="govuk-body">{grouped(count)}{if count == 1 { " account." } else { " accounts." }}</p>
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

/// `/admin/users/{id}`.
#[component]
pub fn UserPage() -> impl IntoView {
    let id = leptos_router::hooks::use_params_map().get_untracked().get("id").unwrap_or_default();
    page(async move {
        let by = administrator()?;
        let unknown = || PageError::not_found("An account with this address", USERS, "All accounts");
        let account = read_account(id).await.map_err(|error| error.or_not_found(unknown))?;
        let answers = Answers::of_request();
        let names = read_force_names().await?;
        let sent = answers.value("do") == "forces";
        let chosen = |slug: &str| {
            if sent {
                answers.values("forces").any(|force| force == slug)
            } else {
                account.forces.iter().any(|force| force.as_str() == slug)
            }
        };
        let every = if sent { !answers.value("every_force").is_empty() } else { account.forces.is_empty() };
        let (forces, of) = (choices(&names, chosen), forces_in_words(&account, &names));
        let items = vec![Link::new("Overview", "/"), Link::new("Accounts", USERS)];
        let name = account.email.to_string();
        let title = answers.title(&format!("{name} – Accounts"));
        let own = by.id == account.id;
        let before = view! { <Breadcrumbs items current=name/> };
        Ok(PageContent::new(title, one(account, of, forces, every, answers, own)).before(before))
    })
}

fn one(account: Account, of: String, forces: Vec<Choice>, every: bool, answers: Answers, own: bool) -> AnyView {
    let action = format!("{USERS}/{}", account.id.0);
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let link = use_context::<NewLink>().map(|NewLink(address)| {
        view! {
            <Alert kind=AlertKind::Success text="One-time link made. You see it only now, and it works for 24 hours. Anyone who has it can use the account."/>
            <p class="govuk-body">"Give this link to the person, and to no one else:"</p>
            <p class="govuk-body app-wording"><a class="govuk-link" href=address.clone()>{address.clone()}</a></p>
        }
    });
    let (mut rows, title) = (facts(&account, of), account.email.to_string());
    rows.push(SummaryRow::new("State", state(&account)));
    let with_forces = (forces_of(account.role) != ForcesOf::None).then(|| {
        let (action, fields) = (action.clone(), FormView::new(FORCES, &answers));
        // To a senior leader no force means every force, which nobody should get by unticking the last one.
        let every = (forces_of(account.role) == ForcesOf::AnyNumber).then(|| {
            let answered = answers.clone().starting("every_force", if every { "yes" } else { "" });
            FormView::new(FORCES, &answered).field("every_force")
        });
        view! {
            <h2 class="govuk-heading-m">"Forces"</h2>
            <form method="post" action=action>
                {every}
                {fields.offering("forces", forces)}
                <button type="submit" name="do" value="forces" class="govuk-button govuk-button--secondary">"Save forces"</button>
            </form>
        }
    });
    let enabling = if own {
        view! { <p class="govuk-body" id="do">"This is your own account. Another administrator must disable it."</p> }
            .into_any()
    } else {
        let (word, text) =
            if account.enabled { ("disable", "Disable this account") } else { ("enable", "Enable this account") };
        let class = if account.enabled { "govuk-button govuk-button--warning" } else { "govuk-button" };
        view! { <button type="submit" name="do" value=word class=class id="do">{text}</button> }.into_any()
    };
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title caption="Account"/>
                {link}
                <SummaryList rows/>
                {with_forces}
                <h2 class="govuk-heading-m">"Password"</h2>
                <p class="govuk-body">"Only the person knows their password. A one-time link lets them choose a new one. The old one works until they do."</p>
                <form method="post" action=action.clone()>
                    <button type="submit" name="do" value="link" class="govuk-button govuk-button--secondary">"Make a one-time link"</button>
                </form>
                <h2 class="govuk-heading-m">"Access"</h2>
                <p class="govuk-body">"Disabling an account signs the person out everywhere at once. We keep everything they did."</p>
                <form method="post" action=action>{enabling}</form>
            </div>
        </div>
    }
    .into_any()
}
