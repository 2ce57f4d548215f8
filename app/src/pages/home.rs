//! The overview: a leader's first screen. Where things stand with the change since the end of the month before, what moved,
//! what is late, what was found, what recurs, what came last; what waits for who signed in stands first.

use followup::{
    progress::{findings_across_rounds::Coverage, measure::Measure},
    view::overview::{Figures, NationalFigures, OverviewView},
};
use leptos::prelude::*;

use crate::{
    api::{forces::read_force_names, overview::read_overview},
    components::{EmptyState, Link, PageHeading, PrintButton, grouped},
    error::PageError,
    page::{PageContent, page},
    point::{AskedPoint, PointForm, PointMark},
    request,
};

mod found;
mod headlines;
mod inadequate;
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
    let OverviewView { figures, national } = read_overview(at.into()).await?;
    let scope = request::scope();
    let Some(national) = national else {
        let main = limited::content(scope.only().unwrap_or_default(), read_force_names().await?, figures, at);
        return Ok(PageContent::new("Your forces", main).before(view! { <PointMark at/> }));
    };
    let rows = Rows::new(None, at, figures.headlines.period);
    let own = personal::section(&rows).await?;
    let body = if is_empty(&figures, &national) {
        nothing(at).into_any()
    } else {
        content(figures, national, &rows).into_any()
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

fn is_empty(figures: &Figures, national: &NationalFigures) -> bool {
    national.with_rounds == 0 && figures.headlines.alike.is_empty()
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

fn content(figures: Figures, national: NationalFigures, rows: &Rows) -> impl IntoView + use<> {
    let at = rows.at;
    let NationalFigures { with_rounds, graded, findings, recurs } = national;
    let inadequate = inadequate::sentence(&graded, at);
    let lead = lead(with_rounds, recurs.coverage, at).into_any();
    let standing = headlines::section(&figures.headlines, rows).into_any();
    let moved = moved::section(&figures.headlines, rows);
    let late = late::section(&figures, rows).into_any();
    let found = found::section(&findings, at).into_any();
    let recurring = recurring::section(&recurs, at).into_any();
    let latest = latest::section(figures.latest, at).into_any();
    view! {
        {inadequate}
        {lead}
        <PointForm at/>
        {standing}
        <div class="app-overview__parts">
            <div>{found} {latest}</div>
            <div>{moved} {late} {recurring}</div>
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
