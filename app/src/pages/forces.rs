//! The table of forces: what was last said of each, where to look first, and what is late.

use followup::{
    query::Query as _,
    view::{
        forces::ForceRow,
        forces_filter::{ForcesFilter, With},
    },
};
use leptos::prelude::*;

use crate::{
    api::forces::read_forces,
    components::{Breadcrumbs, EmptyState, Link, PageHeading, WorkbookLinks, grouped},
    error::PageError,
    page::{PageContent, page},
    point::{AskedPoint, PointForm, PointMark},
    request,
};

mod address;
pub mod file;
mod filters;
pub(super) mod last_said;
mod orders;
mod statuses;
mod table;
mod unlisted;

use address::Address;
use filters::filters;
use table::{Drawn, table};

/// Its path.
pub const PATH: &str = "/forces";

/// `/forces`.
#[component]
pub fn ForcesPage() -> impl IntoView {
    page(load())
}

async fn load() -> Result<PageContent, PageError> {
    let at = AskedPoint::of_request()?;
    let query = request::query();
    let filter = ForcesFilter::parse(query.iter())?;
    let rows = read_forces(filter, at.into()).await?;
    let before = view! {
        <Breadcrumbs items=vec![Link::new("Overview", at.href("/"))] current="Forces"/>
        <PointMark at/>
    };
    let address = Address { filter, at };
    Ok(PageContent::new("Forces", view! { <Forces address rows/> }).before(before))
}

#[component]
fn Forces(address: Address, rows: Vec<ForceRow>) -> impl IntoView {
    view! {
        <div class="app-page-head">
            <PageHeading title="Forces"/>
            <PointForm at=address.at/>
        </div>
        {filters(address).into_any()}
        {found(address, rows).into_any()}
    }
    .into_any()
}

fn found(address: Address, rows: Vec<ForceRow>) -> AnyView {
    if rows.is_empty() {
        return nothing(address).into_any();
    }
    let counted = address.filter.counted;
    let count = rows.len() as u64;
    let news = news(address, &rows);
    let (unlisted, listed): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| unlisted::is_unlisted(row, counted));
    let drawn = Drawn::new(address, &listed);
    let table = (!listed.is_empty()).then(|| {
        let statuses = statuses::sentence(&listed, counted, drawn);
        view! {
            {orders::orders(address, drawn).into_any()}
            {table(address, drawn, &listed)}
            {statuses.map(|statuses| view! { <p class="govuk-body-s app-forces__end">{statuses}</p> })}
        }
        .into_any()
    });
    let unlisted = unlisted::sentences(&unlisted, address.at);
    let file = |kind: &str| address.query().href(&format!("/forces.{kind}"));
    let (csv, xlsx, ods) = (file("csv"), file("xlsx"), file("ods"));
    view! {
        {news}
        {table}
        {unlisted}
        <p class="govuk-body-s app-forces__end app-no-print">
            {grouped(count)}
            {if count == 1 { " force. " } else { " forces. " }}
            <a class="govuk-link" href=csv download="">"Download these rows (CSV)"</a>
            ", as "
            <WorkbookLinks xlsx ods of="these rows"/>
        </p>
    }
    .into_any()
}

/// In how many of the forces something was of concern last, where the page of exactly these can be asked for.
fn news(address: Address, rows: &[ForceRow]) -> Option<AnyView> {
    let is_narrowed = !matches!(address.filter.with, None | Some(With::ConcernAtLastVisit));
    let looked_at = rows.iter().any(|row| row.banded.last_found.iter().any(|of| of.all() > 0));
    if is_narrowed || !looked_at {
        return None;
    }
    let concern = rows.iter().filter(|row| row.has_concern()).count() as u64;
    let sentence = "had something still of concern when inspectors last looked";
    let news = if concern == 0 {
        format!("No force {sentence}").into_any()
    } else {
        let forces = if concern == 1 { "force" } else { "forces" };
        let href = address.with(With::ConcernAtLastVisit);
        view! { <a class="govuk-link" href=href>{format!("{} {forces}", grouped(concern))}</a> " " {sentence} }
            .into_any()
    };
    Some(view! { <p class="app-forces__news">{news}</p> }.into_any())
}

/// Why there is nothing: no force fits the filters, or none was recorded then.
fn nothing(address: Address) -> impl IntoView {
    match (address.filter.parameters().is_empty(), address.at.asked().is_past()) {
        (false, _) => view! {
            <EmptyState
                heading="No force fits"
                body="None has everything that the filters ask for. That our sources hold nothing does not mean that there was nothing."
                way_on=Link::new("Clear filters", address.without_filters())
            />
        },
        (true, true) => view! {
            <EmptyState
                heading="No force had been recorded then"
                body="As our records stood then, they held no force yet."
                way_on=Link::new("Show the present", PATH)
            />
        },
        (true, false) => view! {
            <EmptyState
                heading="No force is recorded yet"
                body="Nothing has been imported or entered yet."
                way_on=Link::new("About the data", "/about-the-data")
            />
        },
    }
}
