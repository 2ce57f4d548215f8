//! The national overview: how everything stands, what inspectors found, what is late, what recurs, what came last.

use followup::{
    progress::findings_across_rounds::Coverage,
    store::{
        forces,
        overview::{self, Forces, Overview},
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
mod recurring;
mod standing;

/// `/`.
#[component]
pub fn HomePage() -> impl IntoView {
    page(load())
}

async fn load() -> Result<PageContent, PageError> {
    let at = AskedPoint::of_request()?;
    let (database, now) = (request::database()?, request::now()?);
    let scope = request::scope();
    if scope.only().is_some() {
        return Ok(limited::content(&scope, forces::names(&database).await?, at));
    }
    let overview = overview::page(&database, at.point()).await?;
    let reading = Reading::new(at.asked(), now, database.holds_synthetic_data().await?);
    let chart = DrawnChart::new(&overview.findings, reading, at)?;
    Ok(PageContent::new("Overview", view! { <Content overview chart at/> }).before(view! { <PointMark at/> }))
}

#[component]
fn Content(overview: Overview, chart: Option<DrawnChart>, at: AskedPoint) -> impl IntoView {
    view! {
        <PageHeading title="Overview of England and Wales"/>
        {lead(overview.forces, at).into_any()}
        <PointForm at/>
        {headlines::section(&overview, at).into_any()}
        {standing::section(&overview, at).into_any()}
        {findings(chart, overview.findings.coverage, at).into_any()}
        {late::section(&overview, at).into_any()}
        {recurring::section(overview.recurring, at).into_any()}
        {latest::section(overview.latest, at).into_any()}
        <PrintButton/>
    }
    .into_any()
}

/// What the figures stand on, before any of them.
fn lead(forces: Forces, at: AskedPoint) -> impl IntoView {
    let with = |number: u64, value: &str| view! { <a class="govuk-link" href=at.href_with("/forces", &[("with", value)])>{grouped(number)}</a> };
    view! {
        <p class="govuk-body-l app-prose">
            "What inspectors of the National Child Protection Inspections asked of each police force, what they found when they came back, and what is late."
        </p>
        <p class="govuk-body app-prose">
            "Our sources are public and incomplete: they hold at least one round of "
            {with(forces.with_rounds, "rounds")}
            " of the "
            <a class="govuk-link" href=at.href("/forces")>{grouped(forces.all)}" forces"</a>
            ", and recommendations or areas of concern of "
            {with(forces.with_items, "items")}
            ". Where they are silent, nothing is inferred."
        </p>
    }
}

/// The chart, or why there is none.
fn findings(chart: Option<DrawnChart>, coverage: Option<Coverage>, at: AskedPoint) -> impl IntoView {
    let with_data = coverage.map(|coverage| {
        let count = u64::from(coverage.with_data);
        let words = if count == 1 { " force has" } else { " forces have" };
        let href = at.href_with("/forces", &[("with", "findings")]);
        view! { <p class="govuk-body"><a class="govuk-link" href=href>{grouped(count)}{words}" a finding in this chart"</a></p> }
    });
    match chart {
        Some(drawn) => view! {
            <MeasureChart drawn/>
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
