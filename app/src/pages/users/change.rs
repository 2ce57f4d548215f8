//! The form by which an account is changed, and what it would change before it is saved.

use followup::{
    account::{Account, Assignment, ForcesOf, LimitWithoutEffect, forces_of},
    identity::Role,
    view::forces::ForceName,
};
use leptos::prelude::*;

use super::{USERS, administrator, choices};
use crate::{
    api::{accounts::read_account, forces::read_force_names},
    components::{Breadcrumbs, ErrorSummary, Link, PageHeading, SummaryList, SummaryRow},
    error::PageError,
    fields::account::CHANGE,
    form::{Answers, account, view::FormView},
    form_state::FormState,
    page::{PageContent, page},
    pages::account::forces_in_words,
    request,
};

/// `/admin/users/{id}/change`.
#[component]
pub fn ChangeUserPage() -> impl IntoView {
    let id = leptos_router::hooks::use_params_map().get_untracked().get("id").unwrap_or_default();
    page(async move {
        let by = administrator()?;
        let unknown = || PageError::not_found("An account with this address", USERS, "All accounts");
        let found = read_account(id).await.map_err(|error| error.or_not_found(unknown))?.account;
        if found.demonstration {
            return Err(PageError::forbidden("This is a demonstration account: it stays as it is"));
        }
        let answers = Answers::of_request();
        let names = read_force_names().await?;
        let name = found.email.to_string();
        let href = format!("{USERS}/{}", found.id.0);
        let items = vec![Link::new("Overview", "/"), Link::new("Accounts", USERS), Link::new(name, href)];
        let before = view! { <Breadcrumbs items current="Change"/> };
        let is_check = matches!(use_context::<FormState>(), Some(FormState::Check(_)));
        let (title, content) = if is_check {
            ("Check the change".to_owned(), check(&found, &names, answers, by.id == found.id))
        } else {
            (answers.title("Change an account"), write(&found, &names, answers))
        };
        Ok(PageContent::new(title, content).before(before))
    })
}

fn action(account: &Account) -> String {
    format!("{USERS}/{}/change", account.id.0)
}

fn write(account: &Account, names: &[ForceName], answers: Answers) -> AnyView {
    let sent = !answers.is_empty();
    let answers = if sent {
        answers
    } else {
        answers
            .starting("email", account.email.as_str())
            .starting("name", account.name.clone())
            .starting("role", account.role.slug())
    };
    let chosen = |slug: &str| {
        if sent {
            answers.values("forces").any(|force| force == slug)
        } else {
            account.forces.iter().any(|force| force.as_str() == slug)
        }
    };
    let forces = choices(names, chosen);
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let form = FormView::new(CHANGE, &answers);
    let fields = CHANGE.iter().map(|field| match field.name {
        "forces" => form.offering("forces", forces.clone()),
        name => form.field(name),
    });
    let fields = fields.collect_view();
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title="Change an account" caption=account.email.to_string()/>
                <form method="post" action=action(account) novalidate>
                    {fields}
                    <button type="submit" name="button" value="check" class="govuk-button">"Continue"</button>
                </form>
            </div>
        </div>
    }
    .into_any()
}

/// Old and new, and what follows from it.
fn check(old: &Account, names: &[ForceName], mut answers: Answers, own: bool) -> AnyView {
    let Some(new) = account::change(&mut answers) else { return write(old, names, answers) };
    let in_words = |assignment: &Assignment| {
        let account = Account { role: assignment.role(), forces: assignment.forces().to_vec(), ..old.clone() };
        match (forces_in_words(&account, names), forces_of(assignment.role())) {
            (forces, _) if !forces.is_empty() => forces,
            (_, ForcesOf::AnyNumber) => "Every force".to_owned(),
            _ => "None".to_owned(),
        }
    };
    let old_forces = Assignment::without_idle_forces(old.role, old.forces.clone())
        .map_or_else(|_| String::new(), |of| in_words(&of));
    let role = new.assignment.role();
    let pairs = [
        ("Email address", old.email.to_string(), new.email.to_string()),
        ("Name", old.name.clone(), new.name.as_str().to_owned()),
        ("Role", old.role.label().to_owned(), role.label().to_owned()),
        ("Forces", old_forces, in_words(&new.assignment)),
    ];
    let rows = pairs.into_iter().map(|(key, old, new)| {
        let value = if old == new { format!("{new} (no change)") } else { format!("{new} (was: {old})") };
        SummaryRow::new(key, value)
    });
    let rows = rows.collect();
    let effects = effects(old, &new.assignment, names.len(), own);
    let effects = effects.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    let kept = answers
        .given()
        .filter(|(name, _)| *name != "button")
        .map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> })
        .collect_view();
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                <PageHeading title="Check the change" caption=old.email.to_string()/>
                <SummaryList rows/>
                <h2 class="govuk-heading-m">"What happens"</h2>
                <ul class="govuk-list govuk-list--bullet">{effects}</ul>
                <form method="post" action=action(old) novalidate>
                    {kept}
                    <div class="govuk-button-group">
                        <button type="submit" name="button" value="save" class="govuk-button">"Save the change"</button>
                        <button type="submit" name="button" value="change" class="govuk-button govuk-button--secondary">"Change answers"</button>
                    </div>
                </form>
            </div>
        </div>
    }
    .into_any()
}

/// What follows from a change, one sentence each.
fn effects(old: &Account, new: &Assignment, all_forces: usize, own: bool) -> Vec<String> {
    let mut words = Vec::new();
    if new.role() == Role::Authoriser && old.role != Role::Authoriser {
        words.push(
            "The role changes once another administrator or an authoriser agrees. Until then role and forces stay as they are.".to_owned(),
        );
        words.push("One-time links that were made before will stop working.".to_owned());
    } else if new.role() != old.role {
        words.push("The role changes at once, also where the person is signed in.".to_owned());
    }
    if !old.forces.is_empty() && forces_of(new.role()) == ForcesOf::None {
        let role = new.role().label().to_lowercase();
        words.push(format!("The forces of this account are cleared, because the role of {role} has none."));
    }
    let limit = LimitWithoutEffect::of_limit(new.role(), new.forces(), all_forces, request::access().public);
    words.extend(limit.map(|limit| limit.in_words().to_owned()));
    words.push(if own {
        "Old and new values are kept in the audit.".to_owned()
    } else {
        "The person sees a notice on their next page. Old and new values are kept in the audit.".to_owned()
    });
    words
}
