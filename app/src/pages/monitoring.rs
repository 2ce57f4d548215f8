//! The form for what inspectors record of a force itself: a duty set, a duty met, a stage of monitoring.

use followup::{
    clock::london_time, duty::Duty, fact::EventKind, force::ForceSlug, identity::Permission,
    view::monitoring::MonitoringForm,
};
use leptos::prelude::*;

use super::{
    follow_up::hidden,
    force::{
        FORCES, force_slug,
        monitoring::{duties, stages},
        unknown_force,
    },
    overtaken,
};
use crate::{
    api::monitoring::read_monitoring,
    charts::in_a_sentence,
    components::{Alert, AlertKind, Breadcrumbs, ErrorSummary, Link, PageHeading},
    error::PageError,
    form::{Answers, monitoring::Entry},
    form_state::FormState,
    page::{PageContent, page},
    point::AskedPoint,
    request,
};

mod conflict;
mod fields;

const TITLE: &str = "Monitoring and duties";

/// Why it cannot be recorded of a force as it stands, if it cannot.
fn why_not(entry: Entry, found: &MonitoringForm) -> Option<&'static str> {
    let duties = &found.standing.duties;
    let met = duties.iter().filter(|of| of.met_on.is_some()).count();
    match entry {
        Entry::SetDuty if found.rounds.is_empty() => {
            Some("A duty follows a round, and we know of no round of this force.")
        }
        Entry::SetDuty if met == found.rounds.len() * Duty::ALL.len() => {
            Some("All duties are met. You cannot change the date of a duty that was met.")
        }
        Entry::MeetDuty if duties.is_empty() => Some("No duty is set yet. Set one first."),
        Entry::MeetDuty if met == duties.len() => Some("All duties are met."),
        Entry::CorrectMet | Entry::UndoMet if met == 0 => Some("No duty is met yet."),
        _ => None,
    }
}

/// `/forces/{slug}/monitoring`, with `do` for one of its forms.
#[component]
pub fn MonitoringPage() -> impl IntoView {
    let given = leptos_router::hooks::use_params_map().get_untracked().get("slug").unwrap_or_default();
    page(load(given))
}

async fn load(given: String) -> Result<PageContent, PageError> {
    let (answers, stage) = (Answers::of_request(), use_context::<FormState>().unwrap_or_default());
    let person = request::signed_in()?.person();
    let at = AskedPoint::of_request()?.in_the_present();
    let slug: ForceSlug = force_slug(&given, at)?;
    person.may(Permission::RecordMonitoring, &slug).map_err(|error| PageError::forbidden(error.to_string()))?;
    let saved = request::query().get("saved").and_then(|version| version.parse().ok());
    let found = read_monitoring(given.clone(), saved).await;
    let found = found.map_err(|error| error.or_not_found(|| unknown_force(&given, at)))?;
    let asked = request::query().get("do").map_or_else(|| answers.value("do"), str::to_owned);
    let (title, main) = match (Entry::of(&asked), stage) {
        (Some(entry), FormState::Conflict(since)) => {
            let title = overtaken::heading(overtaken::by(&since, person.id));
            (title, conflict::page(&found, person.id, entry, &answers, &since))
        }
        (Some(entry), _) => (entry.label(), one(&found, entry, &answers)),
        (None, _) => (TITLE, list(found.clone(), at)),
    };
    let title = answers.title(&format!("{title} – {}", found.force.name));
    let href = format!("{FORCES}/{slug}");
    let items = vec![Link::new("Forces", FORCES), Link::new(found.force.name.clone(), href)];
    Ok(PageContent::new(title, main).before(view! { <Breadcrumbs items current=TITLE/> }))
}

/// How the force stands, and what can be recorded of it.
fn list(found: MonitoringForm, at: AskedPoint) -> AnyView {
    let slug = found.force.slug.to_string();
    let saved = found.saved.as_ref().map(|saved| {
        let text = format!("Saved: {}, {}.", lower(saved.kind), london_time(saved.recorded_at));
        view! { <Alert kind=AlertKind::Success text/> }
    });
    let links = Entry::ALL.into_iter().filter(|entry| why_not(*entry, &found).is_none()).map(|entry| {
        let href = format!("{FORCES}/{slug}/monitoring?do={}", entry.slug());
        view! { <li><a class="govuk-link" href=href>{entry.label()}</a></li> }
    });
    let links = links.collect_view();
    let others = Entry::ALL.into_iter().filter_map(|entry| {
        let why = why_not(entry, &found)?;
        Some(view! { <li>{format!("{}: {}", entry.label(), in_a_sentence(why))}</li> })
    });
    let others: Vec<_> = others.collect();
    let others = (!others.is_empty()).then(|| {
        view! {
            <p class="govuk-body">"You cannot do these now:"</p>
            <ul class="govuk-list govuk-list--bullet">{others}</ul>
        }
    });
    let (stages, duties) = (stages(&found.standing.stages), duties(found.standing.duties, &slug, at));
    view! {
        {saved}
        <PageHeading title=TITLE caption=found.force.name/>
        {stages}
        {duties}
        <h2 class="govuk-heading-m">"What do you want to do?"</h2>
        <ul class="govuk-list govuk-list--bullet">{links}</ul>
        {others}
    }
    .into_any()
}

/// What was recorded, for the middle of a sentence.
fn lower(kind: EventKind) -> String {
    kind.label().to_lowercase()
}

fn one(found: &MonitoringForm, entry: Entry, answers: &Answers) -> AnyView {
    let action = format!("{FORCES}/{}/monitoring", found.force.slug);
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let form = match why_not(entry, found) {
        // What the summary of errors leads to is there all the same.
        Some(why) => view! {
            <div class="govuk-inset-text" id=entry.first_field()>{why}</div>
            <p class="govuk-body"><a class="govuk-link" href=action>"Back to monitoring and duties"</a></p>
        }
        .into_any(),
        None => view! {
            <form method="post" action=action.clone() novalidate>
                {hidden(found.version)}
                <input type="hidden" name="do" value=entry.slug()/>
                {fields::fields(found, entry, answers)}
                <button type="submit" class="govuk-button">"Save"</button>
            </form>
            <p class="govuk-body"><a class="govuk-link" href=action>"Cancel"</a></p>
        }
        .into_any(),
    };
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title=entry.label() caption=found.force.name.clone()/>
                {form}
            </div>
        </div>
    }
    .into_any()
}
