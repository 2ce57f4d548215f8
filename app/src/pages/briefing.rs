//! The briefing: two pages for a leader, with an annex where it is asked for.

use chrono::NaiveDate;
use followup::{
    clock::london_day,
    progress::change::{Between, ChangeQuery, Changes},
};
use leptos::prelude::*;

use crate::{
    api::changes::read_changes,
    briefing::{self, Address, Briefing, Loaded},
    charts::{self, Charted as _, Reading, Report},
    components::{
        AsAtMark, Breadcrumbs, EmptyState, Link, PageHeading, PaperMark, PrintButton, WorkbookLinks, grouped,
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

pub(super) use blocks::table_of_section;
use blocks::{annex, section};

/// `/briefing`.
#[component]
pub fn BriefingPage() -> impl IntoView {
    page(load())
}

async fn load() -> Result<PageContent, PageError> {
    let now = request::now()?;
    let Loaded { briefing, map, address, reading, of, ends, all_forces, changes, .. } =
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
            let map = map.map(|map| drawn(&map, reading)).transpose()?;
            content(briefing, map, &address, form).into_any()
        }
    };
    Ok(PageContent::new("Briefing", main).before(before))
}

/// The map, drawn before the page begins, because drawing can fail.
fn drawn(map: &Report, reading: Reading) -> Result<AnyView, PageError> {
    let drawing = charts::page_svgs(map, reading, "last-said")? + &charts::sheet_svg(map, reading, "last-said")?;
    let headline = map.headline();
    Ok(view! {
        <section class="app-briefing__section app-briefing__map" aria-labelledby="map">
            <h2 class="govuk-heading-m" id="map">{headline}</h2>
            <div class="app-chart__drawing" inner_html=drawing></div>
        </section>
    }
    .into_any())
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

fn content(briefing: Briefing, map: Option<AnyView>, address: &Address, form: AnyView) -> impl IntoView + use<> {
    // On paper too where both are long.
    let is_moved = briefing.first_page.iter().any(|section| section.id == "moved" && section.table.is_some());
    let says = if is_moved { "app-briefing__pair app-briefing__pair--narrow" } else { "app-briefing__pair" };
    // Two tables of wordings share the width; one has all of it.
    let tables = briefing.second_page.iter().filter(|section| ["late", "claimed"].contains(&section.id));
    let lateness = if tables.filter(|section| section.table.is_some()).count() > 1 { "app-briefing__pair" } else { "" };
    let narrowed = briefing.narrowed.map(|words| view! { <p class="govuk-body">{words}</p> });
    let mut first_page = briefing.first_page.into_iter().map(section);
    let (say, moved, first) = (first_page.next(), first_page.next(), first_page.next());
    // As many sections as a briefing has, in their order.
    let mut second_page = briefing.second_page.into_iter().map(section);
    let (comes_back, late, claimed) = (second_page.next(), second_page.next(), second_page.next());
    let rest = second_page.collect_view();
    let looks = if map.is_some() { "app-briefing__pair app-briefing__pair--map" } else { "" };
    let annex = address.with_annex.then(|| annex(briefing.annex));
    view! {
        <PageHeading caption="Briefing" title=briefing.of/>
        <div class="app-briefing__head">
            <p class="govuk-body"><strong>{briefing.period}</strong></p>
            <p class="govuk-body">{briefing.mark}"."</p>
            {narrowed}
            {ways_on(address)}
            {form}
        </div>
        <div class=says>{say} {moved}</div>
        <div class=looks>{map} {first}</div>
        <div class="app-briefing__second">
            {comes_back}
            <div class=lateness>{late} {claimed}</div>
            <div class="app-briefing__pair app-briefing__pair--narrow">{rest}</div>
        </div>
        {annex}
        <PrintButton/>
    }
    .into_any()
}

/// The same of other periods, with its annex, and as files.
fn ways_on(address: &Address) -> AnyView {
    let to = address.period.to;
    let periods = [
        ("Month", Between::of_the_month(to)),
        ("Quarter", Between::of_the_quarter(to)),
        ("Year", Between::of_the_year(to)),
    ];
    let periods = periods.into_iter().enumerate().map(|(place, (words, period))| {
        let current = (period == address.period).then_some("true");
        let href = address.over(period).page();
        view! {
            {(place > 0).then_some(" · ")}
            <a class="govuk-link" href=href aria-current=current>{words}</a>
        }
    });
    let periods = periods.collect_view();
    let (words, other) = if address.with_annex { ("Without annex", false) } else { ("With annex", true) };
    let annex = address.with_annex(other).page();
    view! {
        <p class="govuk-body app-no-print">
            {periods}
            " · "
            <a class="govuk-link" href=annex>{words}</a>
            " · "
            <a class="govuk-link" href=address.pdf() download="">"Download this briefing (PDF)"</a>
            ", its tables as "
            <WorkbookLinks xlsx=address.workbook(Format::Xlsx) ods=address.workbook(Format::Ods) of="its tables"/>
        </p>
    }
    .into_any()
}

/// Why there is nothing to tell of, and what there is something of.
fn nothing(of: &str, way_on: Option<Link>, form: AnyView) -> impl IntoView + use<> {
    let way_on = way_on.unwrap_or_else(|| Link::new("About the data", "/about-the-data"));
    view! {
        <PageHeading caption="Briefing" title=of.to_owned()/>
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
