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
    components::{Breadcrumbs, EmptyState, Link, PageHeading, Pagination, WorkbookLinks, grouped},
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
pub(crate) use table::ERASED;
use table::table;

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
    let counts = counts(&address, &found);
    let filters = filters(&address, &found);
    let rows = if total == 0 {
        nothing(&address, at).into_any()
    } else {
        let noun = noun(&found);
        let file = |kind: &str| address.query().href(&format!("/recommendations.{kind}"));
        let (csv, xlsx, ods) = (file("csv"), file("xlsx"), file("ods"));
        let page = address.filter().page;
        view! {
            {table(&address, found.rows)}
            <Pagination page total per_page=PER_PAGE noun href=move |number| address.page(number)/>
            <p class="govuk-body app-no-print">
                <a class="govuk-link" href=csv download="">"Download all of these rows (CSV)"</a>
                ", as "
                <WorkbookLinks xlsx ods of="all of these rows"/>
            </p>
        }
        .into_any()
    };
    view! {
        <PageHeading title="Recommendations and areas of concern"/>
        <PointForm at/>
        <div class="app-filter-layout">
            {filters}
            <div>{counts} {rows}</div>
        </div>
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

/// How many there are; where both record types are shown, how many of each, since the two are not the same.
fn counts(address: &Address, found: &RegisterView) -> impl IntoView + use<> {
    let link = |record_type: RecordType, count: u64| {
        let href = address.with("record_type", record_type.slug());
        view! { <a class="govuk-link" href=href>{grouped(count)}" "{record_type.counted(count)}</a> }
    };
    let both = (found.recommendations > 0 && found.areas_of_concern > 0).then(|| {
        view! {
            ": "
            {link(RecordType::Recommendation, found.recommendations)}
            " and "
            {link(RecordType::AreaOfConcern, found.areas_of_concern)}
        }
    });
    let total = found.total();
    (total > 0).then(|| view! { <p class="govuk-body">{grouped(total)}" "{noun(found)}{both}"."</p> })
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
                body="No recommendation or area of concern in our sources had been published by that date. Those whose date is not known are shown in the present only."
                way_on=Link::new("Show the present", PATH)
            />
        }
        .into_any(),
        (false, _) => view! {
            <EmptyState
                heading="No recommendation or area of concern fits"
                body="None has everything that the filters ask for. That our sources hold none does not mean that there was none."
                way_on=Link::new("Clear filters", address.without_filters())
            />
        }
        .into_any(),
    }
}
