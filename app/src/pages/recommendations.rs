//! The register: search, filters, order and pages of all recommendations and areas of concern, all in the address.

use followup::{
    finding::RecordType,
    query::Query as _,
    view::{
        register::{PER_PAGE, RegisterView},
        register_filter::RegisterFilter,
    },
};
use leptos::prelude::*;

use crate::{
    api::register::read_register,
    components::{Breadcrumbs, EmptyState, Link, PageHeading, Pagination},
    error::PageError,
    page::{PageContent, page},
    point::{AskedPoint, PointForm, PointMark},
    request,
};

mod address;
mod excerpt;
pub mod file;
mod filters;
mod orders;
mod searched;
mod summary;
mod table;
mod words;

use address::Address;
use filters::filters;
use orders::orders;
use searched::searched;
use summary::summary;
pub(crate) use table::ERASED;
use table::{Columns, table};

/// Its path.
pub const PATH: &str = "/recommendations";

/// `/recommendations`.
#[component]
pub fn RecommendationsPage() -> impl IntoView {
    page(load())
}

async fn load() -> Result<PageContent, PageError> {
    let at = AskedPoint::of_request()?;
    let filter = RegisterFilter::parse(request::query().iter())?;
    let found = read_register(filter.clone(), at.into()).await?;
    let title =
        if filter.page > 1 { format!("Recommendations, page {}", filter.page) } else { "Recommendations".to_owned() };
    let before = view! {
        <Breadcrumbs items=vec![Link::new("Overview", at.href("/"))] current="Recommendations"/>
        <PointMark at/>
    };
    let address = Address::new(filter, at);
    Ok(PageContent::new(title, view! { <Register address found at/> }).before(before))
}

#[component]
fn Register(address: Address, found: RegisterView, at: AskedPoint) -> impl IntoView {
    let total = found.total();
    let filters = filters(&address, &found);
    let searched = searched(&address, &found.search);
    let rows = if total == 0 {
        nothing(&address, at).into_any()
    } else {
        let (noun, page) = (noun(&found), address.filter().page);
        let columns = Columns::new(&found);
        view! {
            {summary(&address, &found, columns)}
            {orders(&address)}
            {table(&address, found, columns)}
            <Pagination page total per_page=PER_PAGE noun href=move |number| address.page(number)/>
        }
        .into_any()
    };
    view! {
        <div class="app-page-head">
            <PageHeading title="Recommendations and areas of concern"/>
            <PointForm at/>
        </div>
        {filters}
        {searched}
        {rows}
    }
}

/// What the rows are, in the number that fits them.
fn noun(found: &RegisterView) -> &'static str {
    match (found.recommendations, found.areas_of_concern) {
        (count, 0) => RecordType::Recommendation.counted(count),
        (0, count) => RecordType::AreaOfConcern.counted(count),
        _ => "items",
    }
}

/// Why there is nothing: no item fits the filters, or none existed then.
fn nothing(address: &Address, at: AskedPoint) -> impl IntoView + use<> {
    let past = at.asked().is_past();
    match (address.filter().parameters().is_empty(), past) {
        (true, false) => view! {
            <EmptyState
                heading="The register is empty"
                body="Nothing has been imported or entered yet."
                way_on=Link::new("About the data", "/about-the-data")
            />
        }
        .into_any(),
        (true, true) => view! {
            <EmptyState
                heading="Nothing was on the register then"
                body="We know of no recommendation or area of concern that had been published by that date. Those without a date are shown in the present only."
                way_on=Link::new("Show the present", PATH)
            />
        }
        .into_any(),
        (false, _) if address.filter().q.is_some() => view! {
            <EmptyState
                heading="No recommendation or area of concern fits"
                body="We searched every text that you may read. Check the spelling, or use fewer or other words."
                way_on=Link::new("Clear the filter", address.without_filters())
            />
        }
        .into_any(),
        (false, _) => view! {
            <EmptyState
                heading="No recommendation or area of concern fits"
                body="We know of none that has everything you chose. There may be one that nobody has published."
                way_on=Link::new("Clear the filter", address.without_filters())
            />
        }
        .into_any(),
    }
}
