//! The page of one account: what it is, what can be done to it, what was done to it.

use followup::{
    account::{Account, ForcesOf, LimitWithoutEffect, forces_of},
    identity::Role,
    view::{accounts::AccountView, forces::ForceName},
};
use leptos::prelude::*;

use super::{NewLink, USERS, administrator, choices, history::history, state};
use crate::{
    api::{accounts::read_account, forces::read_force_names},
    components::{
        Alert, AlertKind, Breadcrumbs, Choice, ErrorSummary, InsetText, Link, PageHeading, SummaryList, SummaryRow,
    },
    error::PageError,
    fields::account::FORCES,
    form::{Answers, view::FormView},
    page::{PageContent, page},
    pages::{
        account::{facts, forces_in_words},
        confirmations,
    },
    request,
};

/// `/admin/users/{id}`.
#[component]
pub fn UserPage() -> impl IntoView {
    let id = leptos_router::hooks::use_params_map().get_untracked().get("id").unwrap_or_default();
    page(async move {
        let by = administrator()?;
        let unknown = || PageError::not_found("An account with this address", USERS, "All accounts");
        let found = read_account(id).await.map_err(|error| error.or_not_found(unknown))?;
        let answers = Answers::of_request();
        let names = read_force_names().await?;
        let items = vec![Link::new("Overview", "/"), Link::new("Accounts", USERS)];
        let name = found.account.email.to_string();
        let title = answers.title(&format!("{name} – Accounts"));
        let own = by.id == found.account.id;
        let before = view! { <Breadcrumbs items current=name/> };
        Ok(PageContent::new(title, one(&found, &names, &answers, own)).before(before))
    })
}

/// What was just done, where the address says that something was.
fn done() -> Option<AnyView> {
    let (kind, text) = match request::query().get("done")? {
        "changed" => (
            AlertKind::Success,
            "Account changed. The person has their new rights from now on, and sees a notice on their next page.",
        ),
        "waits" => (
            AlertKind::Information,
            "The role waits for another administrator or an authoriser. Anything else you changed is saved.",
        ),
        "asked" => (
            AlertKind::Information,
            "The one-time link waits for another administrator or an authoriser. You can make it once they agree.",
        ),
        _ => return None,
    };
    Some(view! { <Alert kind text/> }.into_any())
}

fn one(found: &AccountView, names: &[ForceName], answers: &Answers, own: bool) -> AnyView {
    let account = &found.account;
    let action = format!("{USERS}/{}", account.id.0);
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let link = use_context::<NewLink>().map(|NewLink(address)| {
        view! {
            <Alert kind=AlertKind::Success text="One-time link made. You see it only now, and it works for 24 hours. Anyone who has it can use the account."/>
            <p class="govuk-body">"Give this link to the person, and to no one else:"</p>
            <p class="govuk-body app-wording"><a class="govuk-link" href=address.clone()>{address.clone()}</a></p>
        }
    });
    let (mut rows, title) = (facts(account, forces_in_words(account, names)), account.email.to_string());
    rows.push(SummaryRow::new("State", state(account)));
    let can_change = !account.demonstration;
    let change = if can_change {
        let href = format!("{action}/change");
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"Change email address, name, role or forces"</a></p> }
            .into_any()
    } else {
        view! { <InsetText>"This is a demonstration account: it stays as it is."</InsetText> }.into_any()
    };
    let access = can_change.then(|| {
        let action = action.clone();
        view! {
            <h2 class="govuk-heading-m">"Access"</h2>
            <p class="govuk-body">"Disabling an account signs the person out everywhere at once. We keep everything they did."</p>
            <form method="post" action=action>{enabling(account, own)}</form>
        }
    });
    let waiting = confirmations::of_account(&found.waiting);
    let with_forces = (can_change && forces_of(account.role) != ForcesOf::None)
        .then(|| forces_form(account, names, answers, &action));
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                {done()}
                <PageHeading title caption="Account"/>
                {link}
                {waiting}
                <SummaryList rows/>
                {change}
                {with_forces}
                {can_change.then(|| password(found, &action))}
                {access}
            </div>
        </div>
        {history(found)}
    }
    .into_any()
}

