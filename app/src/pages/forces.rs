//! The table of forces: what each one's rounds raised, how that stands, and what the last round said.

use followup::{
    query::Query as _,
    view::{
        forces::ForceRow,
        forces_filter::{Counted, ForcesFilter},
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
mod table;

use address::Address;
use filters::filters;
use table::table;

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
        <PageHeading title="Forces"/>
        <p class="govuk-body-l">
            "The territorial police forces of England and Wales, what inspectors raised with each, and what they said last. Every number opens the rows it counts."
        </p>
        <PointForm at=address.at/>
        <div class="app-filter-above">{filters(address).into_any()}</div>
        {found(address, rows).into_any()}
    }
    .into_any()
}

fn found(address: Address, rows: Vec<ForceRow>) -> AnyView {
    if rows.is_empty() {
        return nothing(address).into_any();
    }
    let count = rows.len() as u64;
    let file = |kind: &str| address.query().href(&format!("/forces.{kind}"));
    let (csv, xlsx, ods) = (file("csv"), file("xlsx"), file("ods"));
    view! {
        <p class="govuk-body">{grouped(count)}{if count == 1 { " force." } else { " forces." }}</p>
        <p class="govuk-body">
            "Open, overdue, the assurance gap (said done, not verified) and status not recorded count "
            {match address.filter.counted {
                Counted::Recommendations => "recommendations",
                Counted::AreasOfConcern => "areas of concern",
                Counted::Both => "recommendations and areas of concern together",
            }}
            ". Where nobody has recorded a status an item is neither open nor overdue, whatever a source last published of it."
        </p>
        <div class="app-dense">{table(address, rows)}</div>
        <p class="govuk-body app-no-print">
            <a class="govuk-link" href=csv download="">"Download these rows (CSV)"</a>
            ", as "
            <WorkbookLinks xlsx ods of="these rows"/>
        </p>
    }
    .into_any()
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
