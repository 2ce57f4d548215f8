//! The forms by which inspectors write down a round, and publish it.

use app::{
    api::{
        error::ApiError,
        form_answers::Envelope,
        round_drafts::{
            begin_round, discard_round, publish_round, remove_round_item, save_round_case_audit, save_round_details,
            save_round_finding, save_round_grades, save_round_item,
        },
    },
    error::PageError,
    form::Answers,
    form_state::FormState,
    pages::round_draft::{self as pages, Place},
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use followup::{force::ForceSlug, identity::Permission, round_draft::Part};
use uuid::Uuid;

use super::{
    follow_up::fields,
    on_to,
    outcome::{self, Refusals, envelope},
    person, sent, shown,
};
use crate::{denial::note_denial, function_context::FunctionContext, rendering, state::AppState};

/// `POST /forces/{slug}/rounds/new`.
pub async fn begin(State(state): State<AppState>, Path(slug): Path<String>, request: Request) -> Response {
    let (request, answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    if person(&request).is_ok_and(|person| person.may_ever(Permission::RecordRound).is_err()) {
        let reason = "Only inspectors and authorisers can record a round".to_owned();
        return rendering::problem(&state, request, PageError::Forbidden { reason }).await;
    }
    let token = answers.value("token");
    let (Ok(force), Ok(_)) = (slug.parse::<ForceSlug>(), token.parse::<Uuid>()) else {
        return stale(&state, request, &slug).await;
    };
    let context = FunctionContext::new(&state, &request);
    match context.run(begin_round(slug.clone(), token, fields(&answers))).await {
        Ok(draft) => on_to(&pages::href(&force, draft)),
        Err(error) => refused(&state, request, answers, error, &slug).await,
    }
}

/// `POST /forces/{slug}/drafts/{draft}/{part}`.
pub async fn change(
    State(state): State<AppState>,
    Path((slug, draft, part)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let (request, answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    if person(&request).is_ok_and(|person| person.may_ever(Permission::RecordRound).is_err()) {
        // To anybody else there is no draft, and so no form.
        note_denial(&request);
        return rendering::problem(&state, request, pages::unknown(&slug)).await;
    }
    let (Some(place), Ok(_)) = (Place::of(&part), draft.parse::<Uuid>()) else {
        return rendering::problem(&state, request, pages::unknown(&slug)).await;
    };
    let Some(envelope) = envelope(&answers) else {
        return stale(&state, request, &slug).await;
    };
    if answers.value("button") == "change" {
        return shown(&state, request, answers, FormState::Write, StatusCode::OK).await;
    }
    let context = FunctionContext::new(&state, &request);
    match (context.run(act(place, slug.clone(), draft, envelope, &answers)).await, place) {
        (Ok(next), _) => on_to(&next),
        // The draft ended while this was written: the page shows what was, and where there is nothing it is as anywhere.
        (Err(ApiError::NotFound { .. } | ApiError::Published { .. }), Place::Part(_))
            if answers.value("remove").is_empty() =>
        {
            shown(&state, request, answers, FormState::Write, StatusCode::CONFLICT).await
        }
        // The page finds the problems again, and says them with links to where they are put right.
        (Err(ApiError::Invalid { fields }), Place::Publish)
            if fields.iter().all(|error| error.field.as_deref() != Some("looked_at")) =>
        {
            shown(&state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        (Err(error), _) => refused(&state, request, answers, error, &slug).await,
    }
}

/// Calls the function of a form, and returns the page to look at next.
async fn act(
    place: Place,
    force: String,
    draft: String,
    envelope: Envelope,
    answers: &Answers,
) -> Result<String, ApiError> {
    let of_force = format!("/forces/{force}");
    let here = format!("{of_force}/drafts/{draft}");
    let part = match place {
        Place::Discard => return discard_round(force, draft, envelope).await.map(|()| of_force),
        Place::Publish => {
            let round = publish_round(force, draft, envelope, fields(answers)).await?;
            return Ok(format!("{of_force}/rounds/{round}"));
        }
        Place::Part(part) => part,
    };
    let version = match part {
        Part::Details => save_round_details(force, draft, envelope, fields(answers)).await?,
        Part::Recommendations => match answers.value("remove") {
            item if item.parse::<Uuid>().is_ok() => remove_round_item(force, draft, envelope, item).await?,
            _ => save_round_item(force, draft, envelope, fields(answers)).await?,
        },
        Part::Findings => save_round_finding(force, draft, envelope, fields(answers)).await?,
        Part::Grades => save_round_grades(force, draft, envelope, fields(answers)).await?,
        Part::CaseAudit => save_round_case_audit(force, draft, envelope, fields(answers)).await?,
    };
    Ok(match part {
        Part::Recommendations | Part::Findings => format!("{here}/{}?saved={version}", part.slug()),
        Part::Details | Part::Grades | Part::CaseAudit => format!("{here}?saved={version}"),
    })
}

async fn refused(state: &AppState, request: Request, answers: Answers, error: ApiError, slug: &str) -> Response {
    if let ApiError::Published { round } = error {
        return on_to(&format!("/forces/{slug}/rounds/{round}"));
    }
    let refusals = Refusals { of_form: "version", not_found: pages::unknown(slug) };
    outcome::refused(state, request, answers, error, refusals).await
}

async fn stale(state: &AppState, request: Request, slug: &str) -> Response {
    let error = PageError::not_found("The form that was sent", format!("/forces/{slug}"), "Show the force");
    rendering::problem(state, request, error).await
}
