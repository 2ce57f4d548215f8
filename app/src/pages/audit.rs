//! The audit, for administrators: who did what, to what, when and from where.

use followup::{
    account::Account,
    clock::{london_hour, london_time},
    identity::Permission,
    query::Query as _,
    view::audit::{AuditEntry, AuditPage as Found, AuditQuery, AuditStart},
};
use leptos::prelude::*;

use crate::{
    api::{accounts::read_accounts, audit::read_audit},
    audit_in_words::{what, who},
    components::{
        BlockPagination, Breadcrumbs, CaptionSize, Column, DataTable, EmptyState, Link, PageHeading, TableCell,
        TableRow,
    },
    error::PageError,
    page::{PageContent, page},
    request::{self, QueryParams},
};

pub mod file;
mod filters;

use filters::filters;

/// Its path.
pub const PATH: &str = "/admin/audit";

/// `/admin/audit`.
#[component]
pub fn AuditPage() -> impl IntoView {
    page(async {
        let account = request::signed_in()?;
        if !Permission::ReadAudit.is_of(account.role) {
            return Err(PageError::forbidden("Only administrators can read the audit"));
        }
        let query = AuditQuery::parse(request::query().iter())?;
        let found = read_audit(query.clone()).await?;
        let accounts = read_accounts().await?;
        let items = vec![Link::new("Overview", "/"), Link::new("Accounts", "/admin/users")];
        let before = view! { <Breadcrumbs items current="Audit"/> };
        Ok(PageContent::new("Audit", content(&query, found, &accounts)).before(before))
    })
}

fn content(query: &AuditQuery, found: Found, accounts: &[Account]) -> AnyView {
    let rows = if found.entries.is_empty() { nothing(query) } else { entries(query, found) };
    view! {
        <PageHeading title="Audit"/>
        <p class="govuk-body">
            "Who signed in, read restricted text, exported, was refused or changed accounts. Changes to recommendations are in their own history."
        </p>
        {filters(&query.filter, accounts)}
        {rows}
    }
    .into_any()
}

/// The address of a part of the audit.
fn href_of(query: &AuditQuery) -> String {
    href_at(PATH, query)
}

fn href_at(path: &str, query: &AuditQuery) -> String {
    let pairs = query.to_pairs().into_iter();
    pairs.fold(QueryParams::default(), |query, (name, value)| query.and(name, value)).href(path)
}

fn nothing(query: &AuditQuery) -> AnyView {
    if *query == AuditQuery::default() {
        return view! { <EmptyState heading="Nothing yet" body="Nobody has done anything that the audit keeps."/> }
            .into_any();
    }
    let way_on = Link::new("Clear filters", PATH);
    let body =
        "Nothing that the audit keeps fits all filters. Entries that are older than the operator keeps them are gone.";
    view! { <EmptyState heading="No entry fits" body way_on/> }.into_any()
}

fn entries(query: &AuditQuery, found: Found) -> AnyView {
    let place = |entry: &AuditEntry, start: fn(_) -> AuditStart, words: &str| {
        let query = AuditQuery { start: start(entry.place()), ..query.clone() };
        Link::new(format!("{words} {}", london_time(entry.at)), href_of(&query))
    };
    let first = found.entries.first().filter(|_| found.has_newer);
    let previous = first.map(|entry| place(entry, AuditStart::After, "newer than"));
    let last = found.entries.last().filter(|_| found.has_older);
    let next = last.map(|entry| place(entry, AuditStart::Before, "older than"));
    let csv = href_at("/admin/audit.csv", &AuditQuery { start: AuditStart::Newest, ..query.clone() });
    let head = ["When", "Who", "What", "From"].map(Column::new).into();
    let rows = found.entries.into_iter().map(row).collect_view();
    view! {
        <DataTable caption="Entries of the audit, newest first" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
        <BlockPagination label="Entries of the audit" noun="entries" previous next/>
        <p class="govuk-body-s app-no-print">
            <a class="govuk-link" href=csv download="">"Download all entries that fit (CSV)"</a>
            ". The download is an entry too."
        </p>
    }
    .into_any()
}

fn row(entry: AuditEntry) -> impl IntoView {
    let when = match entry.attempts {
        Some(attempts) if attempts.count > 1 => {
            format!("{} to {}", london_time(entry.at), london_hour(attempts.last_at))
        }
        _ => london_time(entry.attempts.map_or(entry.at, |attempts| attempts.last_at)),
    };
    let sentence = what(&entry);
    let what = match link(&entry) {
        Some(href) => view! { <a class="govuk-link" href=href>{sentence}</a> }.into_any(),
        None => sentence.into_any(),
    };
    let request = entry.request_id.clone().map(|id| view! { <br/><span class="govuk-body-s">"Request "{id}</span> });
    let from = entry.address.clone().unwrap_or_else(|| "–".to_owned());
    view! {
        <TableRow>
            <TableCell label="When">{when}</TableCell>
            <TableCell label="Who">{who(&entry)}</TableCell>
            <TableCell label="What">{what}</TableCell>
            <TableCell label="From">{from}{request}</TableCell>
        </TableRow>
    }
}

/// The page of what an entry is about.
fn link(entry: &AuditEntry) -> Option<String> {
    if let Some(account) = entry.account.as_ref().filter(|account| !account.email.is_empty()) {
        return Some(format!("/admin/users/{}", account.id.0));
    }
    entry.subject.clone().filter(|subject| subject.starts_with("/recommendations/"))
}
