//! A complete list of a briefing: exactly the rows that one of its figures counts.

use chrono::NaiveDate;
use followup::{
    progress::change::{Cell, Changes, Group},
    reference::Reference,
    store::{
        Database,
        change::{self, Listed, Picked, Rows},
        clock::london_day,
    },
};
use leptos::prelude::*;

use super::blocks;
use crate::{
    briefing::{self, Address, Heading, Row, Span, Table, happened},
    components::{Breadcrumbs, CaptionSize, EmptyState, Link, PageHeading, Pagination},
    error::PageError,
    page::{PageContent, page},
    request,
};

/// How many rows a page shows.
const PER_PAGE: u32 = 25;

/// `/briefing/items`.
#[component]
pub fn BriefingItemsPage() -> impl IntoView {
    page(load())
}

async fn load() -> Result<PageContent, PageError> {
    let (database, now, query) = (request::database()?, request::now()?, request::query());
    let listed = Listed::parse(query.iter())?;
    let (told, address, _) = briefing::told(&database, &query, &request::scope(), now).await?;
    let total = match listed.rows(&told.changes) {
        Rows::Items(items) => items.len(),
        Rows::Undated(undated) => undated.len(),
    } as u64;
    let pages = total.div_ceil(u64::from(PER_PAGE)).max(1);
    if u64::from(listed.page) > pages {
        let allowed = format!("a whole number from 1 to {pages}");
        return Err(PageError::bad_parameter("page", listed.page.to_string(), allowed));
    }
    let table = rows(&database, &told.changes, listed, &address, london_day(now)).await?;
    let title = title(listed);
    let before = view! {
        <Breadcrumbs items=vec![Link::new("Overview", "/"), Link::new("Briefing", address.page())] current=title.clone()/>
    };
    let noun = listed.record_type.counted(total);
    let body = if total == 0 {
        let way_on = Link::new("Back to the briefing", address.page());
        view! {
            <EmptyState heading="None" body="Nothing that our sources date is counted here between these two days." way_on/>
        }
        .into_any()
    } else {
        let page = listed.page;
        let href = address.clone();
        view! {
            <div class="app-dense">{blocks::table(table, CaptionSize::Hidden, true)}</div>
            <Pagination page total per_page=PER_PAGE noun href=move |number| href.list_page(listed, number)/>
        }
        .into_any()
    };
    let main = view! {
        <PageHeading caption=format!("Change briefing: {}", told.of) title=title.clone()/>
        <p class="govuk-body app-prose">{briefing::mark(&address)}"."</p>
        {body}
    };
    Ok(PageContent::new(format!("{title} – Change briefing"), main.into_any()).before(before.into_any()))
}

/// What the rows are.
fn title(listed: Listed) -> String {
    let of = listed.record_type.plural();
    match listed.picked {
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
async fn rows(
    database: &Database,
    changes: &Changes,
    listed: Listed,
    address: &Address,
    today: NaiveDate,
) -> Result<Table, PageError> {
    let first = (listed.page as usize - 1) * PER_PAGE as usize;
    let (shown, day): (Vec<(&Reference, String, String)>, _) = match (listed.rows(changes), listed.picked) {
        (Rows::Items(items), picked) => {
            let change = match picked {
                Picked::Items { change, .. } => change,
                Picked::Undated { .. } => None,
            };
            let shown = items.into_iter().skip(first).take(PER_PAGE as usize);
            let shown =
                shown.map(|item| (&item.reference, changes.force_name(&item.force).to_owned(), happened(item, change)));
            (shown.collect(), address.period.to)
        }
        (Rows::Undated(undated), _) => {
            let shown = undated.into_iter().skip(first).take(PER_PAGE as usize);
            let what = |whole| {
                let what = if whole { "The item itself" } else { "A fact of it" };
                format!("{what} has no date, or one that has not come")
            };
            let shown =
                shown.map(|item| (&item.reference, changes.force_name(&item.force).to_owned(), what(item.whole)));
            (shown.collect(), followup::as_at::PRESENT)
        }
    };
    let references: Vec<&Reference> = shown.iter().map(|(reference, ..)| *reference).collect();
    let said = change::shown(database, &address.asked, day, &references).await?;
    let undated = matches!(listed.picked, Picked::Undated { .. });
    // What has no date is shown as it stands now.
    let looked_at = if undated { today } else { day };
    let rows = shown.into_iter().map(|(reference, force, what)| {
        // What has no date is on no page of the past.
        let href = if undated { address.item_now(reference.as_str()) } else { address.item(reference.as_str()) };
        let said = said.get(reference);
        let wording = said.and_then(|said| said.wording.words()).unwrap_or_default().to_owned();
        let cells = [force, wording, what].into_iter().chain(briefing::freshness(said, looked_at));
        Row { name: Span::link(reference.as_str(), href), cells: cells.map(Span::plain).collect() }
    });
    Ok(Table { caption: title(listed), header: briefing::LISTED.map(Heading::words).into(), rows: rows.collect() })
}
