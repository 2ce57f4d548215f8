//! Where the data are from, what is missing, and how every word and figure is to be read.

use followup::{counting::coverage::Ladder, progress::queries::SelectionQuery, view::about_the_data::AboutTheDataView};
use leptos::prelude::*;

use crate::{
    api::{about::read_about_the_data, progress::read_what_is_known},
    components::{
        Breadcrumbs, CaptionSize, Column, DataTable, Link, PageHeading, RowHeader, TableCell, TableRow, grouped,
    },
    error::PageError,
    page::{PageContent, page},
    point::{AskedPoint, PointMark},
    request,
};

mod missing;
mod rules;
mod words;

const OPEN_GOVERNMENT_LICENCE: &str = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

/// `/about-the-data`.
#[component]
pub fn AboutTheDataPage() -> impl IntoView {
    page(load())
}

async fn load() -> Result<PageContent, PageError> {
    let at = AskedPoint::of_request()?;
    // What is missing is counted over all forces.
    let about = match request::scope().only() {
        None => {
            let known = read_what_is_known(SelectionQuery::default(), at.into()).await?;
            Some((read_about_the_data(at.into()).await?, known.ladder))
        }
        Some(_) => None,
    };
    let before = view! {
        <Breadcrumbs items=vec![Link::new("Overview", at.href("/"))] current="About the data"/>
        <PointMark at/>
    };
    Ok(PageContent::new("About the data", view! { <About about at/> }).before(before))
}

const PARTS: [(&str, &str); 9] = [
    ("sources", "Sources and licence"),
    ("missing", "What we know, and what is missing"),
    ("dates", "Dates, and looking at the past"),
    ("statuses", "Statuses"),
    ("vocabularies", "Status words of our sources"),
    ("topics", "Topics of both schemes"),
    ("findings", "Findings and percentages"),
    ("deadlines", "Deadlines"),
    ("imports", "Imported files"),
];

#[component]
fn About(about: Option<(AboutTheDataView, Ladder)>, at: AskedPoint) -> impl IntoView {
    let limited = |id| {
        view! { {heading(id)} <p class="govuk-body">"This part is about all forces. You cannot see it, because your account is limited to some of them."</p> }.into_any()
    };
    let (missing, imports) = match about {
        Some((about, known)) => (missing::missing(&about, &known, at).into_any(), imports(&about).into_any()),
        None => (limited("missing"), limited("imports")),
    };
    let contents = PARTS.map(|(id, title)| {
        view! { <li><a class="govuk-link" href=format!("#{id}")>{title}</a></li> }
    });
    view! {
        <PageHeading title="About the data"/>
        <p class="govuk-body-l">"Where the facts come from, what we do not know, and how to read the words and figures."</p>
        <nav aria-labelledby="contents" class="app-no-print">
            <h2 class="govuk-heading-s" id="contents">"On this page"</h2>
            <ul class="govuk-list govuk-list--bullet">{contents.into_iter().collect_view()}</ul>
        </nav>
        {sources().into_any()}
        {missing}
        {rules::dates().into_any()}
        {words::statuses().into_any()}
        {words::vocabularies().into_any()}
        {words::topics().into_any()}
        {words::findings().into_any()}
        {rules::deadlines().into_any()}
        {imports}
    }
    .into_any()
}

/// The heading of one part, as the list of contents names it.
fn heading(id: &'static str) -> impl IntoView {
    let title = PARTS.into_iter().find(|(part, _)| *part == id).map_or("", |(_, title)| title);
    view! { <h2 class="govuk-heading-m" id=id>{title}</h2> }
}

fn sources() -> impl IntoView {
    view! {
        {heading("sources")}
        <p class="govuk-body">
            "The facts come from public reports, news and letters by HMICFRS, the police inspectorate of England and Wales, and from the press. Each page names its source. HMICFRS publishes under the "
            <a class="govuk-link" href=OPEN_GOVERNMENT_LICENCE>"Open Government Licence v3.0"</a>
            "."
        </p>
        <p class="govuk-body">"We shortened the wording of recommendations and findings, and gave them their references. This is not a service of HMICFRS or any police force, and they have not checked it."</p>
    }
}

fn imports(about: &AboutTheDataView) -> impl IntoView + use<> {
    let head = ["Recorded", "Kind", "File", "Begins with (SHA-256)"].map(Column::new).into();
    let rows = about.imports.iter().map(|file| {
        let recorded = file.recorded_at.format("%-d %B %Y, %H:%M UTC").to_string();
        let (kind, name, digest) = (file.kind.clone(), file.file_name.clone(), file.digest.clone());
        view! {
            <TableRow>
                <RowHeader>{recorded}</RowHeader>
                <TableCell label="Kind">{kind}</TableCell>
                <TableCell label="File">{name}</TableCell>
                <TableCell label="Begins with (SHA-256)"><code>{digest}</code></TableCell>
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    let more = about.imported_files.saturating_sub(about.imports.len() as u64);
    let more = (more > 0)
        .then(|| view! { <p class="govuk-body">{format!("We do not list {} older files.", grouped(more))}</p> });
    let table = if about.imports.is_empty() {
        view! { <p class="govuk-body">"No file has been imported."</p> }.into_any()
    } else {
        view! {
            <DataTable caption="Imported files, latest first" caption_size=CaptionSize::Hidden head stacked=true>
                {rows}
            </DataTable>
        }
        .into_any()
    };
    view! {
        {heading("imports")}
        <p class="govuk-body">"We list only files that changed something."</p>
        {table}
        {more}
    }
}
