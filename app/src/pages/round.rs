//! One round of a force: what it raised, its findings on earlier items, what else it published.

use followup::view::{published::DatedRound, round::RoundView as Found};
use leptos::prelude::*;

use crate::{
    api::{
        error::{ApiError, Sought},
        rounds::read_round,
    },
    components::{
        BlockPagination, Breadcrumbs, IdentityBar, Link, PageHeading, PrintButton, SourceLink, SummaryList, SummaryRow,
    },
    error::PageError,
    page::{PageContent, page},
    pages::force::{
        FORCES,
        published::{CaseAudits, GoodPracticeList, Grades},
        unknown_force,
    },
    point::{AskedPoint, PointForm, PointMark},
};

mod earlier;
mod raised;

use earlier::Earlier;
use raised::Raised;

/// `/forces/{slug}/rounds/{round}`.
#[component]
pub fn RoundPage() -> impl IntoView {
    let given = leptos_router::hooks::use_params_map().get_untracked();
    page(load(given.get("slug").unwrap_or_default(), given.get("round").unwrap_or_default()))
}

async fn load(force: String, given: String) -> Result<PageContent, PageError> {
    let at = AskedPoint::of_request()?;
    let found = read_round(force.clone(), given.clone(), at.into()).await.map_err(|error| match error {
        ApiError::NotFound { kind: Sought::Force, .. } => unknown_force(&force, at),
        error => error.or_not_found(|| unknown_round(&force, &given, at)),
    })?;
    let name = found.force.name.clone();
    let round_title = found.name.title();
    let items = vec![
        Link::new("Overview", at.href("/")),
        Link::new("Forces", at.href(FORCES)),
        Link::new(name.clone(), at.href(&format!("{FORCES}/{force}"))),
    ];
    let title = format!("{round_title} – {name} – Forces");
    let before = view! { <Breadcrumbs items current=round_title/> <PointMark at/> };
    Ok(PageContent::new(title, content(found, at)).before(before))
}

/// In a view of the past the round may only not have been there yet, or have no date to be there by.
fn unknown_round(force: &str, given: &str, at: AskedPoint) -> PageError {
    if at.asked().is_past() {
        let what = format!("In this view, a round of ‘{force}’ with the address ‘{given}’");
        PageError::not_found(what, format!("{FORCES}/{force}/rounds/{given}"), "Look for it in the present")
    } else {
        let what = format!("A round of ‘{force}’ with the address ‘{given}’");
        PageError::not_found(what, format!("{FORCES}/{force}"), "Show all rounds of this force")
    }
}

fn content(found: Found, at: AskedPoint) -> AnyView {
    let facts = facts(&found);
    let Found { force, name, previous, next, raised, earlier, grades, case_audits, good_practice, .. } = found;
    let slug = force.slug.as_str().to_owned();
    let first = previous.is_none();
    let neighbour =
        |round: DatedRound| Link::new(round.title(), at.href(&format!("{FORCES}/{slug}/rounds/{}", round.slug)));
    let (previous, next) = (previous.map(neighbour), next.map(neighbour));
    let series = format!("Rounds of {}", force.name);
    let bar = vec![("Region".to_owned(), force.region.to_string()), ("Nation".to_owned(), force.nation.to_string())];
    view! {
        <IdentityBar title=force.name facts=bar/>
        <PageHeading title=name.title() caption="Round"/>
        <PointForm at/>
        {facts}
        <Raised raised force=slug.clone() round=name.slug.clone() at/>
        <Earlier earlier force=slug.clone() round=name.slug first at/>
        <CaseAudits audits=case_audits force=slug.clone() at/>
        <Grades grades force=slug.clone() at/>
        <GoodPracticeList good_practice force=slug at/>
        <PrintButton/>
        <BlockPagination label=series noun="round" previous next/>
    }
    .into_any()
}

fn facts(found: &Found) -> AnyView {
    let DatedRound { kind, published, fieldwork, .. } = &found.name;
    let date = |date: &Option<_>| date.as_ref().map_or_else(|| "Date not known".to_owned(), ToString::to_string);
    let scheme = found.scheme.map_or("Not known", |scheme| scheme.label());
    let rows = vec![
        SummaryRow::new("Kind of round", kind.label()),
        SummaryRow::new("Fieldwork", date(fieldwork)),
        SummaryRow::new("Published", date(published)),
        SummaryRow::new("Topic scheme", scheme),
        SummaryRow::new("Source", view! { <SourceLink source=found.source_url.clone()/> }),
    ];
    view! { <SummaryList rows/> }.into_any()
}
