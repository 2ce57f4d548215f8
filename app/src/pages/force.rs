//! One force: what inspectors said last, their visits, everything they asked for with what they found of it, and what else they
//! published.

use followup::{
    force::{Force, ForceSlug, Nation, Region},
    force_news::force_news,
    status::Status,
    view::force::ForceView as Found,
};
use leptos::prelude::*;

use crate::{
    api::forces::read_force,
    components::{Breadcrumbs, EmptyState, Link, PageHeading, PrintButton},
    error::PageError,
    force_in_words,
    page::{PageContent, page},
    pages::progress,
    point::{AskedPoint, PointForm, PointMark},
};

mod beside;
mod counts;
mod deadlines;
mod drafts;
mod grade_strip;
mod ledger;
pub(super) mod monitoring;
mod not_published;
mod praise;
pub(super) mod published;
mod visits;

pub(super) use counts::{counted, found_in, items_href};
use deadlines::Deadlines;
use drafts::{Drafts, drafts_of};
use grade_strip::GradeStrips;
pub(super) use ledger::{NOT_LOOKED_AT, NOT_MENTIONED};
use monitoring::MonitoringSection;
use praise::Praise;
use published::CaseAudits;
use visits::{Undated, Visits};

/// The path of the list of forces.
pub(super) const FORCES: &str = "/forces";

/// `/forces/{slug}`.
#[component]
pub fn ForcePage() -> impl IntoView {
    let given = leptos_router::hooks::use_params_map().get_untracked().get("slug").unwrap_or_default();
    page(load(given))
}

async fn load(given: String) -> Result<PageContent, PageError> {
    let at = AskedPoint::of_request()?;
    let slug = force_slug(&given, at)?;
    let found =
        read_force(given.clone(), at.into()).await.map_err(|error| error.or_not_found(|| unknown_force(&given, at)))?;
    let drafts = drafts_of(&slug, at).await?;
    let beside = beside::part(&slug, at).await?;
    let drafts = drafts.map(|drafts| view! { <Drafts drafts force=slug/> }.into_any());
    let name = found.force.name.clone();
    let items = vec![
        Link::new("Overview", at.href("/")),
        Link::new("Forces", at.href(FORCES)),
        Link::new(place_of(&found.force), at.href_with(FORCES, &[("region", found.force.region.slug())])),
    ];
    let title = format!("{name} – Forces");
    let before = view! { <Breadcrumbs items current=name/> <PointMark at/> };
    Ok(PageContent::new(title, content(found, beside, drafts, at)).before(before))
}

/// A force's name in an address. Parsing takes spaces off; a page has one address only.
pub(super) fn force_slug(given: &str, at: AskedPoint) -> Result<ForceSlug, PageError> {
    let slug = given.parse::<ForceSlug>().ok().filter(|slug| slug.as_str() == given);
    slug.ok_or_else(|| unknown_force(given, at))
}

/// No such force: the way on is the list of those there are.
pub(super) fn unknown_force(given: &str, at: AskedPoint) -> PageError {
    PageError::not_found(format!("A force with the address ‘{given}’"), at.href(FORCES), "Show all forces")
}

fn content(found: Found, beside: Option<AnyView>, drafts: Option<AnyView>, at: AskedPoint) -> AnyView {
    let slug = found.force.slug.as_str().to_owned();
    let undated = view! { <Undated undated=found.undated.clone() force=slug.clone()/> };
    if found.rounds.is_empty() {
        let then = if at.asked().is_past() { " by then" } else { "" };
        let heading = format!("No visit known{then}");
        let body = format!("We know of no visit to this force{then}. That does not mean that it was never inspected.");
        let way_on = Link::new("What the sources cover and what is missing", at.href("/about-the-data"));
        return view! {
            <PageHeading title=found.force.name.clone()/>
            <PointForm at/>
            // Where the table of forces counts no rounds, its 0 leads here.
            <div id="rounds"><EmptyState heading body way_on/></div>
            {undated}
            {drafts}
            <MonitoringSection standing=found.monitoring force=slug at/>
        }
        .into_any();
    }
    let today = at.point().today;
    let news = force_news(&found, today).map(|news| force_in_words::sentence(&news, &found.force.name, today));
    let (ledger, not_published) = (ledger::sections(&found, at), not_published::line(&found));
    let Found { force, rounds, deadlines, monitoring, case_audits, grades, good_practice, items, .. } = found;
    // Each item says when it is due. Counts tell more only where people follow items up here, or where there are many.
    let has_deadlines =
        items.len() > ledger::MAX_IN_FULL || items.iter().any(|item| item.status != Status::NotRecorded);
    let deadlines = has_deadlines.then(|| view! { <Deadlines deadlines force=slug.clone() at/> });
    let grades = (!grades.is_empty()).then(|| view! { <GradeStrips grades force=slug.clone() at/> });
    let audits = (!case_audits.is_empty()).then(|| view! { <CaseAudits audits=case_audits force=slug.clone() at/> });
    let praise = (!good_practice.is_empty()).then(|| view! { <Praise good_practice force=slug.clone() at/> });
    view! {
        <PageHeading title=force.name.clone()/>
        {news.map(|news| view! { <p class="app-news">{news}</p> })}
        <Visits rounds force=slug.clone() at/>
        <PointForm at/>
        {drafts}
        {grades}
        <div class="app-force">
            <div>{ledger}</div>
            <div>
                {beside}
                {praise}
                {not_published}
                <p class="govuk-body app-no-print">
                    <a class="govuk-link" href=at.href_with(progress::PATH, &[("force", &slug)])>"Progress of this force"</a>
                </p>
                <PrintButton/>
            </div>
        </div>
        {undated}
        {deadlines}
        <MonitoringSection standing=monitoring force=slug.clone() at/>
        {audits}
    }
    .into_any()
}

/// Where a force is: `South East, England`.
fn place_of(force: &Force) -> String {
    match (force.nation, force.region) {
        (Nation::Wales, _) => "Wales".to_owned(),
        (nation, Region::London) => format!("London, {nation}"),
        (nation, region) => format!("{region}, {nation}"),
    }
}
