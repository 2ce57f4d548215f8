//! What rounds singled out as effective, by topic and force, for others to learn from.

use followup::{
    force::{ForceSlug, Region},
    query::Query as _,
    topic::Topic,
    view::good_practice::{AskedTopic, GoodPractice, GoodPracticeFilter, GoodPracticeView as Found, PER_PAGE},
};
use leptos::prelude::*;

use crate::{
    api::good_practice::read_good_practice,
    components::{
        Breadcrumbs, CaptionSize, Choice, Column, DataTable, EmptyState, FilterLine, Link, PageHeading, Pagination,
        RowHeader, SelectField, TableCell, TableRow,
    },
    error::PageError,
    page::{PageContent, page},
    point::{AskedPoint, PointForm, PointMark},
    request,
};

/// Its path.
const PATH: &str = "/good-practice";

/// What stands where a source puts something under no topic.
const NO_TOPIC: &str = "No topic named in the source";

/// `/good-practice`.
#[component]
pub fn GoodPracticePage() -> impl IntoView {
    page(load())
}

async fn load() -> Result<PageContent, PageError> {
    let at = AskedPoint::of_request()?;
    let query = request::query();
    let pairs: Vec<(&str, &str)> = query.iter().collect();
    let filter = GoodPracticeFilter::parse(pairs.iter().copied())?;
    let found = read_good_practice(filter.clone(), at.into()).await?;
    let title =
        if filter.page > 1 { format!("Good practice, page {}", filter.page) } else { "Good practice".to_owned() };
    let before = view! {
        <Breadcrumbs items=vec![Link::new("Overview", at.href("/"))] current="Good practice"/>
        <PointMark at/>
    };
    Ok(PageContent::new(title, view! { <List filter found at/> }).before(before))
}

/// The address of the list with other parameters than these chosen.
fn href(filter: &GoodPracticeFilter, at: AskedPoint, without: &str, page: u32) -> String {
    let page = page.to_string();
    let chosen = [
        ("topic", filter.topic.map(AskedTopic::slug)),
        ("force", filter.force.as_ref().map(ForceSlug::as_str)),
        ("region", filter.region.map(Region::slug)),
        ("page", (page != "1").then_some(page.as_str())),
    ];
    let kept: Vec<(&str, &str)> = chosen
        .into_iter()
        .filter(|(name, _)| *name != without)
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    at.href_with(PATH, &kept)
}

#[component]
fn List(filter: GoodPracticeFilter, found: Found, at: AskedPoint) -> impl IntoView {
    let filters = filters(&filter, &found, at);
    let rows = if found.rows.is_empty() {
        let nothing_asked = filter.topic.is_none() && filter.force.is_none() && filter.region.is_none();
        let body = match (nothing_asked, at.asked().is_past()) {
            (false, _) => "We know of no good practice that fits these filters. There may have been some.",
            (true, true) => "We know of no good practice published by then.",
            (true, false) => "We know of none yet. There may have been some.",
        };
        let way_on = if nothing_asked {
            Link::new("About the data", at.href("/about-the-data"))
        } else {
            Link::new("Clear filters", at.href(PATH))
        };
        view! { <EmptyState heading="No good practice known" body way_on/> }.into_any()
    } else {
        let (total, page) = (found.total, filter.page);
        let noun = if total == 1 { "example of good practice" } else { "examples of good practice" };
        view! {
            {table(found.rows, at)}
            <Pagination page total per_page=PER_PAGE noun href=move |number| href(&filter, at, "page", number)/>
        }
        .into_any()
    };
    view! {
        <PageHeading title="Good practice"/>
        <p class="govuk-body-l">"Work that inspectors found effective, for other forces to learn from."</p>
        <PointForm at/>
        {filters}
        {rows}
    }
    .into_any()
}

