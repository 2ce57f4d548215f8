//! One recommendation or area of concern: what was asked, what inspectors found last, who says what, and its history.

use followup::{fact::Fact, identity::Audience, view::recommendation::RecommendationView};
use leptos::prelude::*;

use crate::{
    api::{error::ApiError, recommendation::read_recommendation},
    components::{Breadcrumbs, InsetText, Link, PageHeading, PrintButton},
    error::PageError,
    page::{PageContent, page},
    pages::{
        force::FORCES,
        recommendations::{ERASED, PATH},
    },
    point::{AskedPoint, PointForm, PointMark},
    request,
    shortened_text::shortened,
};

mod deadline;
mod evidence;
mod fact_in_words;
mod force_account;
mod found;
mod history;
mod history_filter;
mod history_run;
mod lineage;
mod not_public;
mod origin;
mod put_right;
mod sides;
mod time_line;
mod work;

pub(super) use evidence::{count as evidence_count, list as evidence_list};
pub(super) use found::{section as found_section, whose as whose_finding};
pub(super) use history::{entry_date, entry_texts, entry_title};

use history::history;
use history_filter::HistoryFilter;

/// The most letters of the wording in the title of the document, which has little room in a tab or a list of results.
const LONGEST_IN_TITLE: usize = 70;

/// `/recommendations/{reference}`.
#[component]
pub fn RecommendationPage() -> impl IntoView {
    let given = leptos_router::hooks::use_params_map().get_untracked().get("reference").unwrap_or_default();
    page(load(given))
}

async fn load(given: String) -> Result<PageContent, PageError> {
    let at = AskedPoint::of_request()?;
    let filter = HistoryFilter::of_request()?;
    let unknown = || {
        PageError::not_found(format!("A recommendation called ‘{given}’"), at.href(PATH), "Search all recommendations")
    };
    match read_recommendation(given.clone(), at.into()).await {
        Ok(found) => Ok(content(found, filter, at)),
        Err(ApiError::NotAtThisPoint { .. }) => {
            let what = format!("{given} had not been raised, or has no known date, so in this view it");
            Err(PageError::not_found(what, format!("{PATH}/{given}"), format!("Show {given} in the present")))
        }
        Err(error) => Err(error.or_not_found(unknown)),
    }
}

fn content(found: RecommendationView, filter: HistoryFilter, at: AskedPoint) -> PageContent {
    let row = &found.row;
    let (reference, force, topic) = (&row.reference, row.force.as_str(), row.topic);
    let items = vec![
        Link::new(row.force_name.clone(), at.href(&format!("{FORCES}/{force}"))),
        Link::new(topic.label(), at.href_with(PATH, &[("force", force), ("topic", topic.slug())])),
    ];
    let current = format!("{reference} ({})", row.record_type.label().to_lowercase());
    let title = format!("{reference}: {} – Recommendations", shortened(wording(&found), LONGEST_IN_TITLE));
    let before = view! { <Breadcrumbs items current/> <PointMark at/> };
    PageContent::new(title, view! { <Content found filter at/> }).before(before)
}

fn wording(found: &RecommendationView) -> &str {
    found.row.wording.as_deref().unwrap_or(ERASED)
}

#[component]
fn Content(found: RecommendationView, filter: HistoryFilter, at: AskedPoint) -> impl IntoView {
    let reader = request::reader();
    // Work is done on the present; a past view is for reading.
    let present = !at.asked().is_past();
    let saved = work::saved(&found).filter(|_| present);
    let is_new_evidence = saved.is_some_and(|saved| matches!(saved.fact, Fact::EvidenceAdded { .. }));
    let saved = saved.map(|saved| work::saved_alert(saved, &found));
    let actions = present.then(|| work::actions(&found)).flatten();
    let erased = found.row.wording.is_none().then(|| {
        view! { <InsetText>"The wording was erased because we must not keep something in it. The history shows when."</InsetText> }
    });
    let reads_all = reader.may_read(Audience::Force, &found.row.force);
    let latest = found::latest(&found.visits).and_then(|(finding, visit)| Some((finding, visit.happened?)));
    let deadline = deadline::sentence(&found.row.deadline, latest);
    let not_public = not_public::sentence(&found, deadline.is_some(), &reader);
    let deadline = deadline.map(|words| view! { <p class="govuk-body"><strong>"Deadline: "</strong>{words}</p> });
    let not_public = not_public.map(|words| view! { <p class="govuk-body app-secondary">{words}</p> });
    let (title, reference) = (wording(&found).to_owned(), found.row.reference.to_string());
    let first = found::section(&found, at);
    let time_line = time_line::section(&found, at);
    let sides = sides::section(&found, &reader, at);
    let origin = origin::sentence(&found, at);
    let evidence = evidence::section(&found.history, is_new_evidence, reads_all);
    let RecommendationView { row, history: entries, rounds, lineage, .. } = found;
    let path = format!("{PATH}/{reference}");
    let history = history(entries, &rounds, &filter, &path, (&row.force, &reader), at);
    view! {
        <PageHeading title reference/>
        {erased}
        {saved}
        {actions}
        {first}
        {time_line}
        {sides}
        {deadline}
        {origin}
        {not_public}
        {lineage::section(lineage, at)}
        {evidence}
        {history}
        <PointForm at/>
        <PrintButton/>
    }
}