/// One step: tick forces and save. A senior leader's limit is lifted by a button of its own, and never by unticking the last force.
fn forces_form(account: &Account, names: &[ForceName], answers: &Answers, action: &str) -> AnyView {
    let sent = answers.value("do") == "forces";
    let chosen = |slug: &str| {
        if sent {
            answers.values("forces").any(|force| force == slug)
        } else {
            account.forces.iter().any(|force| force.as_str() == slug)
        }
    };
    let options: Vec<Choice> = choices(names, chosen);
    let leader = account.role == Role::SeniorLeader;
    let (heading, button) =
        if leader { ("Limit to forces", "Limit to these forces") } else { ("Forces", "Save forces") };
    let about = leader.then(|| {
        let words = if account.forces.is_empty() {
            "This person can see every force. To limit them, choose the forces that they may see."
        } else {
            "This person is limited to the forces below."
        };
        view! { <p class="govuk-body">{words}</p> }
    });
    let effect = limit_effect(account, names.len()).map(|words| view! { <InsetText>{words}</InsetText> });
    let lift = (leader && !account.forces.is_empty()).then(|| {
        let action = action.to_owned();
        view! {
            <form method="post" action=action>
                <input type="hidden" name="every_force" value="yes"/>
                <button type="submit" name="do" value="forces" class="govuk-button govuk-button--secondary">"Let this person see every force"</button>
            </form>
        }
    });
    let action = action.to_owned();
    view! {
        <h2 class="govuk-heading-m">{heading}</h2>
        {about}
        {effect}
        <form method="post" action=action>
            {FormView::new(FORCES, answers).offering("forces", options)}
            <button type="submit" name="do" value="forces" class="govuk-button govuk-button--secondary">{button}</button>
        </form>
        {lift}
    }
    .into_any()
}

/// Why the limit of an account keeps nothing from its person, or why one would not.
fn limit_effect(account: &Account, all: usize) -> Option<&'static str> {
    let public = request::access().public;
    if account.role == Role::SeniorLeader && account.forces.is_empty() && public {
        return Some(
            "A limit would have no effect here: everyone can read this service without signing in, so a senior leader can read about every force.",
        );
    }
    LimitWithoutEffect::of_limit(account.role, &account.forces, all, public).map(LimitWithoutEffect::in_words)
}

fn password(found: &AccountView, action: &str) -> AnyView {
    let is_authoriser = found.account.role == Role::Authoriser;
    let words = match (is_authoriser, found.link_allowed) {
        (true, true) => " A second person has agreed to one link for this account. It must be made within a week.",
        (true, false) => {
            " For an authoriser another administrator or an authoriser must agree first. The person sees a notice."
        }
        (false, _) => "",
    };
    let button = if found.link_allowed { "Make a one-time link" } else { "Ask for a one-time link" };
    let action = action.to_owned();
    view! {
        <h2 class="govuk-heading-m">"Password"</h2>
        <p class="govuk-body">"Only the person knows their password. A one-time link lets them choose a new one. The old one works until they do."{words}</p>
        <form method="post" action=action>
            <button type="submit" name="do" value="link" class="govuk-button govuk-button--secondary">{button}</button>
        </form>
    }
    .into_any()
}

fn enabling(account: &Account, own: bool) -> AnyView {
    if own {
        let words = "This is your own account. Another administrator must disable it.";
        return view! { <p class="govuk-body" id="do">{words}</p> }.into_any();
    }
    let (word, text) =
        if account.enabled { ("disable", "Disable this account") } else { ("enable", "Enable this account") };
    let class = if account.enabled { "govuk-button govuk-button--warning" } else { "govuk-button" };
    view! { <button type="submit" name="do" value=word class=class id="do">{text}</button> }.into_any()
}