fn filters(filter: &GoodPracticeFilter, found: &Found, at: AskedPoint) -> impl IntoView + use<> {
    let topics = Topic::ALL.iter().map(|topic| {
        Choice::new(topic.slug(), topic.with_scheme().to_string(), filter.topic == Some(AskedTopic::Topic(*topic)))
    });
    let not_named = Choice::new(AskedTopic::NotNamed.slug(), NO_TOPIC, filter.topic == Some(AskedTopic::NotNamed));
    let topics = [Choice::new("", "Any topic", filter.topic.is_none())].into_iter().chain(topics).chain([not_named]);
    let forces = found.forces.iter().map(|(slug, name)| {
        Choice::new(slug.as_str(), name.as_str(), filter.force.as_ref().is_some_and(|force| force.as_str() == slug))
    });
    let forces = [Choice::new("", "Any force", filter.force.is_none())].into_iter().chain(forces);
    let regions =
        Region::ALL.iter().map(|region| Choice::new(region.slug(), region.label(), filter.region == Some(*region)));
    let regions = [Choice::new("", "Any region", filter.region.is_none())].into_iter().chain(regions);
    let (topics, forces, regions): (Vec<_>, Vec<_>, Vec<_>) = (topics.collect(), forces.collect(), regions.collect());
    let selected = selected(filter, found, at);
    view! {
        <FilterLine action=PATH selected clear_href=at.href(PATH) keep=at.parameters()>
            <SelectField name="topic" label="Topic" options=topics/>
            <SelectField name="force" label="Force" options=forces/>
            <SelectField name="region" label="Region" options=regions/>
        </FilterLine>
    }
}

fn selected(filter: &GoodPracticeFilter, found: &Found, at: AskedPoint) -> Vec<Link> {
    let topic = filter.topic.map(|topic| match topic {
        AskedTopic::Topic(topic) => format!("Topic: {}", topic.with_scheme()),
        AskedTopic::NotNamed => NO_TOPIC.to_owned(),
    });
    let force = filter.force.as_ref().and_then(|force| found.forces.iter().find(|(slug, _)| slug == force.as_str()));
    [
        ("topic", topic),
        ("force", force.map(|(_, name)| format!("Force: {name}"))),
        ("region", filter.region.map(|region| format!("Region: {region}"))),
    ]
    .into_iter()
    .filter_map(|(name, words)| Some(Link::new(words?, href(filter, at, name, 1))))
    .collect()
}

fn table(rows: Vec<GoodPractice>, at: AskedPoint) -> impl IntoView {
    let head = vec![
        Column::new("What it was").sized("app-good-practice__summary"),
        Column::new("Force").sized("app-good-practice__force"),
        Column::new("Visit").sized("app-good-practice__visit"),
    ];
    let rows = rows.into_iter().map(move |row| {
        let force_href = at.href(&format!("/forces/{}", row.force));
        let round_href = at.href(&format!("/forces/{}/rounds/{}", row.force, row.round.slug));
        let summary = row.summary.words().unwrap_or_default().to_owned();
        let topic = row.topic.map_or_else(|| NO_TOPIC.to_owned(), |topic| topic.with_scheme().to_string());
        let source = (!row.source_url.is_empty()).then(|| {
            let about = format!(" of what {} did", row.force_name);
            view! { <br/> <a class="govuk-link" href=row.source_url>"Source"<span class="govuk-visually-hidden">{about}</span></a> }
        });
        view! {
            <TableRow>
                <RowHeader>
                    <span class="govuk-!-font-weight-regular" dir="auto">{summary}</span>
                    <br/>
                    <span class="app-secondary govuk-!-font-weight-regular">{topic}</span>
                </RowHeader>
                <TableCell label="Force"><a class="govuk-link" href=force_href>{row.force_name}</a></TableCell>
                <TableCell label="Visit">
                    <a class="govuk-link" href=round_href>{row.round.title()}</a>
                    {source}
                </TableCell>
            </TableRow>
        }
    });
    view! {
        <DataTable caption="Good practice, by topic and force" caption_size=CaptionSize::Hidden head stacked=true>
            {rows.collect_view()}
        </DataTable>
    }
}
