//! One force: its chain of rounds, what they found, its items by topic, and what else its rounds published.

use followup::{
    finding::RecordType,
    force::{Force, ForceSlug, Nation, Region},
    view::force::{ForceView as Found, TopicCount},
};
use leptos::prelude::*;

use crate::{
    api::{about::read_service, forces::read_force},
    charts::Reading,
    components::{Breadcrumbs, DrawnChart, EmptyState, Link, MeasureChart, PageHeading, PrintButton},
    error::PageError,
    page::{PageContent, page},
    pages::progress,
    point::{AskedPoint, PointForm, PointMark},
    request,
};

mod counts;
mod deadlines;
mod drafts;
pub(super) mod monitoring;
pub(super) mod published;
mod rounds;
mod topics;

pub(super) use counts::{counted, found_in, items_href};
use deadlines::Deadlines;
use drafts::{Drafts, drafts_of};
use monitoring::MonitoringSection;
use published::{CaseAudits, GoodPracticeList, Grades};
use rounds::{Rounds, Undated};
use topics::Topics;

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
    let reading = Reading::new(at.asked(), request::now()?, read_service().await?.synthetic);
    let chart = DrawnChart::new(&found.findings, reading, at)?;
    let drafts = drafts_of(&slug, at).await?;
    let drafts = drafts.map(|drafts| view! { <Drafts drafts force=slug/> }.into_any());
    let name = found.force.name.clone();
    let items = vec![Link::new("Overview", at.href("/")), Link::new("Forces", at.href(FORCES))];
    let title = format!("{name} – Forces");
    let before = view! { <Breadcrumbs items current=name/> <PointMark at/> };
    Ok(PageContent::new(title, content(found, chart, drafts, at)).before(before))
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

fn content(found: Found, chart: Option<DrawnChart>, drafts: Option<AnyView>, at: AskedPoint) -> AnyView {
    let Found {
        force,
        rounds,
        undated,
        findings: _,
        topics,
        deadlines,
        monitoring,
        case_audits,
        grades,
        good_practice,
        items: _,
    } = found;
    let slug = force.slug.as_str().to_owned();
    let lead = lead(&force, rounds.len(), &topics_total(&topics), at);
    if rounds.is_empty() {
        let (heading, body) = if at.asked().is_past() {
            (
                "No round by then in our sources",
                "Our sources name no round of this force that is dated and had been published by then. That does not mean there was none.",
            )
        } else {
            (
                "No round in our sources",
                "Our sources name none. That does not mean that this force was never inspected.",
            )
        };
        let way_on = Link::new("What our sources hold and what is missing", at.href("/about-the-data"));
        return view! {
            {lead}
            <PointForm at/>
            // Where the table of forces counts no rounds, its 0 leads here.
            <div id="rounds"><EmptyState heading body way_on/></div>
            <Undated undated force=slug.clone()/>
            {drafts}
            <MonitoringSection standing=monitoring force=slug at/>
        }
        .into_any();
    }
    let name = force.name;
    let past = at.asked().is_past();
    let chart = chart.map_or_else(
        || view! { <NothingToChart name past/> }.into_any(),
        |drawn| view! { <MeasureChart drawn/> }.into_any(),
    );
    view! {
        {lead}
        <PointForm at/>
        <Rounds rounds force=slug.clone() at/>
        <Undated undated force=slug.clone()/>
        {drafts}
        {chart}
        <p class="govuk-body app-no-print">
            <a class="govuk-link" href=at.href_with(progress::PATH, &[("force", &slug)])>"More measures of progress, and comparison"</a>
        </p>
        <Topics topics force=slug.clone() at/>
        <Deadlines deadlines force=slug.clone() at/>
        <MonitoringSection standing=monitoring force=slug.clone() at/>
        <CaseAudits audits=case_audits force=slug.clone() at/>
        <Grades grades force=slug.clone() at/>
        <GoodPracticeList good_practice force=slug at/>
        <PrintButton/>
    }
    .into_any()
}

/// Who it is, and how much our sources hold of it.
fn lead(force: &Force, rounds: usize, items: &[u64; RecordType::ALL.len()], at: AskedPoint) -> AnyView {
    let place = match (force.nation, force.region) {
        (Nation::Wales, _) => "Wales".to_owned(),
        (nation, Region::London) => format!("London, {nation}"),
        (nation, region) => format!("{region}, {nation}"),
    };
    let place = format!("Police force in {place}. Area code of the Office for National Statistics: {}.", force.code);
    let held = (rounds > 0).then(|| {
        let rounds = if rounds == 1 { "1 round".to_owned() } else { format!("{rounds} rounds") };
        let slug = force.slug.as_str();
        let items = counted(items, |record_type| items_href(slug, record_type, &[], at));
        view! {
            <p class="govuk-body-l">
                "Our sources hold "
                <a class="govuk-link" href="#rounds">{rounds}</a>
                " of this force, and of what they raised "
                {items}
                "."
            </p>
        }
    });
    view! {
        <PageHeading title=force.name.clone() caption="Force"/>
        {held}
        <p class="govuk-body app-secondary">{place}</p>
    }
    .into_any()
}

fn topics_total(topics: &[TopicCount]) -> [u64; RecordType::ALL.len()] {
    let mut total = [0; RecordType::ALL.len()];
    for count in topics {
        total[count.record_type as usize] += count.items;
    }
    total
}

#[component]
fn NothingToChart(name: String, past: bool) -> impl IntoView {
    let here = if past { " in this view" } else { "" };
    view! {
        <h2 class="govuk-heading-m">"Findings across rounds"</h2>
        <p class="govuk-body">
            {format!("There is nothing to draw: our sources hold no item of {name} that a later round{here} could have spoken of.")}
        </p>
    }
}
