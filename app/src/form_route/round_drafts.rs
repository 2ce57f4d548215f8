//! The forms by which inspectors write down a round, and publish it.

use axum::http::StatusCode;
use followup::{identity::Permission, round_draft::Part};
use uuid::Uuid;

use super::{FormPage, FormRequest, FormRoute, Outcome};
use crate::{
    api::{error::ApiError, form_answers::Envelope, round_drafts as api},
    fields::round_draft::EMPTY,
    form_state::FormState,
    pages::round_draft::{Place, unknown},
    request,
};

/// `POST /forces/{slug}/rounds/new`.
pub(super) const BEGIN: FormRoute =
    FormRoute { page: page("/forces/{slug}/rounds/new"), press: |form| Box::pin(begin(form)) };

/// `POST /forces/{slug}/drafts/{draft}/{part}`.
pub(super) const CHANGE: FormRoute =
    FormRoute { page: page("/forces/{slug}/drafts/{draft}/{part}"), press: |form| Box::pin(change(form)) };

const fn page(route: &'static str) -> FormPage {
    FormPage {
        route,
        keeps_text: true,
        error_field: |_| "version",
        not_found: |form| unknown(&form.parameter("slug")),
        way_back: |form| (force_page(form), "Show the force"),
    }
}

fn force_page(form: &FormRequest) -> String {
    format!("/forces/{}", form.parameter("slug"))
}

async fn begin(form: &FormRequest) -> Result<Outcome, ApiError> {
    let (force, token) = (form.parameter("slug"), form.answers.value("token"));
    match api::begin_round(force, token, form.fields()).await {
        Ok(draft) => Ok(Outcome::GoTo(format!("{}/drafts/{draft}", force_page(form)))),
        Err(error) => published(error, form),
    }
}

async fn change(form: &FormRequest) -> Result<Outcome, ApiError> {
    let (slug, draft) = (form.parameter("slug"), form.parameter("draft"));
    let place = Place::of(&form.parameter("part")).filter(|_| draft.parse::<Uuid>().is_ok());
    let may = request::reader().person().is_some_and(|person| person.may_ever(Permission::RecordRound).is_ok());
    if !may {
        request::note_denial();
    }
    // To anybody else there is no draft, and so no form.
    let Some(place) = place.filter(|_| may) else { return Ok(Outcome::Problem(unknown(&slug))) };
    let envelope = form.envelope()?;
    if form.button() == "change" {
        return Ok(Outcome::show(FormState::Write));
    }
    let removes = !form.answers.value("remove").is_empty();
    match (save(place, slug, draft, envelope, form).await, place) {
        (Ok(next), _) => Ok(Outcome::GoTo(next)),
        // The draft ended while this was written: the page shows what was, and where there is nothing it is as anywhere.
        (Err(ApiError::NotFound { .. } | ApiError::Published { .. }), Place::Part(_)) if !removes => {
            Ok(Outcome::Show(FormState::Write, StatusCode::CONFLICT))
        }
        // The page finds the problems again, and says them with links to where they are put right.
        (Err(ApiError::Invalid { fields }), Place::Publish)
            if !fields.iter().any(|error| error.is_at("looked_at") || error.is_at(EMPTY)) =>
        {
            Ok(Outcome::Show(FormState::Write, StatusCode::UNPROCESSABLE_ENTITY))
        }
        (Err(error), _) => published(error, form),
    }
}

/// Calls the function of a form, and returns the page to look at next.
async fn save(
    place: Place,
    force: String,
    draft: String,
    envelope: Envelope,
    form: &FormRequest,
) -> Result<String, ApiError> {
    let of_force = force_page(form);
    let here = format!("{of_force}/drafts/{draft}");
    let part = match place {
        Place::Discard => return api::discard_round(force, draft, envelope).await.map(|()| of_force),
        Place::Publish => {
            let round = api::publish_round(force, draft, envelope, form.fields()).await?;
            return Ok(format!("{of_force}/rounds/{round}"));
        }
        Place::Part(part) => part,
    };
    let version = match part {
        Part::Details => api::save_round_details(force, draft, envelope, form.fields()).await?,
        Part::Recommendations => match form.answers.value("remove") {
            item if item.parse::<Uuid>().is_ok() => api::remove_round_item(force, draft, envelope, item).await?,
            _ => api::save_round_item(force, draft, envelope, form.fields()).await?,
        },
        Part::Findings => api::save_round_finding(force, draft, envelope, form.fields()).await?,
        Part::Grades => api::save_round_grades(force, draft, envelope, form.fields()).await?,
        Part::CaseAudit => api::save_round_case_audit(force, draft, envelope, form.fields()).await?,
    };
    Ok(match part {
        Part::Recommendations | Part::Findings => format!("{here}/{}?saved={version}", part.slug()),
        Part::Details | Part::Grades | Part::CaseAudit => format!("{here}?saved={version}"),
    })
}

/// Leads to the round that a draft has become.
fn published(error: ApiError, form: &FormRequest) -> Result<Outcome, ApiError> {
    match error {
        ApiError::Published { round } => Ok(Outcome::GoTo(format!("{}/rounds/{round}", force_page(form)))),
        error => Err(error),
    }
}
