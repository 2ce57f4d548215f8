//! The forms of follow-up work: an update is checked before it is saved, a review is one step.

use app::{
    error::PageError,
    form::Answers,
    form_state::{FormState, NotSavedReason},
    pages::follow_up::{self as forms, Offer},
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use followup::{
    act::follow_up::Step,
    clock::london_day,
    not_allowed::NotAllowed,
    person::Person,
    service::follow_up::{self, FollowUpError, Form},
};

use super::{Sent, on_to, read, sender, shown};
use crate::{denial::note_denial, rendering, state::AppState};

mod drafts;

/// `POST /recommendations/{reference}/update`.
pub async fn update(State(state): State<AppState>, Path(reference): Path<String>, request: Request) -> Response {
    let (by, request, mut answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let wanted = answers.value("stage");
    if wanted == "discard" {
        return drafts::discard(&state, &by, &reference, request).await;
    }
    let Some(form) = form(&reference, &answers) else {
        return rendering::problem(&state, request, stale(&reference)).await;
    };
    match wanted.as_str() {
        "draft" => return drafts::keep(&state, &by, &form, request, answers).await,
        "change" => return shown(&state, request, answers, FormState::Write, StatusCode::OK).await,
        "merge" => return shown(&state, request, answers, FormState::Merge, StatusCode::OK).await,
        _ => {}
    }
    let Some(step) = forms::update(&mut answers) else {
        return shown(&state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let is_final = wanted == "save";
    if is_final && forms::is_delicate(&answers) && answers.value("looked_at").is_empty() {
        let answers = answers.with_error("looked_at", forms::LOOKED_AT);
        return shown(&state, request, answers, FormState::Check, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let judged = if is_final { act(&state, &by, &form, step).await } else { check(&state, &by, &form, step).await };
    match judged {
        Ok(Some(saved)) => on_to(&saved),
        Ok(None) => shown(&state, request, answers, FormState::Check, StatusCode::OK).await,
        Err(error) => refused(&state, request, answers, error, "position").await,
    }
}

/// `POST /recommendations/{reference}/review`.
pub async fn review(State(state): State<AppState>, Path(reference): Path<String>, request: Request) -> Response {
    let (by, request, mut answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let (form, offer) = (form(&reference, &answers), Offer::of(&answers.value("do")));
    let (Some(form), Some(offer)) = (form, offer) else {
        return rendering::problem(&state, request, stale(&reference)).await;
    };
    if answers.value("stage") == "change" {
        return shown(&state, request, answers, FormState::Write, StatusCode::OK).await;
    }
    let Some(step) = forms::review(offer, &mut answers) else {
        return shown(&state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if forms::is_delicate(&answers) && answers.value("looked_at").is_empty() {
        let answers = answers.with_error("looked_at", forms::LOOKED_AT);
        return shown(&state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match act(&state, &by, &form, step).await {
        Ok(Some(saved)) => on_to(&saved),
        Ok(None) => shown(&state, request, answers, FormState::Write, StatusCode::OK).await,
        Err(error) => refused(&state, request, answers, error, "do").await,
    }
}

/// The form and who sent it, or the answer for whoever is not signed in, or cannot be told.
pub(super) async fn sent(state: &AppState, request: Request) -> Result<(Person, Request, Answers), Box<Response>> {
    let by = sender(&request);
    match (by, read(request).await) {
        (Ok(by), Ok(Sent { request, answers })) => Ok((by, request, answers)),
        (Err(error), Ok(Sent { request, answers })) => Err(Box::new(unsaved(state, request, answers, &error).await)),
        (_, Err(error)) => Err(Box::new(rendering::problem(state, Request::default(), error).await)),
    }
}

/// The page to look at next, which says what was saved.
async fn act(state: &AppState, by: &Person, form: &Form, step: Step) -> Result<Option<String>, FollowUpError> {
    let today = london_day((state.clock)());
    let saved = follow_up::act(&state.database, by, form, step, today).await?;
    Ok(Some(format!("/recommendations/{}?saved={}", saved.reference, saved.version)))
}

/// The same without recording anything.
async fn check(state: &AppState, by: &Person, form: &Form, step: Step) -> Result<Option<String>, FollowUpError> {
    follow_up::check(&state.database, by, form, step, london_day((state.clock)())).await.map(|()| None)
}

pub(super) async fn refused(
    state: &AppState,
    request: Request,
    mut answers: Answers,
    error: FollowUpError,
    otherwise: &'static str,
) -> Response {
    match error {
        // To a liaison officer another force's item has no form. That they tried is written down all the same.
        FollowUpError::NotFound | FollowUpError::NotAllowed(NotAllowed::NotOfForce) => {
            if !matches!(error, FollowUpError::NotFound) {
                note_denial(&request);
            }
            let error =
                PageError::not_found("A form at this address", "/recommendations", "Search all recommendations");
            rendering::problem(state, request, error).await
        }
        FollowUpError::NotAllowed(NotAllowed::NotOfRole(..)) | FollowUpError::FormOfAnother => {
            rendering::problem(state, request, PageError::Forbidden { reason: error.to_string() }).await
        }
        FollowUpError::Conflict { since, .. } => {
            shown(state, request, answers, FormState::Conflict(since), StatusCode::CONFLICT).await
        }
        FollowUpError::Store(error) => unsaved(state, request, answers, &PageError::from(error)).await,
        FollowUpError::Files(error) => {
            tracing::error!(%error, "the store of evidence failed");
            answers.wrong(otherwise, "This was not saved: the service could not keep the file. Try again in a minute");
            shown(state, request, answers, FormState::Write, StatusCode::SERVICE_UNAVAILABLE).await
        }
        error => {
            note(&mut answers, &error, otherwise);
            shown(state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}

/// Nothing was saved, and what was typed is shown.
pub(super) async fn unsaved(state: &AppState, request: Request, answers: Answers, error: &PageError) -> Response {
    let (why, status) = match error {
        PageError::Unavailable => (NotSavedReason::Unavailable, error.status()),
        PageError::SignInFirst => (NotSavedReason::SignedOut, StatusCode::FORBIDDEN),
        _ => (NotSavedReason::Fault, error.status()),
    };
    shown(state, request, answers, FormState::Unsaved(why), status).await
}

pub(super) fn stale(reference: &str) -> PageError {
    PageError::not_found(
        "The form that was sent",
        format!("/recommendations/{reference}"),
        "Open the recommendation again",
    )
}

/// The version of the item that a form stands on, and its token, as its answers say them.
pub(super) fn form(reference: &str, answers: &Answers) -> Option<Form> {
    Some(Form {
        reference: reference.parse().ok()?,
        version: answers.value("version").parse().ok()?,
        token: answers.value("token").parse().ok()?,
        answers: answers.digest(),
    })
}

/// Where an error of a step stands on the page: at its field, or at `otherwise` where it is about the step itself. `None`
/// where there is no page to show it on.
pub(super) fn note(answers: &mut Answers, error: &FollowUpError, otherwise: &str) -> Option<()> {
    match error {
        FollowUpError::Invalid { field, message } => answers.wrong(field, message.clone()),
        FollowUpError::NotAllowed(_) => answers.wrong(otherwise, error.to_string()),
        _ => return None,
    }
    Some(())
}
