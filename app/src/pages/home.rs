//! The overview: a leader's first screen. Where things stand with the change since the end of the month before, what moved,
//! what is late, what was found, what recurs, what came last; what waits for who signed in stands first.

use followup::{
    progress::{findings_across_rounds::Coverage, measure::Measure},
    store::{
        forces,
        overview::{self, Overview},
    },
};
use leptos::prelude::*;

use crate::{
    charts::Reading,
    components::{DrawnChart, EmptyState, Link, MeasureChart, PageHeading, PrintButton, grouped},
    error::PageError,
    page::{PageContent, page},
    point::{AskedPoint, PointForm, PointMark},
    request,
};

mod headlines;
mod late;
mod latest;
mod limited;
mod moved;
mod own_forces;
mod personal;
mod recurring;
mod rows;

use rows::Rows;

/// `/`.
#[component]
pub fn HomePage() -> impl IntoView {
    page(load())
}

async fn load() -> Result<PageContent, PageError> {
    let at = AskedPoint::of_request()?;
    let (database, now) = (request::database()?, request::now()?);
    let scope = request::scope();
    if let Some(only) = scope.only() {
        let (names, figures) = (forces::names(&database).await?, overview::of_forces(&database, only, at.point()).await?);
        let main = limited::content(only, names, figures, at);
        return Ok(PageContent::new("Your forces", main).before(view! { <PointMark at/> }));
    }
    let overview = overview::page(&database, at.point()).await?;
    let rows = Rows::new(None, at, overview.figures.headlines.period);
    let own = personal::section(&rows).await?;
    let reading = Reading::new(at.asked(), now, database.holds_synthetic_data().await?);
    let chart = DrawnChart::new(&overview.findings, reading, at)?;
    let body = if is_empty(&overview) {
        nothing(at).into_any()
    } else {
        content(overview, chart, &rows).into_any()
    };
    let main = view! {
        <div class="app-overview">
            <PageHeading title="Overview of England and Wales"/>
            {own}
            {body}
        </div>
    };
    Ok(PageContent::new("Overview", main).before(view! { <PointMark at/> }))
}

fn is_empty(overview: &Overview) -> bool {
    overview.with_rounds == 0 && overview.figures.headlines.alike.is_empty()
}

/// What to do about a register that holds nothing, or nothing by then.
fn nothing(at: AskedPoint) -> impl IntoView {
    let (heading, body, way_on) = if at.asked().as_at.is_some() {
        (
            "Our sources hold nothing by then",
            "No round had been published by this date. Choose a later date, or look at the present.",
            Link::new("Show the present", "/"),
        )
    } else {
        (
            "This register is empty",
            "Nothing has been imported into it. Whoever runs this service fills it with “ncpi import”: the forces first, then \
             rounds, recommendations and findings.",
            Link::new("About the data", at.href("/about-the-data")),
        )
    };
    view! {
        <PointForm at/>
        <EmptyState heading body way_on/>
    }
}

fn content(overview: Overview, chart: Option<DrawnChart>, rows: &Rows) -> impl IntoView + use<> {
    let at = rows.at;
    let Overview { figures, with_rounds, findings: found, recurs } = overview;
    let lead = lead(with_rounds, recurs.coverage, at).into_any();
    let standing = headlines::section(&figures.headlines, rows).into_any();
    let moved = moved::section(&figures.headlines, rows);
    let late = late::section(&figures, rows).into_any();
    let findings = findings(chart, found.coverage, at).into_any();
    let recurring = recurring::section(&recurs, at).into_any();
    let latest = latest::section(figures.latest, at).into_any();
    view! {
        {lead}
        <PointForm at/>
        {standing}
        <div class="app-overview__parts">
            <div>{findings}</div>
            <div>{moved} {late} {recurring} {latest}</div>
        </div>
        <PrintButton/>
    }
}

/// What the figures stand on, before any of them.
fn lead(with_rounds: u64, coverage: Option<Coverage>, at: AskedPoint) -> impl IntoView {
    let Coverage { with_data, forces } = coverage.unwrap_or(Coverage { with_data: 0, forces: 0 });
    let with = |number: u64, value: &str| view! { <a class="govuk-link" href=at.href_with("/forces", &[("with", value)])>{grouped(number)}</a> };
    let glance = at.href_with("/progress", &[("measure", Measure::ForcesAtAGlance.slug())]);
    view! {
        <p class="govuk-body">
            "Our sources are public and incomplete: they hold at least one round of "
            {with(with_rounds, "rounds")}
            " of the "
            <a class="govuk-link" href=at.href("/forces")>{grouped(u64::from(forces))}" forces"</a>
            ", and recommendations or areas of concern of "
            {with(u64::from(with_data), "items")}
            ". Where they are silent, nothing is inferred. "
            <a class="govuk-link app-no-print" href=glance>"All forces at a glance"</a>
        </p>
    }
}

/// The chart, or why there is none.
fn findings(chart: Option<DrawnChart>, coverage: Option<Coverage>, at: AskedPoint) -> impl IntoView {
    let with_data = coverage.map(|coverage| {
        let count = u64::from(coverage.with_data);
        let words = if count == 1 { " force has" } else { " forces have" };
        let href = at.href_with("/forces", &[("with", "findings")]);
        let more = at.href_with("/progress", &[("measure", Measure::FindingsAcrossRounds.slug())]);
        view! {
            <p class="govuk-body app-no-print">
                <a class="govuk-link" href=href>{grouped(count)}{words}" a finding in this chart"</a>
                ". "
                <a class="govuk-link" href=more>"The same by force, region or topic"</a>
            </p>
        }
    });
    match chart {
        Some(drawn) => view! {
            <MeasureChart drawn folded=true/>
            {with_data}
        }
        .into_any(),
        None => view! {
            <EmptyState
                heading="No findings to chart"
                body="Our sources hold no later round of a force with recommendations or areas of concern, so there is nothing to compare."
                way_on=Link::new("All forces", at.href("/forces"))
            />
        }
        .into_any(),
    }
}
