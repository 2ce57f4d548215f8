//! Beginning the draft of a round.

use followup::{force::Force, person::Action, store::force};
use leptos::prelude::*;

use super::details;
use crate::{
    components::{Breadcrumbs, ErrorSummary, Link, PageHeading},
    error::PageError,
    form::Answers,
    page::{PageContent, page},
    pages::{
        follow_up::hidden,
        force::{FORCES, force_slug, unknown_force},
    },
    point::AskedPoint,
    request,
};

const TITLE: &str = "Record a new round";

/// `/forces/{slug}/rounds/new`.
#[component]
pub fn NewRoundPage() -> impl IntoView {
    let given = leptos_router::hooks::use_params_map().get_untracked().get("slug").unwrap_or_default();
    page(load(given))
}

async fn load(given: String) -> Result<PageContent, PageError> {
    let answers = Answers::of_request();
    let person = request::signed_in()?.person();
    let at = AskedPoint::of_request()?.in_the_present();
    let slug = force_slug(&given, at)?;
    person.may(Action::RecordRound, &slug).map_err(|error| PageError::Forbidden { reason: error.to_string() })?;
    let force = force::find(&request::database()?, &slug).await?.ok_or_else(|| unknown_force(&given, at))?;
    let items = vec![Link::new("Forces", FORCES), Link::new(force.name.clone(), format!("{FORCES}/{slug}"))];
    let title = answers.title(&format!("{TITLE} – {}", force.name));
    let before = view! { <Breadcrumbs items current=TITLE/> };
    Ok(PageContent::new(title, form(&force, &answers)).before(before))
}

fn form(force: &Force, answers: &Answers) -> AnyView {
    let action = format!("{FORCES}/{}/rounds/new", force.slug);
    let back = format!("{FORCES}/{}", force.slug);
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title=TITLE caption=force.name.clone()/>
                <p class="govuk-body">
                    "It begins as a draft that only inspectors and authorisers can see. Recommendations, grades and the case audit \
                    are written down afterwards, in as many sittings as it takes, and all of it is published together."
                </p>
                <form method="post" action=action novalidate>
                    {hidden(0)}
                    {details::fields(answers)}
                    <button type="submit" class="govuk-button">"Begin the draft"</button>
                </form>
                <p class="govuk-body"><a class="govuk-link" href=back>"Cancel"</a></p>
            </div>
        </div>
    }
    .into_any()
}
