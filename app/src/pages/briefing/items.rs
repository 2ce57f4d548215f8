//! A complete list of a briefing: exactly the rows that one of its figures counts.

use chrono::NaiveDate;
use followup::{
    clock::london_day,
    progress::change::{Cell, ChangeList, ChangeListQuery, Group, Picked, Rows},
    view::change::{ChangeListView, PER_PAGE},
};
use leptos::prelude::*;

use super::blocks;
use crate::{
    api::changes::read_changed_items,
    briefing::{self, Address, Heading, Row, Table, happened},
    components::{Breadcrumbs, CaptionSize, EmptyState, Link, PageHeading, Pagination},
    error::PageError,
    page::{PageContent, page},
    phrase::Phrase,
    request,
};

/// `/briefing/items`.
#[component]
pub fn BriefingItemsPage() -> impl IntoView {
    page(load())
}

async fn load() -> Result<PageContent, PageError> {
    let (now, query) = (request::now()?, request::query());
    let (asked, asked_at) = briefing::parse(&query, now)?;
    let list = ChangeList::parse(query.iter())?;
    let found = read_changed_items(ChangeListQuery { changes: asked.clone(), list }, asked_at.into()).await?;
    let (address, _) = briefing::address(&asked, asked_at, found.report.changes.period, now)?;
    let (total, of) = (found.total, found.report.of.clone());
    let table = rows(found, list, &address, london_day(now));
    let title = title(list);
    let before = view! {
        <Breadcrumbs items=vec![Link::new("Overview", "/"), Link::new("Briefing", address.page())] current=title.clone()/>
    };
    let noun = list.record_type.counted(total);
    let body = if total == 0 {
        let way_on = Link::new("Back to the briefing", address.page());
        view! {
            <EmptyState heading="None" body="Nothing that our sources date is counted here between these two days." way_on/>
        }
        .into_any()
    } else {
        let page = list.page;
        let href = address.clone();
        view! {
            <div class="app-dense">{blocks::table(table, CaptionSize::Hidden, true)}</div>
            <Pagination page total per_page=PER_PAGE noun href=move |number| href.list_page(list, number)/>
        }
        .into_any()
    };
    let main = view! {
        <PageHeading caption=format!("Briefing: {of}") title=title.clone()/>
        <p class="govuk-body app-prose">{briefing::mark(&address)}"."</p>
        {body}
    };
    Ok(PageContent::new(format!("{title} – Briefing"), main.into_any()).before(before.into_any()))
}

/// What the rows are.
fn title(list: ChangeList) -> String {
    let of = list.record_type.plural();
    match list.picked {
        Picked::Undated { whole: true } => format!("{of} with no date, or one that has not come"),
        Picked::Undated { whole: false } => {
            format!("{of} with a finding, status or other fact that has no date, or one that has not come")
        }
        Picked::Items { change, before, after } => {
            let stood = |place: Cell, absent: &'static str| match place {
                Cell::Any => None,
                Cell::Absent => Some(absent),
                Cell::In(group) => Some(Group::label(group)),
            };
            let change = change.map(|change| change.label().to_lowercase());
            let before = stood(before, "not yet raised").map(|place| format!("before: {}", place.to_lowercase()));
            let after = stood(after, "no longer among these").map(|place| format!("after: {}", place.to_lowercase()));
            let said: Vec<_> = change.into_iter().chain(before).chain(after).collect();
            format!("{of}, {}", said.join(", "))
        }
    }
}

/// The rows of its page.
fn rows(found: ChangeListView, list: ChangeList, address: &Address, today: NaiveDate) -> Table {
    let ChangeListView { report, items, .. } = found;
    let changes = &report.changes;
    let (shown, looked_at): (Vec<_>, _) = match (list.rows(changes), list.picked) {
        (Rows::Items(items), picked) => {
            let change = match picked {
                Picked::Items { change, .. } => change,
                Picked::Undated { .. } => None,
            };
            let shown = items.into_iter().map(|item| (&item.reference, &item.force, happened(item, change)));
            (shown.collect(), address.period.to)
        }
        (Rows::Undated(undated), _) => {
            let shown = undated.into_iter().map(|item| {
                let what = if item.whole { "The item itself" } else { "A fact of it" };
                (&item.reference, &item.force, format!("{what} has no date, or one that has not come"))
            });
            // What has no date is shown as it stands now.
            (shown.collect(), today)
        }
    };
    let undated = matches!(list.picked, Picked::Undated { .. });
    let rows = shown.into_iter().map(|(reference, force, what)| {
        // What has no date is on no page of the past.
        let href = if undated { address.item_now(reference.as_str()) } else { address.item(reference.as_str()) };
        let summary = items.get(reference);
        let wording = summary.and_then(|summary| summary.wording.words()).unwrap_or_default().to_owned();
        let cells = [changes.force_name(force).to_owned(), wording, what].into_iter();
        let cells = cells.chain(briefing::freshness(summary, looked_at));
        Row::new(Phrase::link(reference.as_str(), href), cells.map(Phrase::plain).collect())
    });
    Table {
        caption: title(list),
        header: briefing::LISTED.map(Heading::words).into(),
        rows: rows.collect(),
        is_of_wordings: false,
    }
}
