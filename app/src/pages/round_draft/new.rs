//! Beginning the draft of a round.

use followup::{
    force::Force, identity::Permission, overtaken::Overtaken, person::Person, round_draft::Part,
    view::round_draft::Lookup,
};
use leptos::prelude::*;

use super::{Opened, conflict};
use crate::{
    api::{
        error::ApiError,
        round_drafts::{read_draft, read_new_round},
    },
    components::{Alert, AlertKind, Breadcrumbs, ErrorSummary, Link, PageHeading},
    error::PageError,
    fields::round_draft::DETAILS,
    form::{Answers, view::FormView},
    form_state::FormState,
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
    let (answers, stage) = (Answers::of_request(), use_context::<FormState>().unwrap_or_default());
    let person = request::signed_in()?.person();
    let at = AskedPoint::of_request()?.in_the_present();
    let slug = force_slug(&given, at)?;
    person.may(Permission::RecordRound, &slug).map_err(|error| PageError::forbidden(error.to_string()))?;
    let force =
        read_new_round(given.clone()).await.map_err(|error| error.or_not_found(|| unknown_force(&given, at)))?;
    let items = vec![Link::new("Forces", FORCES), Link::new(force.name.clone(), format!("{FORCES}/{slug}"))];
    let before = view! { <Breadcrumbs items current=TITLE/> };
    let (title, main) = match stage {
        FormState::DraftChanged(by) => begun_already(person, force.clone(), &answers, by).await?,
        _ => (TITLE, form(&force, &answers, None)),
    };
    let title = answers.title(&format!("{title} – {}", force.name));
    Ok(PageContent::new(title, main).before(before))
}

/// The form has begun a draft before, with other answers: both beside each other, where the draft is still one.
async fn begun_already(
    person: Person,
    force: Force,
    answers: &Answers,
    by: Overtaken,
) -> Result<(&'static str, AnyView), PageError> {
    let draft = match read_draft(force.slug.to_string(), answers.value("token")).await {
        Ok(found) => found.lookup,
        Err(ApiError::NotFound { .. }) => Lookup::Unknown,
        Err(error) => return Err(error.into()),
    };
    let Lookup::Found(draft) = draft else {
        let text = "You already started a draft with this form, and it has since been published or discarded. Your new answers are not saved yet. Check them, and start another draft if you need one.";
        let gone = view! { <Alert kind=AlertKind::Warning text/> };
        return Ok((TITLE, form(&force, answers, Some(gone.into_any()))));
    };
    let heading = match by {
        Overtaken::ByThemself => "You already started this draft",
        Overtaken::ByOthers => conflict::heading(by),
    };
    let opened = Opened { person, force, draft: *draft };
    Ok((heading, conflict::page(&opened, Part::Details, answers, by, heading)?))
}

fn form(force: &Force, answers: &Answers, before: Option<AnyView>) -> AnyView {
    let action = format!("{FORCES}/{}/rounds/new", force.slug);
    let back = format!("{FORCES}/{}", force.slug);
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                {before}
                <PageHeading title=TITLE caption=force.name.clone()/>
                <p class="govuk-body">
                    "Start with a draft that only inspectors and authorisers can see. You can add recommendations, findings, grades and a case audit later. You publish them all together."
                </p>
                <form method="post" action=action novalidate>
                    {hidden(0)}
                    {FormView::new(DETAILS, answers).all()}
                    <button type="submit" class="govuk-button">"Start the draft"</button>
                </form>
                <p class="govuk-body"><a class="govuk-link" href=back>"Cancel"</a></p>
            </div>
        </div>
    }
    .into_any()
}
