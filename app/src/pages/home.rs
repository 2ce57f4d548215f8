//! The overview: a leader's first screen. Six main points beside what was last said of each force; then where to look first, what comes
//! back, what was published, case files, what is known, deadlines and what moved.

use followup::view::overview::{Figures, NationalFigures, OverviewView};
use leptos::prelude::*;

use crate::{
    api::{about::read_service, forces::read_force_names, overview::read_overview},
    charts::Reading,
    components::{EmptyState, Link, PageHeading, PrintButton, grouped},
    error::PageError,
    page::{PageContent, page},
    point::{AskedPoint, PointForm, PointMark},
    request,
};

mod case_files;
mod deadlines;
mod first_look;
mod headlines;
mod ladder;
mod late;
mod latest;
mod limited;
mod map;
mod moved;
mod own_forces;
mod personal;
mod points;
mod published;
mod rows;
mod standing;
mod topics;

use rows::Rows;

const TITLE: &str = "Child protection in police forces";

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
    let main = if is_empty(&figures, &national) {
        view! { <PageHeading title=TITLE/> {own} {nothing(at)} }.into_any()
    } else {
        let reading = Reading::new(at.asked(), request::now()?, read_service().await?.synthetic);
        let map = map::section(&national.forces, reading, at)?;
        let standing = standing::section(&figures.headlines, reading, at)?;
        let body = content(&figures, &national, (own, map, standing), &rows).into_any();
        view! {
            <div class="app-page-head">
                <PageHeading title=title(national.ladder.forces)/>
                <PointForm at/>
            </div>
            {body}
        }
        .into_any()
    };
    let main = view! { <div class="app-overview">{main}</div> };
    Ok(PageContent::new("Overview", main).before(view! { <PointMark at/> }))
}

/// `Child protection in 43 police forces`.
fn title(forces: u64) -> String {
    format!("Child protection in {} police forces", grouped(forces))
}

fn is_empty(figures: &Figures, national: &NationalFigures) -> bool {
    national.ladder.visited == 0 && figures.headlines.alike.is_empty()
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

fn content(
    figures: &Figures,
    national: &NationalFigures,
    (own, map, standing): (Option<AnyView>, AnyView, Option<AnyView>),
    rows: &Rows,
) -> impl IntoView + use<> {
    let at = rows.at;
    let points = points::section(national, figures, at).into_any();
    let first = first_look::section(&national.forces, at);
    let topics = topics::section(&national.topics, at);
    let published = published::section(&national.visits, at);
    let case_files = case_files::section(national.case_files, &national.audits, at);
    let ladder = ladder::section(national.ladder, at).into_any();
    let deadlines = deadlines::section(figures, &national.deadlines, rows);
    // Where nobody has recorded a status, figures of statuses would be a row of zeros.
    let tiles = (standing.is_none() && national.claims.by_people > 0)
        .then(|| headlines::section(&figures.headlines, rows).into_any());
    let moved = moved::section(&figures.headlines, figures.latest.first(), rows);
    view! {
        <div class="app-overview__first">{points} {map}</div>
        {own}
        {standing}
        {first}
        <div class="app-overview__pair">{topics} {published}</div>
        <div class="app-overview__pair">{case_files} {ladder}</div>
        {deadlines}
        {tiles}
        {moved}
        <PrintButton/>
    }
}
