//! Progress: all measures of follow-up on one page, and each at an address of its own, alone or beside a second choice.

use followup::{
    progress::{measure::Measure, month::Month},
    view::forces::ForceName,
};
use leptos::prelude::*;

use crate::{
    api::{about::read_service, forces::read_force_names},
    chart_query::{ChartQuery, read_figure},
    charts::{Monthly, Reading},
    components::{
        Breadcrumbs, DrawnChart, EmptyState, Link, MeasureChart, PageHeading, PrintButton, SubNavigation,
        SubNavigationItem,
    },
    error::PageError,
    islands::{MonthSlider, MovingChart},
    page::{PageContent, page},
    point::{AskedPoint, PointForm, PointMark},
    request::{self, QueryParams},
};

mod address;
mod all;
mod choices;
mod compared;
mod nearest;
mod nothing_known;
mod steps;
mod waiting;

use address::Address;
use waiting::Waiting;

/// Its path.
pub(super) const PATH: &str = "/progress";

/// `/progress`.
#[component]
pub fn ProgressPage() -> impl IntoView {
    page(load())
}

/// One choice, read: its chart, or where there is something to chart instead.
struct Shown {
    chart: Option<DrawnChart>,
    moving: Option<MovingChart>,
    why_empty: Option<String>,
    nearest: Option<Link>,
    /// The same drawn for all of its months, where it is drawn for the last five years.
    all_months: Option<Link>,
    waiting: Option<Waiting>,
}

async fn load() -> Result<PageContent, PageError> {
    let now = request::now()?;
    let address = Address::parse(&request::query(), now)?;
    let synthetic = read_service().await?.synthetic;
    let reading = |asked: &ChartQuery| Reading::new(asked.at.asked(), now, synthetic);
    if address.is_of_all {
        let measures = all::read(&address, reading(&address.asked)).await?;
        let names = read_force_names().await?;
        let at = address.asked.at;
        let before = view! {
            <Breadcrumbs items=vec![Link::new("Overview", at.href("/"))] current="Progress"/>
            <PointMark at/>
        };
        return Ok(PageContent::new("Progress", all::content(&address, measures, names)).before(before));
    }
    let first = shown(&address, &address.asked, "", reading(&address.asked)).await?;
    let second = match &address.compared {
        Some(asked) => Some(shown(&address, asked, "second-", reading(asked)).await.map_err(address::of_second)?),
        None => None,
    };
    let names = read_force_names().await?;
    let title = match &first.chart {
        Some(chart) => format!("{} – Progress", chart.headline()),
        None => format!("{} – Progress", address.measure),
    };
    let at = address.asked.at;
    let above = vec![Link::new("Overview", at.href("/")), Link::new("Progress", address.of_all().href())];
    let before = view! {
        <Breadcrumbs items=above current=address.measure.label()/>
        <PointMark at/>
    };
    Ok(PageContent::new(title, content(&address, first, second, names, at)).before(before))
}

async fn shown(address: &Address, asked: &ChartQuery, place: &str, reading: Reading) -> Result<Shown, PageError> {
    let figure = read_figure(address.measure, asked).await?;
    let id = format!("{place}{}", address.measure.slug());
    let chart = DrawnChart::named(&id, figure.as_ref(), &asked.period.parameters(), reading, asked.at)?;
    let nearest = match &chart {
        Some(_) => None,
        None => nearest::with_data(address, asked).await?,
    };
    let monthly = figure.monthly().filter(|_| chart.is_some());
    let waiting = match &monthly {
        Some(Monthly::Gap(gap)) => waiting::read(asked, gap, &id).await?,
        _ => None,
    };
    let all_months = monthly.as_ref().filter(|figure| figure.months_before_drawing() > 0).and_then(|figure| {
        let first = Month::of(*figure.days().first()?);
        let href = address.with("measure", address.measure.slug()).with("from", &first.to_string()).href();
        Some(Link::new(format!("Draw all months since {}", first.in_words()), href))
    });
    let moving = monthly.map(|figure| {
        let files = asked
            .without_day()
            .iter()
            .fold(QueryParams::default(), |query, (name, value)| query.and(name, value.as_str()));
        let second = !place.is_empty();
        MovingChart {
            id,
            name: name_of(address, second).to_owned(),
            figure,
            reading,
            page: address.up_to_a_day(second),
            files: files.href("").trim_start_matches('?').to_owned(),
        }
    });
    Ok(Shown { chart, moving, why_empty: figure.why_empty(), nearest, all_months, waiting })
}

