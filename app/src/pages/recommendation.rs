//! One recommendation or area of concern: what was asked, how it stands, what rounds found, and its history.

use followup::view::{recommendation::RecommendationView, register::RegisterRow};
use leptos::prelude::*;

use crate::{
    api::{error::ApiError, recommendation::read_recommendation},
    components::{Breadcrumbs, InsetText, Link, PageHeading, PrintButton, SummaryRow},
    error::PageError,
    page::{PageContent, page},
    pages::recommendations::{ERASED, PATH},
    point::{AskedPoint, PointForm, PointMark},
    request,
};

mod evidence;
mod fact_in_words;
mod facts;
mod findings;
mod history;
mod history_filter;
mod lineage;
mod put_right;
mod told_by_force;
mod work;

pub(super) use evidence::{count as evidence_count, list as evidence_list};
use facts::Facts;
pub(super) use facts::source;
use findings::Findings;
use history::history;
use history_filter::HistoryFilter;

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
    let reference = found.row.reference.to_string();
    let items = vec![
        Link::new("Overview", at.href("/")),
        Link::new("Recommendations", at.href(PATH)),
        Link::new(found.row.force_name.clone(), at.href_with(PATH, &[("force", found.row.force.as_str())])),
    ];
    let title = format!("{reference} – Recommendations");
    let before = view! { <Breadcrumbs items current=reference/> <PointMark at/> };
    PageContent::new(title, view! { <Content found filter at/> }).before(before)
}

#[component]
fn Content(found: RecommendationView, filter: HistoryFilter, at: AskedPoint) -> impl IntoView {
    // Work stands on the present; a past view is for reading.
    let work = (!at.asked().is_past()).then(|| work::section(&found));
    let freshness = work::freshness(&found.row.work, at.point().today);
    let evidence = evidence::section(&found, !at.asked().is_past());
    let reader = request::reader();
    let told = [
        SummaryRow::new("Owner", told_by_force::owner(&found, &reader)),
        SummaryRow::new("Force’s own target", told_by_force::own_target(&found)),
    ];
    let RecommendationView { row, force_full_name, visits, history: entries, rounds, lineage, .. } = found;
    let path = format!("{PATH}/{}", row.reference);
    let history = history(entries, &rounds, &filter, &path, (&row.force, &reader), at);
    view! {
        <PageHeading title=row.reference.to_string() caption=row.record_type.label()/>
        <Wording row=row.clone()/>
        {work}
        {freshness}
        <PointForm at/>
        <Facts row=row.clone() told=told.into() force=force_full_name at/>
        <Findings row=row.clone() visits at/>
        {evidence}
        {lineage::section(lineage, at)}
        {history}
        <PrintButton/>
    }
}

#[component]
fn Wording(row: RegisterRow) -> impl IntoView {
    match row.wording {
        Some(wording) => view! { <p class="govuk-body-l app-wording">{wording}</p> }.into_any(),
        None => view! { <InsetText>{ERASED}". The wording held something that must not be kept; that it was erased is in the history."</InsetText> }.into_any(),
    }
}
