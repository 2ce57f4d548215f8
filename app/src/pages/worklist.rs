//! The worklist: what waits for the signed-in person, by reason, and what to do about each item.

use chrono::NaiveDate;
use followup::{
    account::Account,
    clock::{london_day, london_time},
    identity::Role,
    query::Query as _,
    view::worklist::{PER_PAGE, Worklist, WorklistQuery},
    worklist::Group,
};
use leptos::prelude::*;

use crate::{
    api::{
        error::ApiError,
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
    worklist_address::{PATH, href},
};

mod batch;
mod endings;
mod group;
mod item;
mod rounds;
mod selected;
mod to_do;
mod words;

use group::{section, table};
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
    let found = read_worklist(asked).await?;
    let title = match asked {
        WorklistQuery { group: None, .. } => "Worklist".to_owned(),
        WorklistQuery { group: Some(group), page: 1 } => format!("{group} – Worklist"),
        WorklistQuery { group: Some(group), page } => format!("{group}, page {page} – Worklist"),
    };
    let title = if unselected.is_some() { format!("Error: {title}") } else { title };
    let errors = unselected.as_ref().map(|Unselected { group, words }| {
        let errors = vec![Link::new(words.clone(), first_box(&found, *group))];
        view! { <ErrorSummary errors/> }
    });
    let past = at.asked().is_past();
    let saved = saved().await?;
    let rounds = rounds::in_progress(&account, asked).await?;
    let main = view! {
        {errors}
        {saved}
        {past.then(|| view! { <InsetText>"Your worklist always shows today, even if you were looking at an earlier date."</InsetText> })}
        <Content account found asked today unselected/>
        {rounds}
    };
    Ok(PageContent::new(title, main).before(above(asked.group, Some(today))))
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

#[component]
fn Content(
    account: Account,
    found: Worklist,
    asked: WorklistQuery,
    today: NaiveDate,
    unselected: Option<Unselected>,
) -> impl IntoView {
    match asked.group {
        Some(group) => view! { <OneGroup account found group page=asked.page today unselected/> }.into_any(),
        None => view! { <Whole account found today unselected/> }.into_any(),
    }
}

/// The beginning of every group; those with nothing in them are told in one sentence.
#[component]
fn Whole(account: Account, found: Worklist, today: NaiveDate, unselected: Option<Unselected>) -> impl IntoView {
    if found.items == 0 {
        return view! { <PageHeading title="Worklist"/> <Nothing account found/> }.into_any();
    }
    let several = found
        .lists
        .iter()
        .any(|list| list.above > 0)
        .then_some(" The most urgent come first. Each item is listed once.");
    let (empty, full): (Vec<_>, Vec<_>) = found.lists.into_iter().partition(|list| list.total == 0);
    let empty: Vec<Group> = empty.into_iter().map(|list| list.group).collect();
    let good_news = (!empty.is_empty()).then(|| view! { <p class="govuk-body">{nothing_is(&empty)}</p> });
    let sections = full.into_iter().map(|list| section(list, &account, today, unselected.as_ref())).collect_view();
    view! {
        <PageHeading title="Worklist"/>
        <p class="govuk-body">{counted(found.items)}{if found.items == 1 { " waits for you." } else { " wait for you." }}{several}</p>
        {good_news}
        {sections}
    }
    .into_any()
}

/// One group, page by page.
#[component]
fn OneGroup(
    account: Account,
    found: Worklist,
    group: Group,
    page: u32,
    today: NaiveDate,
    unselected: Option<Unselected>,
) -> impl IntoView {
    let list = found.lists.into_iter().next().filter(|list| list.total > 0);
    let rows = match list {
        None => view! {
            <EmptyState
                heading=nothing_is(&[group])
                body="You are up to date here."
                way_on=Link::new("The whole worklist", PATH)
            />
        }
        .into_any(),
        Some(list) => {
            let total = list.total;
            let noun = if total == 1 { "item" } else { "items" };
            view! {
                {table(list, &account, today, Some(page), unselected.as_ref())}
                <Pagination page total per_page=PER_PAGE noun href=move |number| href(group, number)/>
                <p class="govuk-body app-no-print"><a class="govuk-link" href=PATH>"The whole worklist"</a></p>
            }
            .into_any()
        }
    };
    view! { <PageHeading title=group.label() caption="Worklist"/> {rows} }
}

/// Nothing waits: good news, unless there is nothing that could.
#[component]
fn Nothing(account: Account, found: Worklist) -> impl IntoView {
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
            body=format!("You are up to date. {}", nothing_is(Group::of(account.role)))
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