fn content(address: &Address, first: Shown, second: Option<Shown>, names: Vec<ForceName>, at: AskedPoint) -> AnyView {
    let measures = Measure::ALL.iter().map(|measure| SubNavigationItem {
        text: measure.label().to_owned(),
        href: address.of_measure(*measure).href(),
        current: *measure == address.measure,
    });
    let measures: Vec<_> = measures.collect();
    let charts = match second {
        None => chart(address, &address.asked, first).into_any(),
        Some(second) => {
            let without = address.alone().href();
            let asked = address.compared.clone().unwrap_or_else(|| address.asked.clone());
            view! {
                <p class="govuk-body">
                    {compared::in_words(&address.asked, &asked)} " "
                    <a class="govuk-link app-no-print" href=without>"Show the first alone"</a>
                </p>
                <div class="app-side-by-side">
                    <div>{chart(address, &address.asked, first)}</div>
                    <div>{chart(address, &asked, second)}</div>
                </div>
            }
            .into_any()
        }
    };
    let crosswalk = (address.measure == Measure::WhatRecurs).then(|| {
        let href = format!("{}#topics", at.href("/about-the-data"));
        view! { " Which topics of the two schemes count as the same: "<a class="govuk-link" href=href>"the crosswalk"</a>"." }
    });
    view! {
        <PageHeading title=address.measure.label()/>
        {choices::section(address, names)}
        {steps::section(address)}
        {charts}
        <PointForm at/>
        <p class="govuk-body app-prose">
            "How each figure is counted: "
            <a class="govuk-link" href=at.href("/about-the-data")>"about the data"</a>"."
            {crosswalk}
        </p>
        <SubNavigation label="Measures of progress" items=measures/>
        <PrintButton/>
    }
    .into_any()
}

/// What the page calls a chart of it.
fn name_of(address: &Address, second: bool) -> &'static str {
    match (&address.compared, second) {
        (None, _) => "the chart",
        (Some(_), false) => "the first chart",
        (Some(_), true) => "the second chart",
    }
}

/// A chart, or that there is nothing to chart and what has data.
fn chart(address: &Address, asked: &ChartQuery, shown: Shown) -> AnyView {
    if let Some(drawn) = shown.chart {
        let slider = shown.moving.map(|moving| view! { <MonthSlider moving/> });
        let all_months = shown.all_months.map(|Link { text, href }| {
            view! {
                <p class="govuk-body app-no-print">
                    "The drawing shows the last five years. "
                    <a class="govuk-link" href=href>{text}</a>
                    "."
                </p>
            }
        });
        let waiting = shown.waiting.map(|waiting| waiting::section(waiting, asked.at));
        return view! { {slider}<MeasureChart drawn/>{all_months}{waiting} }.into_any();
    }
    let body = shown.why_empty.unwrap_or_else(|| nothing_known::in_words(address.measure).to_owned());
    let body = format!("{body} That does not mean that nothing happened.");
    let way_on = shown.nearest.unwrap_or_else(|| {
        // A map of what is known of each force there is in any case.
        if address.measure == Measure::ForcesAtAGlance {
            return Link::new("What inspectors last said of each force", address.of_measure(Measure::LastSaid).href());
        }
        Link::new("What we know, and what is missing", asked.at.href("/about-the-data"))
    });
    view! { <EmptyState heading="Nothing to chart" body way_on/> }.into_any()
}
