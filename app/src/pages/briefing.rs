//! The change briefing: what moved between two days, on two pages for a leader, with every force as an annex.

use chrono::NaiveDate;
use followup::{
    clock::london_day,
    progress::change::{ChangeQuery, Changes},
};
use leptos::prelude::*;

use crate::{
    api::changes::read_changes,
    briefing::{self, Address, Briefing, Loaded},
    components::{
        AsAtMark, Breadcrumbs, DrawnChart, EmptyState, Link, MeasureChart, PageHeading, PaperMark, PrintButton,
        WorkbookLinks, grouped,
    },
    error::PageError,
    page::{PageContent, page},
    request,
    workbook::Format,
};

mod blocks;
mod form;
mod items;

pub use items::BriefingItemsPage;

use blocks::{annex, part, sentence};

/// `/briefing`.
#[component]
pub fn BriefingPage() -> impl IntoView {
    page(load())
}

async fn load() -> Result<PageContent, PageError> {
    let now = request::now()?;
    let Loaded { briefing, charts, months, address, reading, at, of, ends, all_forces, changes } =
        briefing::load(&request::query(), now).await?;
    let today = london_day(now);
    let form = form::form(&address, &all_forces, &ends).into_any();
    let before = before(&address, today).into_any();
    let main = match briefing {
        None => {
            let way_on = nearest(&address, &changes).await?;
            nothing(&of, way_on, form).into_any()
        }
        Some(briefing) => {
            let mut drawn = Vec::with_capacity(charts.len());
            for chart in charts {
                let measure = chart.measure();
                let months = if measure.is_of_months() { months.parameters() } else { Vec::new() };
                drawn.extend(DrawnChart::named(measure.slug(), &*chart, &months, reading, at)?);
            }
            content(briefing, drawn, &address, form).into_any()
        }
    };
    Ok(PageContent::new("Change briefing", main).before(before))
}

/// Breadcrumbs and, of the past, the mark that says so.
fn before(address: &Address, today: NaiveDate) -> impl IntoView + use<> {
    let mark = if address.is_past(today) {
        let words = briefing::mark(address);
        view! { <AsAtMark words present_href=address.of_today()/> }.into_any()
    } else {
        view! { <PaperMark today/> }.into_any()
    };
    view! {
        <Breadcrumbs items=vec![Link::new("Overview", "/")] current="Briefing"/>
        {mark}
    }
}

fn content(briefing: Briefing, charts: Vec<DrawnChart>, address: &Address, form: AnyView) -> impl IntoView + use<> {
    let notes = briefing.notes.into_iter().map(|note| view! { <li>{sentence(note)}</li> }).collect_view();
    let parts = briefing.parts.into_iter().map(part).collect_view();
    let charts = charts.into_iter().map(|drawn| view! { <MeasureChart drawn/> }).collect_view();
    let annex = annex(briefing.annex).into_any();
    view! {
        <PageHeading caption="Change briefing" title=briefing.of/>
        <p class="govuk-body-l app-prose">{briefing.headline}</p>
        <p class="govuk-body app-prose">{briefing.mark}"."</p>
        <p class="govuk-body app-no-print">
            <a class="govuk-link" href=address.pdf() download="">"Download this briefing (PDF)"</a>
            ", its tables as "
            <WorkbookLinks xlsx=address.workbook(Format::Xlsx) ods=address.workbook(Format::Ods) of="its tables"/>
        </p>
        {form}
        <ul class="govuk-list govuk-list--bullet app-prose">{notes}</ul>
        {parts}
        {charts}
        {annex}
        <PrintButton/>
    }
    .into_any()
}

/// Why there is nothing to tell of, and what there is something of.
fn nothing(of: &str, way_on: Option<Link>, form: AnyView) -> impl IntoView + use<> {
    let way_on = way_on.unwrap_or_else(|| Link::new("About the data", "/about-the-data"));
    view! {
        <PageHeading caption="Change briefing" title=of.to_owned()/>
        {form}
        <EmptyState
            heading="Our sources hold nothing of these on either day"
            body="No recommendation or area of concern of what you chose had a date by then, so there is nothing to compare. That our sources hold none does not mean that there was none."
            way_on
        />
    }
    .into_any()
}

/// The nearest to what was asked of which our sources do hold something on those days: without topic and kind of round, then
/// the region, then all.
async fn nearest(address: &Address, changes: &Changes) -> Result<Option<Link>, PageError> {
    if request::scope().only().is_some() {
        return Ok(Some(Link::new("Show your forces", "/")));
    }
    let undated = changes.undated.len() as u64;
    if undated > 0 {
        let href = address.register_today();
        return Ok(Some(Link::new(
            format!("Show the {} with no date, or one that has not come", grouped(undated)),
            href,
        )));
    }
    for wider in address.wider() {
        // Of more than one force no round says when the period begins or ends, but its two days do.
        let query = ChangeQuery::between(address.period, wider.clone());
        let report = read_changes(query, address.known_at_argument()).await?;
        if !report.changes.is_empty() {
            return Ok(Some(Link::new(format!("Show {}", report.of), address.of(&wider))));
        }
    }
    Ok(None)
}
