//! The worklist: what waits for the signed-in person, by reason, and what to do about each item.

use chrono::NaiveDate;
use followup::{
    account::Account,
    clock::{london_day, london_time},
    identity::Role,
    query::Query as _,
    view::{
        forces::ForceName,
        worklist::{PER_PAGE, Worklist, WorklistQuery},
    },
    worklist::{Group, Section},
};
use leptos::prelude::*;

use crate::{
    api::{
        error::ApiError,
        forces::read_force_names,
        worklist::{read_saved, read_worklist},
    },
    components::{
        Alert, AlertKind, Breadcrumbs, EmptyState, ErrorSummary, InsetText, Link, PageHeading, Pagination, PaperMark,
    },
    error::PageError,
    page::{PageContent, page},
    pages::recommendations,
    point::AskedPoint,
    request::{self, QueryParams},
    worklist_address::{PATH, href_of},
};

mod batch;
mod drafts;
mod duty;
mod endings;
mod filters;
mod group;
mod item;
mod rounds;
mod selected;
mod to_do;
mod words;

use group::{Shown, table};
pub use selected::{OFFERS, SELECTED_PATH, SelectedPage, changed, items};
pub(super) use words::{counted, nothing_is};

/// `/worklist`.
#[component]
pub fn WorklistPage() -> impl IntoView {
    page(load(None))
}

/// A selection of which nothing could be made: what is wrong with it, and in which group it was to be made.
#[derive(Debug, Clone)]
struct Unselected {
    group: Group,
    words: String,
}

/// Where the items of a group are told to be selected: its first box. That there is none is no reason to lead nowhere.
fn first_box(found: &Worklist, group: Group) -> String {
    let list = found.lists.iter().find(|list| list.group == group);
    match list.and_then(|list| list.items.first()) {
        Some(item) => format!("#{}", batch::id(item.row.reference.as_str(), group)),
        None => PATH.to_owned(),
    }
}

/// The worklist, or the part of it that is asked for; once more after a selection of which nothing could be made.
async fn load(unselected: Option<Unselected>) -> Result<PageContent, PageError> {
    let account = request::signed_in()?;
    let at = AskedPoint::of_request()?;
    if Group::of(account.role).is_empty() {
        let main = view! { <NoWorklist role=account.role/> };
        return Ok(PageContent::new("Worklist", main).before(above(None, None)));
    }
    let now = request::now()?;
    let today = london_day(now);
    let asked = WorklistQuery::parse(request::query().iter())?.of_role(account.role)?;
    let found = read_worklist(asked.clone()).await?;
    let names = if account.forces.len() == 1 { Vec::new() } else { read_force_names().await? };
    let ticked = request::query().get("select").and_then(|group| group.parse().ok());
    let title = match (asked.group, asked.page) {
        (None, _) => "Worklist".to_owned(),
        (Some(group), 1) => format!("{group} – Worklist"),
        (Some(group), page) => format!("{group}, page {page} – Worklist"),
    };
    let title = if unselected.is_some() { format!("Error: {title}") } else { title };
    let errors = unselected.as_ref().map(|Unselected { group, words }| {
        let errors = vec![Link::new(words.clone(), first_box(&found, *group))];
        view! { <ErrorSummary errors/> }
    });
    let past = at.asked().is_past();
    let saved = saved().await?;
    let rounds = rounds::in_progress(&account, &asked).await?;
    let group = asked.group;
    let main = view! {
        {errors}
        {saved}
        {past.then(|| view! { <InsetText>"Your worklist always shows today, even if you were looking at an earlier date."</InsetText> })}
        {content(found, &names, &Shown { account: &account, today, asked: &asked, ticked, unselected: unselected.as_ref() })}
        {rounds}
    };
    Ok(PageContent::new(title, main).before(above(group, Some(today))))
}

/// What the batch just sent led to, read from the record and not from the address.
async fn saved() -> Result<Option<AnyView>, PageError> {
    let Some(form) = request::query().get("form").map(str::to_owned) else { return Ok(None) };
    let saved = match read_saved(form).await {
        Err(ApiError::BadArgument { .. }) => return Ok(None),
        saved => saved?,
    };
    let Some(first) = saved.first() else { return Ok(None) };
    let references: Vec<_> = saved.iter().map(|one| one.reference.to_string()).collect();
    let number = counted(u64::try_from(saved.len()).unwrap_or(0));
    let text = format!("Saved for {number}, {}: {}.", london_time(first.recorded_at), references.join(", "));
    Ok(Some(view! { <Alert kind=AlertKind::Success text/> }.into_any()))
}

fn above(group: Option<Group>, today: Option<NaiveDate>) -> AnyView {
    let mut items = vec![Link::new("Overview", "/")];
    if group.is_some() {
        items.push(Link::new("Worklist", PATH));
    }
    let current = group.map_or("Worklist", Group::label);
    let paper = today.map(|today| view! { <PaperMark today/> });
    view! { <Breadcrumbs items current/> {paper} }.into_any()
}

fn content(found: Worklist, names: &[ForceName], shown: &Shown<'_>) -> AnyView {
    let line = filters::line(shown.asked, shown.account, names);
    match shown.asked.group {
        Some(group) => one_group(found, group, line, shown),
        None => whole(found, line, shown),
    }
}

