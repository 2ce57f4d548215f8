//! The forms of follow-up work: an update is checked before it is saved, a review is one step.

use app::{
    api::{
        error::{ApiError, FieldError},
        form_answers::{Envelope, UpdateAnswers},
        reviews, updates,
    },
    error::PageError,
    form::{Answers, offer::Offer},
    form_state::FormState,
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use followup::{parameter::BadParameter, query::Query, view::saved::Saved};

use super::{
    on_to,
    outcome::{self, Refusals, envelope, note},
    sent, shown,
};
use crate::{function_context::FunctionContext, rendering, state::AppState};

/// `POST /recommendations/{reference}/update`.
pub async fn update(State(state): State<AppState>, Path(reference): Path<String>, request: Request) -> Response {
    let (request, answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let button = answers.value("button");
    let context = FunctionContext::new(&state, &request);
    if button == "discard" {
        return match context.run(updates::discard_update_draft(reference.clone())).await {
            Ok(()) => on_to(&format!("/recommendations/{reference}")),
            Err(ApiError::NotFound { .. }) => rendering::problem(&state, request, stale(&reference)).await,
            Err(error) => refused(&state, request, answers, error, "activity").await,
        };
    }
    let Some(envelope) = envelope(&answers) else {
        return rendering::problem(&state, request, stale(&reference)).await;
    };
    let fields = fields::<UpdateAnswers>(&answers);
    match button.as_str() {
        "draft" => return keep_draft(&state, &context, &reference, &envelope, request, answers, fields).await,
        "change" => return shown(&state, request, answers, FormState::Write, StatusCode::OK).await,
        "merge" => return shown(&state, request, answers, FormState::Merge, StatusCode::OK).await,
        _ => {}
    }
    if button != "save" {
        return match context.run(updates::check_update(reference, envelope, fields)).await {
            Ok(()) => shown(&state, request, answers, FormState::Check, StatusCode::OK).await,
            Err(error) => refused(&state, request, answers, error, "position").await,
        };
    }
    match context.run(updates::record_update(reference, envelope, fields)).await {
        Ok(saved) => on_to(&saved_at(&saved)),
        Err(ApiError::Invalid { fields }) if is_not_looked_at(&fields) => {
            let mut answers = answers;
            note(&mut answers, fields, "position");
            shown(&state, request, answers, FormState::Check, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => refused(&state, request, answers, error, "position").await,
    }
}

/// Nothing is wrong but that nobody has said that they looked at what may identify a person.
fn is_not_looked_at(fields: &[FieldError]) -> bool {
    !fields.is_empty() && fields.iter().all(|error| error.field.as_deref() == Some("looked_at"))
}

/// Keeps what was typed, and leads back to the form. While it is typed, the form's island calls the same function.
async fn keep_draft(
    state: &AppState,
    context: &FunctionContext,
    reference: &str,
    envelope: &Envelope,
    request: Request,
    answers: Answers,
    fields: UpdateAnswers,
) -> Response {
    let (sitting, continues) = (Some(answers.value("sitting")), Some(answers.value("continues")));
    let keep = updates::keep_update_draft(reference.to_owned(), envelope.version, sitting, continues, fields);
    match context.run(keep).await {
        Ok(_) => on_to(&format!("/recommendations/{reference}/update")),
        Err(error) => refused(state, request, answers, error, "activity").await,
    }
}

/// `POST /recommendations/{reference}/review`.
pub async fn review(State(state): State<AppState>, Path(reference): Path<String>, request: Request) -> Response {
    let (request, answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let (Some(envelope), Some(offer)) = (envelope(&answers), Offer::of(&answers.value("do"))) else {
        return rendering::problem(&state, request, stale(&reference)).await;
    };
    if answers.value("button") == "change" {
        return shown(&state, request, answers, FormState::Write, StatusCode::OK).await;
    }
    let context = FunctionContext::new(&state, &request);
    match context.run(act(offer, reference, envelope, &answers)).await {
        Ok(saved) => on_to(&saved_at(&saved)),
        Err(error) => refused(&state, request, answers, error, "do").await,
    }
}

/// Calls the function of a step.
async fn act(offer: Offer, reference: String, envelope: Envelope, answers: &Answers) -> Result<Saved, ApiError> {
    match offer {
        Offer::Return => reviews::return_submission(reference, envelope, fields(answers)).await,
        Offer::SetStatus => reviews::set_review_status(reference, envelope, fields(answers)).await,
        Offer::RecordFinding => reviews::record_finding(reference, envelope, fields(answers)).await,
        Offer::Propose => reviews::propose_closure(reference, envelope, fields(answers)).await,
        Offer::Decide => reviews::decide_on_closure(reference, envelope, fields(answers)).await,
        Offer::Reopen => reviews::reopen(reference, envelope, fields(answers)).await,
        Offer::MoveDeadline => reviews::move_deadline(reference, envelope, fields(answers)).await,
        Offer::Link => reviews::link_items(reference, envelope, fields(answers)).await,
        Offer::Note => reviews::record_note(reference, envelope, fields(answers)).await,
    }
}

/// The fields that a function takes of a form.
pub fn fields<Fields: Query + Default>(answers: &Answers) -> Fields {
    // Fields are taken as they were typed, so nothing can be wrong with them yet.
    Fields::parse(answers.given()).unwrap_or_else(|BadParameter { .. }| Fields::default())
}

/// The page to look at next, which says what was saved.
fn saved_at(saved: &Saved) -> String {
    format!("/recommendations/{}?saved={}", saved.reference, saved.version)
}

pub(super) async fn refused(
    state: &AppState,
    request: Request,
    answers: Answers,
    error: ApiError,
    of_form: &'static str,
) -> Response {
    let not_found = PageError::not_found("A form at this address", "/recommendations", "Search all recommendations");
    outcome::refused(state, request, answers, error, Refusals { of_form, not_found }).await
}

pub(super) fn stale(reference: &str) -> PageError {
    PageError::not_found(
        "The form that was sent",
        format!("/recommendations/{reference}"),
        "Open the recommendation again",
    )
}