/// The beginning of every section; those with nothing in them are told in one sentence. What waits for somebody else comes last.
fn whole(found: Worklist, line: Option<AnyView>, shown: &Shown<'_>) -> AnyView {
    let role = shown.account.role;
    let is_narrowed = shown.asked.force.is_some() || shown.asked.topic.is_some();
    let reasons = filters::reasons(&found, shown.asked, shown.account);
    let of_section = |section: Section| found.lists.iter().filter(move |list| list.group.section(role) == section);
    let empty: Vec<Group> = of_section(Section::Owed).filter(|list| list.total == 0).map(|list| list.group).collect();
    let full = |section: Section| {
        let lists = of_section(section).filter(|list| list.total > 0).cloned();
        lists.map(|list| group::section(list, shown)).collect::<Vec<_>>()
    };
    let (owed, elsewhere) = (full(Section::Owed), full(Section::Elsewhere));
    let summary = if found.items == 0 && is_narrowed {
        view! { <p class="govuk-body">"Nothing that you chose is waiting for you."</p> }.into_any()
    } else if found.items == 0 {
        nothing(shown.account, &found).into_any()
    } else {
        let waits = if found.items == 1 { " waits for you." } else { " wait for you." };
        let order = (found.items > 1).then_some(" The most urgent come first. Each item is listed once.");
        let good_news = (!empty.is_empty()).then(|| view! { <p class="govuk-body">{nothing_is(&empty)}</p> });
        view! { <p class="govuk-body">{counted(found.items)}{waits}{order}</p> {good_news} }.into_any()
    };
    let elsewhere = (!elsewhere.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-l" id="elsewhere">"Waiting for someone else"</h2>
            {elsewhere}
        }
    });
    view! {
        <PageHeading title="Worklist"/>
        {line}
        {summary}
        {reasons}
        {owed}
        {drafts::section(found.drafts)}
        {elsewhere}
    }
    .into_any()
}

/// One group, page by page.
fn one_group(found: Worklist, group: Group, line: Option<AnyView>, shown: &Shown<'_>) -> AnyView {
    let list = found.lists.into_iter().next().filter(|list| list.total > 0);
    let whole = href_of(&WorklistQuery { group: None, page: 1, ..shown.asked.clone() });
    let rows = match list {
        None => view! {
            <EmptyState
                heading=nothing_is(&[group])
                body="You are up to date here."
                way_on=Link::new("The whole worklist", whole)
            />
        }
        .into_any(),
        Some(list) => {
            let total = list.total.saturating_sub(u64::try_from(list.duties.len()).unwrap_or(0));
            let (page, asked) = (shown.asked.page, shown.asked.clone());
            let noun = if total == 1 { "item" } else { "items" };
            let href = move |page| href_of(&WorklistQuery { page, ..asked.clone() });
            view! {
                {table(list, shown)}
                {(total > 0).then(|| view! { <Pagination page total per_page=PER_PAGE noun href/> })}
                <p class="govuk-body app-no-print"><a class="govuk-link" href=whole>"The whole worklist"</a></p>
            }
            .into_any()
        }
    };
    view! { <PageHeading title=group.label() caption="Worklist"/> {line} {rows} }.into_any()
}

/// Nothing waits: good news, unless there is nothing that could.
fn nothing(account: &Account, found: &Worklist) -> impl IntoView + use<> {
    let forces = account.forces.iter().fold(QueryParams::default(), |query, force| query.and("force", force.as_str()));
    let register = forces.href(recommendations::PATH);
    if account.role == Role::ForceLiaisonOfficer && found.open == 0 {
        return view! {
            <EmptyState
                heading="You have no open items"
                body="We know of no open recommendation or area of concern for your forces. There may be some that are not public."
                way_on=Link::new("Everything we know about your forces", register)
            />
        }
        .into_any();
    }
    view! {
        <EmptyState
            heading="Nothing is waiting for you"
            body=format!("You are up to date. {}", nothing_is(&Group::in_section(account.role, Section::Owed).collect::<Vec<_>>()))
            way_on=Link::new("All recommendations", register)
        />
    }
    .into_any()
}

/// For those who read and do not act, or look after accounts: where to go instead.
#[component]
fn NoWorklist(role: Role) -> impl IntoView {
    let who = match role {
        Role::Administrator => "Administrators look after accounts and imports",
        _ => "Senior leaders read this register and do not change it",
    };
    let accounts = (role == Role::Administrator)
        .then(|| view! { <li><a class="govuk-link" href="/admin/users">"Accounts"</a></li> });
    view! {
        <PageHeading title="You have no worklist"/>
        <p class="govuk-body">{who}". You can go to:"</p>
        <ul class="govuk-list govuk-list--bullet">
            {accounts}
            <li><a class="govuk-link" href="/">"Overview"</a></li>
            <li><a class="govuk-link" href="/forces">"Forces"</a></li>
            <li><a class="govuk-link" href="/recommendations?deadline_state=overdue">"Overdue recommendations"</a></li>
            <li><a class="govuk-link" href="/recommendations?gap=yes">"Recommendations that forces say are done, not verified"</a></li>
        </ul>
    }
}
